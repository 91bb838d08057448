"""Builds sites of pages of 6 KB with each tool: cold, again, and with one page edited.

Usage: pages.py SCRATCH LITERATE "COUNT …"; SCRATCH/python holds Hugo and mdBook.
Prints seconds (the median of RUNS runs), ratios to Hugo, and peak memory.
"""

import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = int(os.environ.get("RUNS", 3))
scratch, literate = Path(sys.argv[1]), sys.argv[2]
python = scratch / "python"
WORDS = """loss batch mean sum over classes rows divides elements the of and differ answers right two
by its that where so well a is""".split()


def page(number, count):
    """Headings, prose, emphasis, lists, code and links: about 6 KB."""
    random.seed(number)
    lines = [f"# Page {number}", ""]
    for section in range(12):
        words = " ".join(random.choice(WORDS) for _ in range(78))
        following = f"{number % count + 1:04}-page{number % count + 1}.md"
        lines += [f"## Section {section}", "", f"{words} [next]({following}).", ""]
        lines += ["- one *two*", "- three `four`", ""]
    return "\n".join(lines) + "\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


class Literate:
    name = "literate"

    def __init__(self, root, count):
        self.root, self.output = root, root / "site"
        for number in range(1, count + 1):
            write(self.source(number), page(number, count))
        self.command = [literate, "build"]
        self.kept = [root / "Content/.literate", self.output]

    def source(self, number):
        return self.root / f"Content/{number:04}-page{number}.md"


class Hugo:
    name = "Hugo"
    frame = """<!DOCTYPE html><html><head><title>{{ .Title }}</title></head><body>
<nav>{{ range first 61 .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
{{ .TableOfContents }}<main>{{ .Content }}</main></body></html>"""

    def __init__(self, root, count):
        self.root, self.output = root, root / "public"
        write(root / "hugo.toml", 'title = "Pages"\ndisableKinds = ["taxonomy", "term"]\n')
        for layout in ["single", "list"]:
            write(root / f"layouts/_default/{layout}.html", self.frame)
        for number in range(1, count + 1):
            text = page(number, count).split("\n", 2)[2]
            write(self.source(number), f"---\ntitle: Page {number}\n---\n{text}")
        self.command = [python / "bin/hugo", "--quiet"]
        self.kept = [self.output, root / "resources"]

    def source(self, number):
        return self.root / f"content/{number:04}-page{number}.md"


class MdBook:
    name = "mdBook"

    def __init__(self, root, count):
        self.root, self.output = root, root / "book"
        write(root / "book.toml", '[book]\ntitle = "Pages"\n')
        summary = []
        for number in range(1, count + 1):
            write(self.source(number), page(number, count))
            summary.append(f"- [Page {number}]({self.source(number).name})")
        write(root / "src/SUMMARY.md", "\n".join(summary) + "\n")
        self.command = [python / "bin/mdbook", "build"]
        self.kept = [self.output]

    def source(self, number):
        return self.root / f"src/{number:04}-page{number}.md"


def measure(command, folder):
    """Seconds of a build, and its peak memory in MiB."""
    environment = os.environ | {"PYTHONPATH": str(python)}
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"{command} fails")
    return seconds, usage.ru_maxrss // 1024


def times(tool, count):
    cold, again, edited, memory = [], [], [], 0
    for run in range(RUNS):
        for path in tool.kept:
            shutil.rmtree(path, ignore_errors=True)
        seconds, used = measure(tool.command, tool.root)
        cold.append(seconds)
        memory = max(memory, used)
        again.append(measure(tool.command, tool.root)[0])
        source = tool.source(count // 2)
        write(source, source.read_text() + f"\nEdit {run}.\n")
        edited.append(measure(tool.command, tool.root)[0])
    pages = len(list(tool.output.rglob("*.html")))
    if pages < count:
        sys.exit(f"{tool.name} has made {pages} pages of {count}")
    return [statistics.median(each) for each in (cold, again, edited)], memory


for count in map(int, sys.argv[3].split()):
    results = []
    # mdBook takes over a gigabyte and half a minute for 4,000.
    for kind in (Hugo, MdBook, Literate) if count <= 1000 else (Hugo, Literate):
        root = scratch / f"{kind.name}-{count}"
        results.append((kind.name, *times(kind(root, count), count)))
        shutil.rmtree(root)
    peer = results[0][1]
    print(f"{count} pages of 6 KB      cold s  (to Hugo)  unchanged s  (to Hugo)  one edit s  (to Hugo)  MiB")
    for name, seconds, memory in results:
        cells = "".join(f"{s:11.2f}  {s / p:9.2f}" for s, p in zip(seconds, peer))
        print(f"{name:20}{cells}{memory:6}")
