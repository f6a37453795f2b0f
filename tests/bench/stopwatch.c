#include "stopwatch.h"

#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 9 };

static double now_ms(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

double stopwatch_ms(void)
{
    return now_ms(CLOCK_MONOTONIC);
}

double stopwatch_cpu_ms(void)
{
    return now_ms(CLOCK_PROCESS_CPUTIME_ID);
}

int stopwatch_ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double stopwatch_median_ms(double (*work)(void *), void *context,
                           double *result)
{
    double ms[ROUNDS];

    for (int r = 0; r < ROUNDS; r++) {
        double begun = stopwatch_ms();

        *result = work(context);
        ms[r] = stopwatch_ms() - begun;
    }
    qsort(ms, ROUNDS, sizeof *ms, stopwatch_ascending);
    return ms[ROUNDS / 2];
}
