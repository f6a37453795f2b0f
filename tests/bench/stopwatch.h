/* stopwatch.h - what every benchmark measures by.
 */
#ifndef TESTS_BENCH_STOPWATCH_H
#define TESTS_BENCH_STOPWATCH_H

/* Milliseconds of a clock that only goes on, and of the processors that this
 * program has had. */
double stopwatch_ms(void);
double stopwatch_cpu_ms(void);

/* The order of doubles, for qsort(). */
int stopwatch_ascending(const void *a, const void *b);

/* The median of several runs of a piece of work; what the last gave in *result,
 * which keeps the compiler honest. */
double stopwatch_median_ms(double (*work)(void *), void *context,
                           double *result);

#endif
