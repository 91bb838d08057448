#!/usr/bin/env python3
"""Compares the time in which a package's examples are compiled with that of swiftc on the same merged text.

    Tests/Benchmarks/merged.py [--tool PATH] PACKAGE-FOLDER ...

The tool runs with a compiler that notes what it is called with. The time of the tool is that from the first
type check of examples to the last compilation, rejected attempts included. Of the same text, the examples
that compile, swiftc then checks all, and compiles what ran, as the tool did: one process after the other.
"""

import argparse
import collections
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

WRAPPER = """#!/usr/bin/env bash
call="$SWIFTC_LOG/call.$$"
mkdir "$call"
cp ./*.swift "$call/" 2>/dev/null
pwd > "$call/folder"
printf '%s\\n' "$@" > "$call/arguments"
date +%s.%N > "$call/start"
{swiftc} "$@"
code=$?
echo $code > "$call/code"
date +%s.%N > "$call/end"
exit $code
"""
GLUE = '#sourceLocation(file: "literate", line: 10000000)'


class Call:
    def __init__(self, folder):
        self.arguments = (folder / "arguments").read_text().splitlines()
        self.start = float((folder / "start").read_text())
        self.end = float((folder / "end").read_text())
        self.succeeds = (folder / "code").read_text().strip() == "0"
        self.sources = {file.name: file.read_text() for file in sorted(folder.glob("*.swift"))}

    @property
    def is_check(self):
        return "-emit-sil" in self.arguments

    @property
    def is_program(self):
        return self.arguments[-2:] == ["-o", "examples"]

    def accepted(self):
        """The examples of a call without errors: their imports, their places in the documentation, their text."""
        for text in self.sources.values():
            lines = text.splitlines()
            starts = [
                i for i, line in enumerate(lines)
                if line == GLUE and i + 1 < len(lines)
                and re.match(r"(func|enum|struct|class|protocol) __example_|extension ", lines[i + 1])
            ]
            for start, end in zip(starts, starts[1:] + [len(lines)]):
                body = "\n".join(lines[start:end]) + "\n"
                places = re.findall(r'#sourceLocation\(file: "(\d+)/(.*?)", line: (\d+)\)', body)
                if places:
                    yield "\n".join(lines[:starts[0]]) + "\n", places[-1][1:], body


def calls_of(tool, package):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "bin").mkdir()
        (folder / "log").mkdir()
        wrapper = folder / "bin/swiftc"
        wrapper.write_text(WRAPPER.replace("{swiftc}", shutil.which("swiftc")))
        wrapper.chmod(0o755)
        environment = dict(os.environ, PATH=f"{folder}/bin:{os.environ['PATH']}", SWIFTC_LOG=str(folder / "log"))
        # The first check builds the package.
        subprocess.run([tool, "check", "Sources"], cwd=package, capture_output=True)
        subprocess.run([tool, "check", "Sources", "--no-cache"], cwd=package, env=environment, capture_output=True)
        return [Call(call) for call in (folder / "log").iterdir() if (call / "end").exists()]


def timed(arguments, sources):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sources.items():
            (pathlib.Path(folder) / name).write_text(text)
        start = time.monotonic()
        run = subprocess.run(["swiftc", *arguments], cwd=folder, capture_output=True, text=True)
        seconds = time.monotonic() - start
    if run.returncode != 0:
        raise SystemExit(f"swiftc refuses the merged text:\n{run.stderr[:2000]}")
    return seconds


def compare(tool, package):
    calls = calls_of(tool, package)
    checks = [call for call in calls if call.is_check]
    programs = [call for call in calls if call.is_program]
    files = collections.defaultdict(str)
    seen = set()
    for call in sorted(filter(lambda call: call.succeeds, checks), key=lambda call: call.start):
        for imports, place, body in call.accepted():
            if place not in seen:
                seen.add(place)
                files[imports] += body
    merged = {f"examples{i}.swift": head + body for i, (head, body) in enumerate(sorted(files.items()))}
    # Without the limits that the tool sets, which matter only for code that does not compile.
    flags = [
        argument for argument in checks[0].arguments
        if not argument.endswith(".swift") and "solver-scope-threshold" not in argument
    ]
    flags.pop(max(i for i, flag in enumerate(flags) if flag == "-Xfrontend"))
    bare = timed(flags + sorted(merged), merged)
    bare += sum(timed(call.arguments, call.sources) for call in programs if call.succeeds)
    all_calls = checks + programs
    own = max(call.end for call in all_calls) - min(call.start for call in all_calls)
    print(f"| {package.name} | {len(seen)} | {len(checks)} + {len(programs)} | {own:.1f} | {bare:.1f} | {own / bare:.2f} |")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--tool", default=".build/release/literate")
    arguments.add_argument("packages", nargs="+")
    options = arguments.parse_args()
    print("| package | examples that compile | checks + programs | literate, s | swiftc, s | ratio |")
    print("| --- | --- | --- | --- | --- | --- |")
    for package in options.packages:
        compare(str(pathlib.Path(options.tool).resolve()), pathlib.Path(package).resolve())


if __name__ == "__main__":
    main()
