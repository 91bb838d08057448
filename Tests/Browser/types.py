"""What the code of a built site's pages tells of types, as JSON.

Usage: types.py ADDRESS LESSON PAGE...

ADDRESS ends in a slash. In LESSON types are pointed at and tapped; of every PAGE the types of
expressions are held against those of the values that the expressions had.
"""

import json
import sys

from devtools import Page

address, lesson, *pages = sys.argv[1:]

# The lines that are one expression, or bind it to a name, to its end, and have one value: what the page says of
# the expression, and what the running program said of the value.
LINES = r"""
[...document.querySelectorAll(".row.live")].flatMap((row) => {
  const values = row.querySelectorAll(".value");
  const line = row.querySelector("code").cloneNode(true);
  line.querySelectorAll(".com").forEach((comment) => comment.remove());
  const code = line.textContent.trim();
  const whole = [...line.children].findLast((child) => child.dataset.type && !child.matches(".id"));
  const before = whole ? code.slice(0, code.length - whole.textContent.length) : "";
  if (!whole || values.length !== 1 || !code.endsWith(whole.textContent)) return [];
  if (!/^((let|var) \w+ = )?(try )?(await )?$/.test(before)) return [];
  const next = row.nextElementSibling?.querySelector("code").textContent.trim() ?? "";
  if (code.split(/[([{]/).length !== code.split(/[)\]}]/).length || next.startsWith(".")) return [];
  return [{ code, told: whole.dataset.type, had: values[0].querySelector(".type").textContent }];
})
"""
# An operation on two names: where its operator stands, and its first name.
OPERATION = """
(() => {
  const operation = [...document.querySelectorAll(".code span[data-type]:not([class])")]
    .find((span) => /^\\w+ [-+*] \\w+$/.test(span.textContent));
  operation.scrollIntoView({ block: "center" });
  const middle = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const { type } = operation.dataset;
  const name = operation.querySelector(".id");
  return {
    type, name: name.dataset.type, operator: middle(operation.querySelector(".op")), at: middle(name),
  };
})()
"""
TOLD = """
[...document.querySelectorAll(".code [data-type]")]
  .map((element) => getComputedStyle(element, "::after").content).filter((text) => text !== "none")
"""


def point(page, place):
    page.call("Input.dispatchMouseEvent", type="mouseMoved", x=place[0], y=place[1])
    return page.evaluate(TOLD)


def tap(page, place):
    points = [{"x": place[0], "y": place[1]}]
    page.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=points)
    page.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    page.wait(f"({TOLD}).length > 0")
    return page.evaluate(TOLD)


report = {"lines": {}}
with Page() as page:
    for name in pages:
        page.open(address + name)
        report["lines"][name] = page.evaluate(LINES)
    page.open(address + lesson)
    place = page.evaluate(OPERATION)
    report["operation"], report["name"] = place["type"], place["name"]
    report["at the operator"] = point(page, place["operator"])
    report["at the name"] = point(page, place["at"])
with Page() as page:
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=390, height=800, deviceScaleFactor=1, mobile=True,
    )
    page.call("Emulation.setTouchEmulationEnabled", enabled=True)
    page.open(address + lesson)
    report["tapped"] = tap(page, page.evaluate(OPERATION)["operator"])
print(json.dumps(report))
