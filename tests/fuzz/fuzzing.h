/* fuzzing.h - one entry for a fuzzer and for an ordinary test.
 *
 * A file fuzz_NAME.c has LLVMFuzzerTestOneInput(), which fails where a law is
 * broken, and the two things declared below. Linked with -fsanitize=fuzzer it
 * is a fuzzer, which tests/fuzz.sh drives; linked with fuzz_main.c it is a
 * test over the seeds, their prefixes and their mutations, the same every
 * time. Both take their words from tests/fuzz/NAME.dict.
 */
#ifndef FUZZ_FUZZING_H
#define FUZZ_FUZZING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct fuzz_seeds;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz_plan {
    const char *name;
    int prefixes;  /* how many are tried at most, spread over all seeds */
    int mutations; /* how many are tried */
    /* Runs an input; whether it was accepted, as every seed must be. NULL: a
     * seed may be bad. */
    bool (*good)(const uint8_t *data, size_t size);
};

extern const struct fuzz_plan fuzz_plan;

/* Adds what the search begins with. */
void fuzz_plan_seeds(struct fuzz_seeds *seeds);

/* Adds a copy. */
void fuzz_seed(struct fuzz_seeds *seeds, struct slice text);

/* Adds each file of tests/FOLDER whose name ends in suffix, behind `head`. */
void fuzz_seed_files(struct fuzz_seeds *seeds, const char *folder,
                     const char *suffix, const char *head);

/* Adds what stands between "==== " lines and ">>>>" lines of a file: the
 * cases of tests/lesson/cases.h. */
void fuzz_seed_cases(struct fuzz_seeds *seeds, const char *file);

size_t fuzz_seed_count(const struct fuzz_seeds *seeds);
struct slice fuzz_seed_at(const struct fuzz_seeds *seeds, size_t i);

struct fuzz_seeds *fuzz_seeds_create(void);
void fuzz_seeds_destroy(struct fuzz_seeds *seeds);

/* A number that depends on every byte: for choosing sizes. */
uint64_t fuzz_hash(const uint8_t *data, size_t size);

#endif
