"""What axe finds on the pages of a built site, in light and dark, as lines; nothing where all is well.

Usage: axe.py ADDRESS AXE PAGE...

ADDRESS ends in a slash; AXE is the file axe.min.js.
"""

import pathlib
import sys

from devtools import Page

address, axe, *names = sys.argv[1:]
script = pathlib.Path(axe).read_text()
# To axe, a header that is a formula in MathML is empty.
RUN = """
axe.configure({ rules: [{ id: "empty-table-header", selector: "th:not([role], :has(math))" }] });
axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "color-contrast": { enabled: false } }, resultTypes: ["violations"],
}).then((found) =>
  found.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.target).join(" ")))
"""
# The contrast of texts that look the same is the same: one of each look is enough.
CONTRAST = """
(() => {
  const looks = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.data.trim() === "") continue;
    const element = texts.currentNode.parentElement;
    const { color, fontSize, fontWeight, visibility } = getComputedStyle(element);
    const look = [color, fontSize, fontWeight, visibility, element.getClientRects().length === 0];
    for (let around = element; around !== null; around = around.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(around);
      look.push(backgroundColor, backgroundImage, opacity);
    }
    // Boxes without a background of their own change nothing.
    const key = look.filter((part) => !["rgba(0, 0, 0, 0)", "none", "1"].includes(part)).join();
    if (!looks.has(key)) looks.set(key, element);
  }
  return axe.run({ include: [...looks.values()] },
    { runOnly: { type: "rule", values: ["color-contrast"] }, resultTypes: ["violations"] });
})().then((found) =>
  found.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.target).join(" ")))
"""

with Page() as page:
    for name in names:
        page.open(address + name)
        # The browser's own page for an address that does not answer would pass.
        loaded = page.evaluate("document.querySelector('main') !== null && location.href")
        if loaded != address + name:
            sys.exit(f"{name} did not load: {loaded}")
        page.evaluate(script)
        for line in page.evaluate(RUN):
            print(f"{name}: {line}")
        # A scheme changes colours alone.
        for scheme in ["light", "dark"]:
            page.call(
                "Emulation.setEmulatedMedia",
                features=[{"name": "prefers-color-scheme", "value": scheme}],
            )
            for line in page.evaluate(CONTRAST):
                print(f"{name}, {scheme}: {line}")
