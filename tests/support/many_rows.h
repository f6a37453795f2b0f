/* many_rows.h - labs of any number of rows, made from a seed.
 */
#ifndef TESTS_MANY_ROWS_H
#define TESTS_MANY_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lab;

/* n rows over k classes, every lever free. The true class has a greater share
 * than the others, mostly; every 7th row but for one is soft where `soft`;
 * `logits`: made from them. Rows have texts of 1 to 40 words; some numbers
 * repeat, so that keys of a sort are equal. */
struct lab *many_rows(size_t n, size_t k, uint64_t seed, bool soft,
                      bool logits);

#endif
