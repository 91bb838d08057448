"""What an author's browser shows while a lesson is being edited, and how soon, as JSON.

Usage: serve_edits.py TOOL FOLDER LESSON RUNS

The lesson is edited and left as it was. Times are milliseconds from just before the file is written
until the browser has drawn the page, by one clock.
"""

import json
import pathlib
import random
import statistics
import sys
import time

from devtools import Page
from served import Served

tool, folder, lesson, runs = sys.argv[1:]
file = pathlib.Path(folder, lesson)
original = file.read_text()
head, body = original.rstrip().split("\n\n", 1)

LAST_HEADING = "[...document.querySelectorAll('main h2[id]')].at(-1)"

# Remembers when a text has been drawn.
WATCH = """
new Promise((resolve) => {
  window.drawn = 0;
  const watch = new MutationObserver(() => {
    if (!document.body.textContent.includes(%s)) return;
    watch.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => { window.drawn = performance.timeOrigin + performance.now(); }));
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  resolve();
})
"""


def saved(page, text, mark):
    """How long it takes until a mark is drawn that is in a text's page."""
    page.evaluate(WATCH % json.dumps(mark))
    start = time.time() * 1000
    file.write_text(text)
    drawn = page.wait("window.drawn")
    time.sleep(0.3)
    return drawn - start


def fault(page):
    return page.evaluate("document.querySelector('.literate-faults')?.textContent ?? null")


def place(page):
    """How far the last heading is from the top of the window."""
    return page.evaluate(f"{LAST_HEADING}.getBoundingClientRect().top")


report = {}
with Served(tool, folder, lesson) as served, Page() as page:
    try:
        page.open(served.address)
        page.wait("document.readyState === 'complete'")
        time.sleep(0.5)
        page.evaluate(f"{LAST_HEADING}.scrollIntoView({{ behavior: 'instant' }})")

        before = place(page)
        report["scroll"] = page.evaluate("scrollY")
        report["prose"] = [
            saved(page, f"{head}\n\nSaved {run}. {'More. ' * 200}\n\n{body}\n", f"Saved {run}.")
            for run in range(int(runs))
        ]
        report["moved by prose"] = place(page) - before

        # Saved as slowly as on a machine with much else to do: emptied first, written later.
        file.write_text("")
        time.sleep(0.2)
        file.write_text(original)
        page.wait("!document.body.textContent.includes('Saved')")
        report["moved by a slow save"] = place(page) - before

        report["cell"] = [
            saved(page, f"{original}\n```swift\n{number} + 1\n```\n", f"{number + 1}")
            for number in random.sample(range(100_000, 999_998), int(runs))
        ]

        file.write_text(f"{original}\n```swift\nlet wrong: Int = \"text\"\n```\n")
        page.wait("document.querySelector('.literate-faults') !== null")
        report["fault"] = fault(page)
        report["page behind the fault"] = page.evaluate("document.querySelector('h1') !== null")
        # Saved as editors do that write beside the file.
        beside = file.with_suffix(".tmp")
        beside.write_text(original)
        beside.rename(file)
        page.wait("document.querySelector('.literate-faults') === null")
        report["fault once mended"] = fault(page)

        before = place(page)
        page.evaluate("window.isOld = true")
        theme = pathlib.Path(folder, "Content/theme/literate.css")
        theme.parent.mkdir(exist_ok=True)
        shipped = served.request("GET", "/assets/literate.css")[2]
        theme.write_text(shipped + "\nbody { outline: 3px solid rgb(1, 2, 3) }\n")
        page.wait("!window.isOld && document.readyState === 'complete'")
        time.sleep(0.5)
        report["color of the theme"] = page.evaluate("getComputedStyle(document.body).outlineColor")
        report["moved by reload"] = place(page) - before
        theme.unlink()
        theme.parent.rmdir()
        report["console"] = [line for line in page.console if "favicon" not in line]
    finally:
        file.write_text(original)
report["code"] = served.code
for kind in ["prose", "cell"]:
    report[f"{kind}, median"] = statistics.median(report[kind])
print(json.dumps(report))
