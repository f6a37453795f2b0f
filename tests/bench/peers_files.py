"""Median milliseconds in which pandas and NumPy read the files of
bench_files.c: peers_files.py CSV P.npy Y.npy prints pandas' exact reader, its
default one, and numpy.load of both arrays."""
import statistics
import sys
import time

import numpy
import pandas


def median_ms(work, rounds=5):
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(taken)


csv, probs, labels = sys.argv[1:]
print(median_ms(lambda: pandas.read_csv(csv, float_precision="round_trip")),
      median_ms(lambda: pandas.read_csv(csv)),
      median_ms(lambda: (numpy.load(probs), numpy.load(labels))))
