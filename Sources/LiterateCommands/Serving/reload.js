// Added to each page by `literate serve`: reloads it when the site has changed, where the reader
// was, and shows what is wrong with the content.
(() => {
  const own = "/-/literate/";
  const site = Number(document.currentScript.dataset.site);
  const remembered = "literate place " + location.pathname;

  // A place is told by the nearest heading or cell with a name, so that it stays when the text
  // above it grows.
  const marks = () => [document.documentElement, ...document.querySelectorAll("main [id]")];
  const top = (mark) => mark.getBoundingClientRect().top;

  const reload = () => {
    const mark = marks().findLast((mark) => top(mark) <= 1) ?? document.documentElement;
    const place = { id: mark.id, offset: top(mark), scroll: scrollY };
    sessionStorage.setItem(remembered, JSON.stringify(place));
    history.scrollRestoration = "manual";
    location.reload();
  };

  const place = JSON.parse(sessionStorage.getItem(remembered));
  if (place) {
    sessionStorage.removeItem(remembered);
    const restore = () => {
      const mark = document.getElementById(place.id) ?? document.documentElement;
      scrollBy({ top: top(mark) - place.offset, behavior: "instant" });
    };
    restore();
    // Fonts and images that come late move the text.
    addEventListener("load", () => {
      restore();
      history.scrollRestoration = "auto";
    });
  }

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
        element("span", { textContent: "Below is the last page without one." }),
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
    for (;;) {
      try {
        const state = await (await fetch(`${own}state?after=${version}`)).json();
        if (state.site !== site) return reload();
        if (state.version !== version) show(state.faults);
        version = state.version;
      } catch {
        // The server has ended, or is being started again.
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  };
  follow();
})();
