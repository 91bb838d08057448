"""What a page with controls shows as they move, as JSON.

Usage: explorables.py ADDRESS CONTROL VALUE...

The control with the number CONTROL takes each VALUE in turn. The page has cells `shown` and `table`, a claim, and a
control in a sentence.
"""

import json
import sys

from devtools import Page

address, control, *values = sys.argv[1:]

ARTICLE = "document.querySelector('article')"
LOADED = """
new Promise((resolve) => {
  const article = document.querySelector("article");
  article.addEventListener("explorable", () => resolve(true), { once: true });
  document.querySelector("[data-control] :is(input, select)").focus();
})
"""
COMPUTED = """
new Promise((resolve) => {
  const article = document.querySelector("article");
  article.addEventListener("computed", () => resolve(article.outerHTML), { once: true });
  %s
})
"""
# What the cell `shown` shows of each value, in full, and what it prints; the table; whether the claim holds.
SHOWN = """
(() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((part) => part.textContent);
  return {
    values: texts("#shown .full"), printed: texts("#shown .printed samp"), table: texts("#table td"),
    isBroken: document.querySelector(".claim").classList.contains("broken"),
  };
})()
"""
SET = """
const input = document.querySelectorAll("[data-control='%s'] :is(input, select)")[0];
if (input.type === "checkbox") input.checked = "%s" === "true"; else input.value = "%s";
input.dispatchEvent(new Event("input", { bubbles: true }));
"""
SCRIPTS = "[...document.scripts].map(({ src }) => src.split('/').pop())"


def press(page, key, code):
    page.call("Input.dispatchKeyEvent", type="rawKeyDown", key=key, windowsVirtualKeyCode=code)
    page.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)


with Page() as page:
    page.open(address)
    built = page.evaluate(f"{ARTICLE}.outerHTML")
    before = page.evaluate(SCRIPTS)
    shown = page.evaluate(SHOWN)
    page.evaluate(LOADED)
    first = page.evaluate(COMPUTED % "article.dispatchEvent(new Event('compute'));")
    after = page.evaluate(SCRIPTS)
    frames = []
    for value in values:
        page.evaluate(COMPUTED % (SET % (control, value, value)))
        frames.append(page.evaluate(SHOWN))
    page.evaluate(COMPUTED % "document.querySelector('.exploring button').click();")
    reset = page.evaluate(SHOWN)
    # The arrow keys move a number in a sentence, and the address says where it is.
    page.evaluate("document.querySelector('.scrub').focus()")
    press(page, "ArrowUp", 38)
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 600))")
    address_of_state = page.evaluate("location.hash")
    number = page.evaluate("document.querySelector('.scrub .full').textContent")
    page.open("about:blank")
    page.open(address + address_of_state)
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 600))")
    reloaded = page.evaluate("document.querySelector('.scrub .full').textContent")
    print(
        json.dumps(
            {
                "built": built,
                "first": first,
                "before": before,
                "after": after,
                "shown": shown,
                "frames": frames,
                "reset": reset,
                "state": address_of_state,
                "number": number,
                "reloaded": reloaded,
                "console": page.console,
            }
        )
    )
