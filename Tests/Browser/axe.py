"""What axe finds on the pages of a built site, in light and dark, as lines; nothing where all is well.

Usage: axe.py ADDRESS AXE PAGE...

ADDRESS ends in a slash; AXE is the file axe.min.js.
"""

import json
import pathlib
import sys

from devtools import Page

address, axe, *names = sys.argv[1:]
script = pathlib.Path(axe).read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# To axe, a header that is a formula in MathML is empty.
RUN = """
axe.configure({ rules: [{ id: "empty-table-header", selector: "th:not([role], :has(math))" }] });
axe.run(document, { runOnly: %s, resultTypes: ["violations"] }).then((found) =>
  found.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.target).join(" ")))
"""
# A scheme changes colours alone.
SCHEMES = {
    "light": {"type": "tag", "values": RULES},
    "dark": {"type": "rule", "values": ["color-contrast"]},
}

with Page() as page:
    for name in names:
        for scheme, rules in SCHEMES.items():
            page.call(
                "Emulation.setEmulatedMedia",
                features=[{"name": "prefers-color-scheme", "value": scheme}],
            )
            page.open(address + name)
            # The browser's own page for an address that does not answer would pass.
            loaded = page.evaluate("document.querySelector('main') !== null && location.href")
            if loaded != address + name:
                sys.exit(f"{name} did not load: {loaded}")
            page.evaluate(script)
            for line in page.evaluate(RUN % json.dumps(rules)):
                print(f"{name}, {scheme}: {line}")
