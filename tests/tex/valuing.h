/* valuing.h - expressions valued in tests: a few arrays, a define block, TeX.
 */
#ifndef TEST_TEX_VALUING_H
#define TEST_TEX_VALUING_H

#include "tex/eval.h"

struct arena;

enum { VALUING_ARRAYS = 8 };

struct valuing {
    struct arena *arena;
    const struct scope *scope;
    struct eval_array arrays[VALUING_ARRAYS];
    double numbers[VALUING_ARRAYS]; /* of those of rank 0 */
    struct eval_data data;
    struct eval_options options;
    struct mean_fault fault; /* of the last one without a value */
};

void valuing_init(struct valuing *v, const char *block);
void valuing_finish(struct valuing *v);

/* Data, borrowed. examples: 0, or how often its rows repeat. */
void valuing_table(struct valuing *v, const char *key, size_t rows, size_t cols,
                   size_t examples, const double *values);
void valuing_number(struct valuing *v, const char *key, double value);

/* Reads and values; the test fails when it does not read. */
enum eval_status valuing_of(struct valuing *v, const char *tex,
                            struct value *out);

/* The number that it comes to in a format; the test fails when it comes to
 * none. */
double valuing_double(struct valuing *v, enum format format, const char *tex);

/* It has no value, and `says` is part of the reason. */
#define valuing_refuses(v, tex, status, says)                                  \
    valuing_refuses_at((v), (tex), (status), (says), __FILE__, __LINE__)
void valuing_refuses_at(struct valuing *v, const char *tex,
                        enum eval_status status, const char *says,
                        const char *file, int line);

#endif
