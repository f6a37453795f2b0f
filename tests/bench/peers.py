"""peers.py ROWS CLASSES - what other programs take for the same readings.

For bench_numbers.c: a line "NAME MILLISECONDS" for each peer that is here,
"NAME absent" for each that is not. Medians of several calls, on arrays of
uniform numbers made into rows that add up to 1, and integer labels.
"""
import statistics
import sys
import time


def median_ms(work, rounds):
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(times)


def tell(name, work, rounds=5):
    print(f"{name} {median_ms(work, rounds):.3f}", flush=True)


def numpy_peers(np, p, y):
    every = np.arange(len(y))
    tell("numpy", lambda: -np.log(p[every, y]).mean())
    tell("numpy-entropy", lambda: -(p * np.log(p)).sum())


def sklearn_peers(p, y):
    try:
        from sklearn.metrics import log_loss
    except ImportError:
        print("sklearn absent", flush=True)
        return
    tell("sklearn", lambda: log_loss(y, p, labels=range(p.shape[1])), 3)


def torch_peers(p, y):
    try:
        import torch
    except ImportError:
        print("torch absent", flush=True)
        return
    q, labels = torch.from_numpy(p), torch.from_numpy(y)[:, None]
    torch.set_num_threads(1)
    tell("torch", lambda: -torch.log(q.gather(1, labels)).mean())


def main():
    rows, classes = int(sys.argv[1]), int(sys.argv[2])
    try:
        import numpy as np
    except ImportError:
        print("numpy absent", flush=True)
        return
    random = np.random.default_rng(1)
    p = 1.0 - random.random((rows, classes))
    p /= p.sum(axis=1, keepdims=True)
    y = random.integers(0, classes, rows)
    numpy_peers(np, p, y)
    torch_peers(p, y)
    sklearn_peers(p, y)


main()
