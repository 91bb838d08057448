"""What each page of some sites weighs when it is first opened, over HTTP on this machine.

Usage: weight.py NAME=SITE...

Bytes are those of the files that Chromium asks for, text compressed by gzip, until the page has been
scrolled to its end; `shift` is the cumulative layout shift, `hosts` the other hosts asked.
"""

import functools
import gzip
import http.server
import pathlib
import sys
import threading
import urllib.parse

from devtools import Page


class Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


SCROLL = """
new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  scrollTo(0, document.body.scrollHeight);
  document.fonts.ready.then(() => setTimeout(() => resolve({
    shift,
    asked: performance.getEntriesByType("resource").map((entry) => entry.name),
  }), 300));
})
"""


def weight(file):
    data = file.read_bytes()
    return len(data if file.suffix in (".woff2", ".png") else gzip.compress(data, 9))


print(f"{'page':<44} {'all':>8} {'HTML':>8} {'scripts':>8} {'fonts':>8} {'shift':>7} {'hosts':>6}")
for site in sys.argv[1:]:
    name, folder = site.split("=", 1)
    root = pathlib.Path(folder)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Files, directory=folder)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    for file in sorted(root.glob("*.html")):
        with Page() as page:
            page.open(address + file.name)
            seen = page.evaluate(SCROLL)
        own = {entry for entry in seen["asked"] if entry.startswith(address)}
        files = [root / urllib.parse.unquote(urllib.parse.urlsplit(entry).path[1:]) for entry in own]
        sizes = {asked: weight(asked) for asked in [file, *files] if asked.is_file()}
        scripts = sum(size for asked, size in sizes.items() if asked.suffix == ".js")
        fonts = sum(size for asked, size in sizes.items() if asked.suffix == ".woff2")
        hosts = {
            urllib.parse.urlsplit(entry).netloc for entry in seen["asked"] if not entry.startswith(address)
        } - {""}
        print(
            f"{name + ' ' + file.name:<44} {sum(sizes.values()):>8} {sizes[file]:>8} {scripts:>8} "
            f"{fonts:>8} {seen['shift']:>7.3f} {len(hosts):>6}"
        )
    server.shutdown()
