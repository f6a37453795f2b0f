/* made_rows.h - a lab of random rows, as many as a benchmark wants.
 */
#ifndef TESTS_BENCH_MADE_ROWS_H
#define TESTS_BENCH_MADE_ROWS_H

#include <stdbool.h>
#include <stddef.h>

struct lab;

/* n rows over k classes; the true class has three times the others' share on
 * average. Some hundred thousand are made and come again in turn. In *ms, how
 * long the lab took to take them over from there. */
struct lab *made_rows(size_t n, size_t k, bool logits, double *ms);

#endif
