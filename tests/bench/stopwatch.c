#include "stopwatch.h"

#include <time.h>

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
