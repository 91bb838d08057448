"""Prints nanoseconds per element of PyTorch's functions, one line each, as Speed.swift does."""

import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
print("version", torch.__version__)

for rows, columns in [(1, 4), (32, 1000), (4096, 1000), (512, 50257)]:
    elements = rows * columns
    logits = torch.randn(rows, columns)
    log_probabilities = F.log_softmax(logits, -1)
    targets = F.softmax(torch.randn(rows, columns), -1)
    labels = torch.randint(0, columns, (rows,))
    operations = {
        "logSoftmax": lambda: F.log_softmax(logits, -1),
        "klDivLoss": lambda: F.kl_div(log_probabilities, targets, reduction="batchmean"),
        "crossEntropyLabels": lambda: F.cross_entropy(logits, labels),
        "crossEntropyTargets": lambda: F.cross_entropy(logits, targets),
    }
    inner = max(1, min(2000, 2_000_000 // elements))
    for name, operation in operations.items():
        best = float("inf")
        runs = 0
        start = time.perf_counter()
        while runs < 5 or (time.perf_counter() - start < 1 and runs < 200):
            before = time.perf_counter()
            for _ in range(inner):
                operation()
            best = min(best, time.perf_counter() - before)
            runs += 1
        print(f"{rows}x{columns}", name, best * 1e9 / inner / elements)
        sys.stdout.flush()
