/* pipeline.h - pieces that come and go in order, worked on at once.
 *
 * A file is read piece by piece and what is found is handed over piece by
 * piece, but the pieces between can be parsed by several threads. The pieces
 * live in slots, numbered from 0, which are the caller's: a slot is filled,
 * worked on, drained, and filled again.
 *
 * Whatever the number of threads, the calls of `fill` and of `drain` are the
 * same and in the same order; so are the results, if `work` looks at its slot
 * alone. An error found by `work` is kept in the slot: `drain` meets the first
 * one first.
 */
#ifndef BASE_PIPELINE_H
#define BASE_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>

struct pipeline {
    /* The next piece into the slot; false: there is none (and nothing is in the
     * slot). One call at a time, by any thread; never again after false. */
    bool (*fill)(void *context, size_t slot);

    /* At once with other slots', and with fill and drain of others. */
    void (*work)(void *context, size_t slot);

    /* Takes the piece away; in the order of fill, one call at a time, by any
     * thread, and at once with fill of another slot. False stops: no call of
     * drain follows, and no call of fill that has not begun. */
    bool (*drain)(void *context, size_t slot);

    void *context;
};

enum { PIPELINE_SLOTS = 1024 };

/* Runs until everything is drained (true) or drain says false.
 *
 * threads  as in parallel.h; with 0 or 1 every piece is drained before the
 *          next is filled
 * slots    1 to PIPELINE_SLOTS (asserted); twice the threads keep all at work
 */
bool pipeline_run(const struct pipeline *pipeline, size_t threads,
                  size_t slots);

#endif
