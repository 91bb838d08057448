// Added to each page by `literate serve`: brings it up to date when the site has changed, with the
// reader where they were, and shows what is wrong with the content.
(() => {
  const own = "/-/literate/";
  const started = document.currentScript.dataset;
  const remembered = "literate place " + location.pathname;

  // A place is told by the nearest heading or cell with a name, so that it stays when the text
  // above it grows.
  const top = (mark) => mark.getBoundingClientRect().top;
  const place = () => {
    const marks = [...document.querySelectorAll("main [id]")];
    const mark = marks.findLast((mark) => top(mark) <= 1);
    return { id: mark?.id, offset: top(mark ?? document.documentElement) };
  };
  const restore = ({ id, offset }) => {
    const mark = document.getElementById(id) ?? document.documentElement;
    scrollBy({ top: top(mark) - offset, behavior: "instant" });
  };

  const reload = () => {
    sessionStorage.setItem(remembered, JSON.stringify(place()));
    history.scrollRestoration = "manual";
    location.reload();
  };
  const last = JSON.parse(sessionStorage.getItem(remembered));
  if (last) {
    sessionStorage.removeItem(remembered);
    restore(last);
    // Fonts and images that come late move the text.
    addEventListener("load", () => {
      restore(last);
      history.scrollRestoration = "auto";
    });
  }

  // Makes an element what another is, and touches only what differs: the rest keeps its state.
  const patch = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (!(old instanceof Element) || old.tagName !== fresh.tagName) {
      old.replaceWith(fresh);
      return;
    }
    for (const { name } of [...old.attributes]) {
      // What the reader has unfolded stays so.
      if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    const was = [...old.childNodes];
    const is = [...fresh.childNodes];
    let behind = null;
    while (was.length && is.length && was.at(-1).isEqualNode(is.at(-1))) {
      behind = was.pop();
      is.pop();
    }
    while (was.length && is.length && was[0].isEqualNode(is[0])) {
      was.shift();
      is.shift();
    }
    for (const node of is) {
      if (was.length) patch(was.shift(), node);
      else old.insertBefore(node, behind);
    }
    for (const node of was) node.remove();
  };

  // The style sheets and scripts that a page asks for.
  const frame = (page) =>
    [...page.querySelectorAll("head :is(script, style, link[rel=stylesheet])")]
      .map((node) => node.outerHTML)
      .filter((html) => !html.includes(own))
      .join("");

  const update = async () => {
    const answer = await fetch(location.pathname);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || frame(fresh) !== frame(document)) return reload();
    const here = place();
    document.title = fresh.title;
    panel?.remove();
    patch(document.body, fresh.body);
    restore(here);
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  let panel;
  const show = (faults) => {
    panel?.remove();
    panel = undefined;
    if (faults.length === 0) return;
    if (!document.querySelector(`link[href^="${own}"]`)) {
      document.head.append(element("link", { rel: "stylesheet", href: own + "faults.css" }));
    }
    const close = element("button", { type: "button", textContent: "Close" });
    close.addEventListener("click", () => panel.remove());
    const errors = faults.filter((fault) => fault.severity === "error").length;
    const title = errors === 1 ? "1 error" : `${errors} errors`;
    panel = element(
      "section",
      { className: "literate-faults", role: "alert", ariaLabel: title },
      element(
        "header",
        {},
        element("strong", { textContent: title }),
        element("span", { textContent: "Behind this is the last site without one." }),
        close,
      ),
      ...faults.map((fault) =>
        element("pre", { className: fault.severity, tabIndex: 0, textContent: fault.text }),
      ),
    );
    document.body.append(panel);
  };
  document.addEventListener("keydown", ({ key }) => key === "Escape" && panel?.remove());

  const follow = async () => {
    let version = 0;
    let site = Number(started.site);
    for (;;) {
      try {
        const state = await (await fetch(`${own}state?after=${version}`)).json();
        if (state.look !== Number(started.look)) return reload();
        if (state.site !== site) await update();
        if (state.version !== version) show(state.faults);
        ({ version, site } = state);
      } catch {
        // The server has ended, or is being started again.
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  };
  follow();
})();
