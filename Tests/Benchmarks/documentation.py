#!/usr/bin/env python3
"""Checks the documentation of well-known packages, and prints a table of what was found.

    Tests/Benchmarks/documentation.py [--tool PATH] [--folder DIR] [package ...]

Each package is cloned from GitHub at a fixed version, unless the folder has it. The time is that of a check
after the package was built. The faults are printed below the table, to be read: each must be right.
"""

import argparse
import pathlib
import re
import subprocess
import tempfile
import time

PACKAGES = {
    "apple/swift-algorithms": "1.2.1",
    "attaswift/BigInt": "6.0.1",
    "jpsim/Yams": "6.2.2",
    "apple/swift-numerics": "1.1.1",
    "hummingbird-project/swift-mustache": "2.1.1",
    "apple/swift-log": "1.16.2",
    "apple/swift-metrics": "2.13.0",
    "swiftlang/swift-subprocess": "1.0.2",
    "swhitty/FlyingFox": "0.27.1",
    "pointfreeco/swift-custom-dump": "1.7.3",
}


def clone(name, version, folder):
    place = folder / name.split("/")[1]
    if not place.exists():
        url = f"https://github.com/{name}"
        command = ["git", "clone", "-q", "--depth", "1", "--branch", version, url, str(place)]
        subprocess.run(command, check=True, capture_output=True)
    return place


def check(tool, place):
    # The first check builds the package, and is not timed.
    subprocess.run([tool, "check"], cwd=place, capture_output=True)
    start = time.monotonic()
    run = subprocess.run([tool, "check", "--no-cache"], cwd=place, capture_output=True, text=True)
    return run, time.monotonic() - start


def numbers(summary):
    found = re.search(r"(\d+) blocks?: (\d+) compiles?(?:, \d+ do(?:es)? not)?, (\d+) ran(?:, \d+ stopped)?, (\d+) results? compared", summary)
    left_out = re.search(r"left out: (.*)", summary)
    return found.groups() if found else ("?",) * 4, left_out.group(1) if left_out else ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--tool", default=".build/release/literate")
    arguments.add_argument("--folder", default=None)
    arguments.add_argument("packages", nargs="*", default=[])
    options = arguments.parse_args()
    tool = str(pathlib.Path(options.tool).resolve())
    folder = pathlib.Path(options.folder or tempfile.mkdtemp(prefix="literate-survey-"))
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {n: v for n, v in PACKAGES.items() if not options.packages or n.split("/")[1] in options.packages}
    print("| package | blocks | compile | ran | compared | faults | s | left out |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    faults = []
    for name, version in chosen.items():
        run, seconds = check(tool, clone(name, version, folder))
        counts, left_out = numbers(run.stdout)
        own = [line for line in run.stderr.splitlines() if ": error: " in line]
        faults.append((name, run.stderr))
        row = [name.split("/")[1] + " " + version, *counts, str(len(own)), f"{seconds:.1f}", left_out]
        print("| " + " | ".join(row) + " |", flush=True)
    for name, text in faults:
        print(f"\n## {name}\n\n{text}")


if __name__ == "__main__":
    main()
