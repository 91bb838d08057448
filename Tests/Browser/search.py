"""What search shows on a page of a built site, and where the keyboard leads, as JSON.

Usage: search.py PAGE QUERY
"""

import json
import sys

from devtools import Page

address, query = sys.argv[1:]

RESULTS = """
[...document.querySelectorAll(".found a")].map((entry) => ({
  title: entry.querySelector("strong").textContent,
  page: entry.querySelector(".label").textContent,
  context: entry.querySelector(".context").textContent,
  marked: [...entry.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase()),
  href: entry.getAttribute("href"),
}))
"""
CHOSEN = """
[...document.querySelectorAll(".found a")].findIndex((entry) =>
  entry.ariaSelected === "true"
  && entry.id === document.querySelector(".search input").getAttribute("aria-activedescendant"))
"""
IS_OPEN = "document.querySelector('.search').open"


def press(page, key, text=""):
    code = {"Escape": 27, "Enter": 13}.get(key, 0)
    page.call(
        "Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code
    )
    page.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)


def write(page, text):
    for letter in text:
        press(page, letter, letter)


report = {}
with Page() as page:
    page.open(address)
    report["loaded before it opens"] = page.evaluate("typeof literateIndex") != "undefined"
    press(page, "/", "/")
    page.wait("document.querySelector('.search input').getAttribute('aria-activedescendant') !== null")
    report["opens by key"] = page.evaluate(IS_OPEN)
    write(page, query)
    page.wait("document.querySelector('.found a') !== null")
    report["status"] = page.evaluate("document.querySelector('.search [role=status]').textContent")
    report["results"] = page.evaluate(RESULTS)
    report["chosen"] = [page.evaluate(CHOSEN)]
    for key in ["ArrowDown", "ArrowDown", "ArrowUp"]:
        press(page, key)
        report["chosen"].append(page.evaluate(CHOSEN))
    press(page, "Escape")
    report["closes by key"] = not page.evaluate(IS_OPEN)
    page.evaluate("document.querySelector('.search-button').click()")
    report["opens by button"] = page.evaluate(IS_OPEN)
    page.evaluate("document.querySelector('.search input').select()")
    write(page, query)
    page.wait("document.querySelector('.found a') !== null")
    press(page, "Enter")
    report["enter leads to"] = page.wait("!location.href.includes('index.html') && location.href")
    report["console"] = page.console
print(json.dumps(report))
