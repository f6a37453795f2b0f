#!/usr/bin/env python3
"""Readings of 1,000 random data sets in 1,500-bit arithmetic (mpmath).

Prints tests/data/eval/readings.txt, which test_evaluation.c compares with:
a line each, the bits of the nearest doubles to log-likelihood (nats),
cross-entropy (bits), entropy, KL(y||q), KL(q||y) (nats) and perplexity. The
data sets are not stored: both sides draw them from the same generator,
xoshiro256++ seeded by splitmix64 with the set's number.
"""
import struct
from mpmath import mp, mpf, log, exp, inf

mp.prec = 1500
MASK = (1 << 64) - 1


class Rng:
    def __init__(self, seed):
        self.s = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            z = seed
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            self.s.append(z ^ (z >> 31))

    def next(self):
        s = self.s
        rot = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
        result = (rot((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rot(s[3], 45)
        return result

    def below(self, n):
        return self.next() % n

    def uniform(self):
        return (self.next() >> 11) * 2.0 ** -53


def probability(rng, kind):
    if kind == 7:
        kind = rng.below(7)
    if kind == 0:
        return rng.uniform()
    if kind == 1:
        return rng.uniform() * 2.0 ** -1000
    if kind == 2:
        return 1.0 - rng.uniform() * 2.0 ** -40
    if kind == 3:
        return 1.0 - rng.below(4) * 2.0 ** -53
    if kind == 4:
        return (rng.next() >> 12) * 5e-324
    if kind == 5:
        return 2.0 ** -rng.below(1075)
    return 1.0 - rng.uniform() * 2.0 ** -10


def soft_truth(rng, k):
    """K multiples of 1/256 that add up to 1."""
    left, y = 256, []
    for _ in range(k - 1):
        part = rng.below(left + 1)
        y.append(part / 256.0)
        left -= part
    return y + [left / 256.0]


SCALES = [1.0, 20.0, 200.0, 100000.0]


def data_set(number):
    rng = Rng(number)
    mode, kind = number % 4, number // 4 % 8
    n, k = 1 + rng.below(40), 1 + rng.below(4)
    rows = []
    for _ in range(n):
        label, y = None, None
        if mode % 2:
            y = soft_truth(rng, k)
        else:
            label = rng.below(k)
        if mode >= 2:
            scores = [(rng.uniform() - 0.5) * SCALES[kind % 4] for _ in range(k)]
        elif y is not None and kind >= 4:
            # a prediction very near to the truth
            near = 2.0 ** -(10 * (kind - 3))
            scores = [v * (1.0 - rng.uniform() * near) for v in y]
        else:
            scores = [probability(rng, kind) for _ in range(k)]
        rows.append((label, y, scores))
    return mode, k, rows


def xlogy(x, y):
    if x == 0:
        return mpf(0)
    return -inf if y == 0 else x * log(y)


def readings(number):
    mode, k, rows = data_set(number)
    total = entropy = kl = reverse = mpf(0)
    for label, y, scores in rows:
        y = [mpf(v) for v in (y or [float(j == label) for j in range(k)])]
        q = [mpf(v) for v in scores]
        if mode >= 2:
            top = max(q)
            e = [exp(v - top) for v in q]
            q = [v / sum(e) for v in e]
        cross = sum(xlogy(a, b) for a, b in zip(y, q))
        own = sum(xlogy(a, a) for a in y)
        total += cross
        entropy -= own
        kl += own - cross
        reverse += sum(xlogy(b, b) - xlogy(b, a) for a, b in zip(y, q))
    n = len(rows)
    return [total, -total / n / log(2), entropy / n, kl / n, reverse / n,
            exp(-total / n) if total != -inf else inf]


def bits(x):
    with mp.workprec(53):
        x = float(+x)
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x + 0.0))[0]


for number in range(1000):
    print(*map(bits, readings(number)))
