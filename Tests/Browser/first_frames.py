"""Whether the first frame that pages compute is the HTML that was built, as JSON: by address, the first difference.

Usage: first_frames.py ADDRESS...
"""

import json
import sys

from devtools import Page

FIRST = """
new Promise((resolve) => {
  const article = document.querySelector("article");
  const built = article.outerHTML;
  article.addEventListener("explorable", () => {
    article.addEventListener("computed", () => {
      const first = article.outerHTML;
      const at = [...built].findIndex((character, index) => character !== first[index]);
      const isSame = built === first;
      resolve(isSame ? "" : `${built.slice(at - 80, at + 80)} -> ${first.slice(at - 80, at + 80)}`);
    }, { once: true });
    article.dispatchEvent(new Event("compute"));
  }, { once: true });
  document.querySelector("[data-control] :is(input, select)").focus();
})
"""

found = {}
with Page() as page:
    for address in sys.argv[1:]:
        page.open(address)
        found[address] = page.evaluate(FIRST)
print(json.dumps({"differences": found, "console": page.console}))
