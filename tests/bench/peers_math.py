"""What bench_math.c compares with, on its arrays.

peers_math.py P Y CSV (float64 [n][3] and int32 [n], bare; labels are numbers):
for each word on standard input one line of milliseconds. 'sum' and 'product'
are NumPy's gather, log, sum and gather, product in memory, by the processor's
clock; 'loadtxt' and 'pandas' read the CSV first, by that on the wall."""
import sys
import time

import numpy as np

p = np.fromfile(sys.argv[1]).reshape(-1, 3)
y = np.fromfile(sys.argv[2], dtype=np.int32).astype(np.int64)
n = len(y)


def log_sum(p, y):
    return -np.log(p[np.arange(len(y)), y]).sum()


def loadtxt():
    rows = np.loadtxt(sys.argv[3], delimiter=",", skiprows=1)
    return log_sum(rows[:, 1:], rows[:, 0].astype(np.int64))


def pandas():
    import pandas
    rows = pandas.read_csv(sys.argv[3], float_precision="round_trip").to_numpy()
    return log_sum(rows[:, 1:], rows[:, 0].astype(np.int64))


works = {
    "sum": lambda: log_sum(p, y),
    "product": lambda: np.prod(p[np.arange(n), y]),
    "loadtxt": loadtxt,
    "pandas": pandas,
}
print("ready", flush=True)
for word in map(str.strip, sys.stdin):
    clock = time.process_time if word in ("sum", "product") else time.perf_counter
    begun = clock()
    try:
        works[word]()
        print((clock() - begun) * 1e3, flush=True)
    except ImportError:
        print(-1, flush=True)
