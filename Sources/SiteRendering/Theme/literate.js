// Loaded before the first paint, so that a remembered theme does not flash.
// The page is complete without it.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const system = () => (dark.matches ? "dark" : "light");

  const show = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  root.classList.add("js");
  try { show(localStorage.getItem("theme")); } catch {}

  // A choice that is the system's own is forgotten: the page follows it again.
  const choose = (theme) => {
    const choice = theme === system() ? "" : theme;
    show(choice);
    try { localStorage.setItem("theme", choice); } catch {}
  };

  document.addEventListener("click", ({ target }) => {
    if (target.closest(".theme-button")) {
      choose((root.dataset.theme || system()) === "dark" ? "light" : "dark");
    } else if (target.closest(".search-button")) {
      search();
    } else if (target.matches(".copy button")) {
      copy(target);
    } else if (target.closest(".menu:popover-open a")) {
      document.getElementById("page.menu").hidePopover();
    }
  });

  // The code alone, without the values beside it.
  const copy = (button) => {
    const code = button.parentElement.nextElementSibling.querySelectorAll("code");
    navigator.clipboard.writeText([...code].map((line) => line.textContent).join("")).then(() => {
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
  };

  // What search needs is loaded when it is first opened.
  const load = (src) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src });
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  let loading;
  const search = () => {
    const dialog = document.getElementById("page.search");
    if (dialog.open) return;
    dialog.showModal();
    const { assets } = dialog.dataset;
    loading ??= load(assets + "search-index.js").then(() => load(assets + "search.js"));
    loading.catch(() => {
      loading = undefined;
      dialog.querySelector("[role=status]").textContent = "Search could not be loaded.";
    });
  };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search();
  });

  // What computes a page again is loaded when a control is first touched, or when the address sets one.
  let exploring;
  const explore = () => {
    const lesson = document.querySelector("[data-program]");
    const { assets } = document.getElementById("page.search").dataset;
    self.literateProgram ??= (...given) => { self.literateGiven = given; };
    exploring ??= Promise.all([assets + "explorable.js", lesson.dataset.program].map(load));
    exploring.catch(() => { exploring = undefined; });
  };
  for (const type of ["pointerdown", "focusin", "input"]) {
    document.addEventListener(type, ({ target }) => {
      if (!target.closest("[data-control]")) return;
      if (type === "input") target.dataset.touched = "";
      explore();
    });
  }
  document.addEventListener("DOMContentLoaded", () => {
    for (const input of document.querySelectorAll(".control :disabled")) input.disabled = false;
    if (location.hash.includes("=") && document.querySelector("[data-program]")) explore();
  });

  // Formulas whose fonts come late move the text. Browsers preload none from files.
  const fonts = document.currentScript.dataset.fonts;
  for (const href of location.protocol === "file:" ? [] : fonts.match(/\S+/g) ?? []) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "font", crossOrigin: "", href });
    document.head.append(link);
  }

  // Escape puts a value's tooltip away until the pointer or the focus moves on.
  const quiet = (on) => root.classList.toggle("quiet", on);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && quiet(true));
  document.addEventListener("focusin", () => quiet(false));
  document.addEventListener("pointerover", () => quiet(false));
})();
