"""How pages of a built site behave for one who reads them, as JSON.

Usage: reading.py ADDRESS LESSON GLOSSED PAGE...

ADDRESS ends in a slash. LESSON has side notes and typed names, GLOSSED has terms; every PAGE is
measured on a phone.
"""

import json
import sys

from devtools import Page

address, lesson, glossed, *pages = sys.argv[1:]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIRST = """
(() => {
  const name = document.querySelector("%s");
  name.scrollIntoView({ block: "center" });
  const { x, y } = name.getBoundingClientRect();
  return [x + 2, y + 2];
})()
"""
NOTES = """
[...document.querySelectorAll(".noted")].map((noted) => {
  const [block, notes] = [noted.firstElementChild, noted.lastElementChild]
    .map((element) => element.getBoundingClientRect());
  const next = noted.nextElementSibling.getBoundingClientRect();
  return {
    beside: notes.left >= block.right && notes.right <= innerWidth,
    under: notes.top >= block.bottom,
    apart: next.top >= Math.max(block.bottom, notes.bottom),
  };
})
"""
LISTS = """
[...document.querySelectorAll(".types")].filter((list) => list.checkVisibility())
  .map((list) => [...list.children].map((entry) => entry.textContent))
"""

COPIED = """
new Promise((resolve) => {
  navigator.clipboard.writeText = (text) => { resolve(text); return Promise.resolve(); };
  const block = document.querySelector(".code:has([data-type])");
  block.previousElementSibling.querySelector("button").click();
})
"""


def resize(page, width):
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=width, height=900, deviceScaleFactor=1, mobile=False,
    )


def press(page, key, code):
    for kind in ["keyDown", "keyUp"]:
        page.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code)


def point(page, selector):
    x, y = page.evaluate(FIRST % selector)
    page.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)


report = {}
with Page() as page:
    resize(page, 1440)
    page.open(address + lesson)
    report["notes, wide"] = page.evaluate(NOTES)
    point(page, ".code [data-type]")
    report["under the pointer"] = page.wait(
        "getComputedStyle(document.querySelector('.code [data-type]'), '::after').content"
    )
    report["lists before the keyboard"] = page.evaluate(LISTS)
    report["stops in a block"] = page.evaluate(
        "document.querySelectorAll('.code [data-type][tabindex]').length"
    )
    page.evaluate("document.querySelector('.code [data-type]').closest('.cell').previousElementSibling.tabIndex = 0")
    page.evaluate("document.querySelector('.code [data-type]').closest('.cell').previousElementSibling.focus()")
    press(page, "Tab", 9)
    while not page.evaluate("document.activeElement.matches('.code')"):
        press(page, "Tab", 9)
    report["lists by keyboard"] = page.evaluate(LISTS)
    press(page, "Escape", 27)
    report["lists after Escape"] = page.evaluate(LISTS)
    report["copied"] = page.evaluate(COPIED)
    resize(page, 360)
    report["notes, narrow"] = page.evaluate(NOTES)
    resize(page, 1440)
    page.open(address + glossed)
    SHOWN = "document.querySelector('.term > .tip').checkVisibility()"
    report["term's meaning at first"] = page.evaluate(SHOWN)
    page.evaluate("document.querySelector('.term > a').focus()")
    report["term's meaning by keyboard"] = page.evaluate(SHOWN)
    press(page, "Escape", 27)
    report["term's meaning after Escape"] = page.evaluate(SHOWN)
    resize(page, 360)
    report["too wide"] = []
    for name in pages:
        page.open(address + name)
        if page.evaluate(WIDER) > 0:
            report["too wide"].append(name)
    report["console"] = page.console
print(json.dumps(report))
