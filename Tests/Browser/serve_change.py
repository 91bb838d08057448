"""Waits until a changed file shows on a page of `literate serve`, and says so.

Usage: serve_change.py TOOL FOLDER FILE TEXT PAGE MARK
"""

import pathlib
import sys
import time

from served import Served

tool, folder, file, text, page, mark = sys.argv[1:]
with Served(tool, folder) as served:
    if mark in served.request("GET", f"/{page}")[2]:
        sys.exit("the mark is on the page before the change")
    pathlib.Path(folder, file).write_text(text)
    end = time.monotonic() + 120
    while mark not in served.request("GET", f"/{page}")[2]:
        if time.monotonic() > end:
            sys.exit("".join(served.output))
        time.sleep(0.1)
    print("shown")
