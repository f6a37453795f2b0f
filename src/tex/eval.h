/* eval.h - what a meaning comes to, in a number format, over some data.
 *
 * Every operation is rounded to the format, sums and products go from the
 * left in the order of their index, nothing is reordered. In FORMAT_EXACT
 * numbers are doubles with a 64-bit exponent, and equal rows are counted
 * instead of visited. Logarithms are natural; the unit is the caller's.
 *
 * 0 log 0: a product one of whose factors is exactly 0 and another an infinite
 * logarithm is 0, marked. 0^0 is 1, marked.
 *
 * Memory does not grow with the number of examples: arrays and definitions
 * that take indices are looked up, never filled in.
 */
#ifndef TEX_EVAL_H
#define TEX_EVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "num/format.h"
#include "tex/mean.h"
#include "tex/value.h"

struct arena;
struct scope;

/* An array as the data has it. Indices count from 1 in formulas.
 *
 * Row r of `examples` (0: as many as rows) is stored at r modulo rows, so
 * that ten million examples need no memory.
 *
 * Where `values` is NULL each row is asked for by itself, row(of, r), and is
 * read before the next is asked for: rows that are not stored need no room. */
struct eval_array {
    struct slice key; /* "\hat{y}", see mean_key() */
    int rank;         /* 0: rows = cols = 1; 1: cols = 1; 2 */
    size_t rows, cols;
    size_t examples;
    const double *values; /* [rows][cols], or NULL in rank 2 */
    const double *(*row)(const void *of, size_t row); /* [cols] */
    const void *of;
    /* [rows] or NULL: each row is 0 but for a 1 at this column, from 0. Said
     * besides values or row, it makes a truth of labels fast. */
    const int32_t *labels;
    int tag; /* the caller's: which table the cells are of */
};

/* Row `row` as stored, from 0. */
static inline const double *eval_row(const struct eval_array *array, size_t row)
{
    return array->values ? array->values + row * array->cols
                         : array->row(array->of, row);
}

struct eval_data {
    const struct eval_array *arrays;
    size_t count;
};

/* An index letter, a parameter or a formal, held at a value. */
struct eval_binding {
    struct slice key;
    double value;
};

enum eval_status {
    EVAL_VALUE,
    EVAL_UNBOUND, /* a letter in it has no value here: says which */
    EVAL_REFUSED, /* cannot be valued: a shape, a range, recursion, cost */
    EVAL_STOPPED  /* `stop` said so */
};

/* What is told while an expression is valued. Any may be NULL. */
struct eval_sink {
    void *context;
    /* A node of the expression itself (not of a definition it uses) has a
     * value under the bound variables of the binders around it. */
    void (*see)(void *context, const struct mean *node,
                const struct eval_binding *bound, size_t bound_count,
                const struct value *value);
    /* A cell of an array was read: row from 0 as stored, col from 0. */
    void (*touch)(void *context, const struct eval_array *array, size_t row,
                  size_t col);
};

struct eval_options {
    enum format format;
    const struct eval_binding *bindings; /* [binding_count] */
    size_t binding_count;
    double steps_max;            /* 0: EVAL_STEPS_MAX */
    bool (*stop)(void *context); /* asked every few thousand steps; or NULL */
    void *stop_context;
    const struct eval_sink *sink; /* or NULL */
};

#define EVAL_STEPS_MAX 1e9

/* Values an expression.
 *
 * arena   gets the entries of a vector or a matrix; scratch memory is the
 *         evaluator's own and freed
 * node    read in `scope`
 * fault   filled unless EVAL_VALUE: where (in the expression, or in the
 *         definition that it uses) and why; its text lives in the arena.
 *         Not NULL
 *
 * Parameters have the value of a binding, else of a rank-0 array of that key,
 * else of their declaration.
 */
enum eval_status eval(struct arena *arena, const struct mean *node,
                      const struct scope *scope, const struct eval_data *data,
                      const struct eval_options *options, struct value *out,
                      struct mean_fault *fault);

/* Values it in the exact format, then in the one of the options: the status
 * and the fault of the first that comes to no value. As eval() twice, but what
 * both do alike is done once. */
enum eval_status eval_both(struct arena *arena, const struct mean *node,
                           const struct scope *scope,
                           const struct eval_data *data,
                           const struct eval_options *options,
                           struct value *exact, struct value *out,
                           struct mean_fault *fault);

/* How many steps eval() would take, counted without taking them: repeated
 * rows once, an optimum's body times its grid. INFINITY past all bounds. What
 * tells equations that are painted at once from those that wait. */
double eval_cost(const struct mean *node, const struct scope *scope,
                 const struct eval_data *data);

/* Whether an \arg\max or \arg\min over a parameter is in it, or in a
 * definition it uses. */
bool eval_has_optimum(const struct mean *node, const struct scope *scope);

/* The index letters free in an expression: read in it, or in what it uses,
 * and bound by no binder. Returns how many; keys[cap]. */
size_t eval_free(const struct mean *node, const struct scope *scope,
                 struct slice *keys, size_t cap);

/* The numbers an index letter runs over here: first, count; false when its
 * domain has no value or is a set. */
bool eval_domain(const struct scope *scope, const struct eval_data *data,
                 struct slice letter, long *first, long *count);

#endif
