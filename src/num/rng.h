/* rng.h - reproducible random numbers.
 *
 * xoshiro256++ (Blackman and Vigna, 2019), its state filled from one seed by
 * splitmix64. The state is the caller's, so that a run is a value: equal
 * seeds give equal numbers on every machine. Not for secrets.
 */
#ifndef NUM_RNG_H
#define NUM_RNG_H

#include <stddef.h>
#include <stdint.h>

struct rng {
    uint64_t s[4];
};

/* Any seed will do, 0 as well. */
void rng_seed(struct rng *rng, uint64_t seed);

/* 64 random bits. */
uint64_t rng_next(struct rng *rng);

/* A multiple of 2^-53 in [0, 1), all equally likely. */
double rng_uniform(struct rng *rng);

/* An integer in 0..n-1, without bias. n > 0 (asserted). */
uint64_t rng_below(struct rng *rng, uint64_t n);

/* Puts order[n] into random order, every order equally likely up to the
 * generator's 2^256 states. */
void rng_shuffle(struct rng *rng, size_t *order, size_t n);

#endif
