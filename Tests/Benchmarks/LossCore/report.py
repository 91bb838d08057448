"""Puts the measurements of LossCore and of PyTorch side by side.

Arguments: files as Speed.swift and torch_speed.py print them, each with a name: name=file.
The first PyTorch is what the ratios are to; a name that begins with torch is one.
"""

import sys

# Bytes of memory that an element needs at least: read once, and written once where it is a result.
BYTES = {"logSoftmax": 8, "klDivLoss": 8, "crossEntropyLabels": 4, "crossEntropyTargets": 8}


def read(path):
    """Returns what each line says, by its first words."""
    with open(path, encoding="utf-8") as lines:
        return {" ".join(words[:-1]): words[-1] for words in map(str.split, lines) if words}


def main():
    """Prints one table row for each shape and operation."""
    runs = {name: read(path) for name, path in (argument.split("=") for argument in sys.argv[1:])}
    torches = [name for name in runs if name.startswith("torch")]
    cores = [name for name in runs if not name.startswith("torch")]
    for name in torches:
        print(f"{name}: {runs[name]['version']}")
    for name in cores:
        print(f"{name}: memory is read at {float(runs[name]['bandwidth']):.1f} GB/s")
    heads = [f"{name} ns" for name in torches + cores]
    heads += [f"{core}: ratio to {torch}" for core in cores for torch in torches]
    heads += [f"{core}: share of bandwidth" for core in cores]
    print("\n| shape | operation | " + " | ".join(heads) + " |")
    print("| --- | --- |" + " ---: |" * len(heads))
    for key in (key for key in runs[cores[0]] if " " in key):
        shape, operation = key.split()
        cells = [f"{float(runs[name][key]):.3f}" for name in torches + cores]
        for core in cores:
            for torch in torches:
                cells.append(f"{float(runs[torch][key]) / float(runs[core][key]):.2f}")
        for core in cores:
            rate = BYTES[operation] / float(runs[core][key])
            cells.append(f"{rate / float(runs[core]['bandwidth']):.0%}")
        print(f"| {shape} | {operation} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
