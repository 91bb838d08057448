// Search over all lessons; loaded behind the index when it is first opened.
(() => {
  const { pages, words } = literateIndex;
  const sections = pages.flatMap(([, , own], page) => own.map((section) => [page, ...section]));
  const get = (id) => document.getElementById(id);
  const dialog = get("page.search");
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const list = get("page.found");

  // The same words as the index has.
  const split = (text) => text.toLowerCase().match(/[\p{L}\p{N}_](?:[\p{L}\p{N}_]|(?<=\d)\.(?=\d))*/gu) ?? [];

  // How well each section fits a word: whole words before beginnings, beginnings before the rest.
  const fits = (word) => {
    const scores = {};
    for (const [known, places] of Object.entries(words)) {
      const at = known.indexOf(word);
      const score = known === word ? 4 : at === 0 ? 2 : 1;
      if (at >= 0) for (const place of places) scores[place] = Math.max(score, scores[place] ?? 0);
    }
    return scores;
  };

  const find = (asked) => {
    const each = asked.map(fits);
    const score = (place) => {
      const [page, , heading] = sections[place];
      const title = (heading || pages[page][0]).toLowerCase();
      return each.reduce((sum, scores, at) => sum + scores[place] + 6 * title.includes(asked[at]), 0);
    };
    return Object.keys(each[0] ?? {})
      .map((place) => [place, score(place)])
      .filter(([, score]) => score)
      .sort((a, b) => b[1] - a[1]);
  };

  const element = (name, className, ...children) => {
    const made = Object.assign(document.createElement(name), { className });
    made.append(...children);
    return made;
  };

  const option = (place, index, asked) => {
    const [page, anchor, heading, text] = sections[place];
    const [title, href] = pages[page];
    const longestFirst = asked.toSorted((a, b) => b.length - a.length).join("|");
    const pattern = new RegExp(`(${longestFirst.replaceAll(".", "\\.")})`, "iu");
    const marked = (text) =>
      text.split(new RegExp(pattern, "giu")).map((piece, at) => (at % 2 ? element("mark", "", piece) : piece));
    // The words around the first that was asked for.
    const near = text.search(pattern) - 50;
    const start = near > 0 ? text.indexOf(" ", near) + 1 : 0;
    const end = start + 170;
    const context = (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
    const made = element(
      "a",
      "",
      element("strong", "", ...marked(heading || title)),
      element("span", "label", heading && title),
      element("span", "context", ...marked(context)),
    );
    return Object.assign(made, {
      href: href + (anchor && "#" + anchor), id: "page.found." + index, role: "option", tabIndex: -1,
    });
  };

  let chosen;
  const choose = (index) => {
    const entries = [...list.children];
    chosen = entries[Math.max(0, Math.min(index, entries.length - 1))];
    for (const entry of entries) entry.ariaSelected = String(entry === chosen);
    chosen?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen?.id ?? "");
  };

  const show = () => {
    const asked = split(input.value);
    const found = find(asked);
    list.replaceChildren(...found.slice(0, 30).map(([place], at) => option(place, at, asked)));
    list.hidden = !found.length;
    input.ariaExpanded = String(!list.hidden);
    status.textContent = asked.length ? `${found.length || "No"} section${found.length === 1 ? "" : "s"}` : "";
    choose(0);
  };

  input.addEventListener("input", show);
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (step) choose([...list.children].indexOf(chosen) + step);
    else chosen?.click();
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a")) dialog.close();
  });
  show();
})();
