#include "cli/gauge.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/stream.h"

enum { BAR = 30 };

static const long tenth = 100000000; /* nanoseconds */

static void look_again(struct gauge *gauge, time_t seconds, long nanoseconds)
{
    clock_gettime(CLOCK_MONOTONIC, &gauge->next);
    gauge->next.tv_sec += seconds;
    gauge->next.tv_nsec += nanoseconds;
    if (gauge->next.tv_nsec >= 10 * tenth) {
        gauge->next.tv_nsec -= 10 * tenth;
        gauge->next.tv_sec++;
    }
}

void gauge_start(struct gauge *gauge, const struct stream *stream)
{
    *gauge =
        (struct gauge){ .stream = stream, .on = isatty(STDERR_FILENO) == 1 };
    if (gauge->on)
        look_again(gauge, 1, 0);
}

/* Returns the cells that it takes. */
static int draw(const struct gauge *gauge, uint64_t rows)
{
    uint64_t size = gauge->stream ? stream_size(gauge->stream) : 0;
    uint64_t taken = size > 0 ? stream_taken(gauge->stream) : 0;
    double share = size > 0 ? (double)taken / (double)size : 0.0;
    int full;

    if (share > 1.0)
        share = 1.0; /* the file has grown */
    full = (int)(share * BAR);
    if (size == 0)
        return fprintf(stderr, "%" PRIu64 " rows read", rows);
    return fprintf(stderr, "[%.*s%.*s] %3d %%, %" PRIu64 " rows read", full,
                   "##############################", BAR - full,
                   "..............................", (int)(share * 100.0),
                   rows);
}

void gauge_tick(struct gauge *gauge, uint64_t rows)
{
    struct timespec now;

    if (!gauge->on)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec < gauge->next.tv_sec ||
        (now.tv_sec == gauge->next.tv_sec && now.tv_nsec < gauge->next.tv_nsec))
        return;
    fputc('\r', stderr);
    gauge->width = draw(gauge, rows);
    fflush(stderr);
    look_again(gauge, 0, tenth);
}

void gauge_end(struct gauge *gauge)
{
    if (gauge->width > 0)
        fprintf(stderr, "\r%*s\r", gauge->width, "");
    gauge->width = 0;
}
