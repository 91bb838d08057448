"""Says how often `literate serve` tells of a fault: when it starts, and after a file was saved.

Usage: serve_again.py TOOL FOLDER FILE TEXT FAULT [ARGUMENT …]; the arguments are those of `serve`.
"""

import pathlib
import sys
import time

from served import Served

tool, folder, file, text, fault, *arguments = sys.argv[1:]
with Served(tool, folder, *arguments) as served:
    told = sum(fault in line for line in served.output)
    before = len(served.output)
    pathlib.Path(folder, file).write_text(text)
    end = time.monotonic() + 120
    # The last line of a build tells the number of its lessons, or of its faults.
    while not any("lesson" in line or "error" in line for line in served.output[before:]):
        if time.monotonic() > end:
            sys.exit("".join(served.output))
        time.sleep(0.1)
    time.sleep(0.5)
    print(told, sum(fault in line for line in served.output[before:]))
