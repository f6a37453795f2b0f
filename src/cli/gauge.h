/* gauge.h - how far reading has got, on a terminal's standard error.
 *
 * Nothing is shown in the first second, nor where standard error is no
 * terminal, and what was shown is wiped out at the end.
 */
#ifndef CLI_GAUGE_H
#define CLI_GAUGE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct stream;

struct gauge {
    const struct stream *stream; /* how much of it is read; or NULL */
    bool on;                     /* standard error is a terminal */
    int width;                   /* of what is shown; 0: nothing is */
    struct timespec next;        /* when to show something */
};

void gauge_start(struct gauge *gauge, const struct stream *stream);

/* Often: some rows more were read. Costs a look at the clock. */
void gauge_tick(struct gauge *gauge, uint64_t rows);

void gauge_end(struct gauge *gauge);

#endif
