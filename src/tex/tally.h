/* tally.h - the running sum or product of a binder. Private to tex/.
 *
 * In the page's formats it is one rounded operation for each term. In the
 * exact format terms are counted, and kept in double-double, so that a sum of
 * millions has the rounding of one.
 */
#ifndef TEX_TALLY_H
#define TEX_TALLY_H

#include <stdbool.h>

#include "num/dd.h"
#include "tex/arith.h"

struct column;

struct tally {
    const struct arith *ar;
    bool product;
    bool doubles; /* no rounding but the machine's, and no slopes */
    bool wide;    /* sum and fraction hold it; else `now` */
    bool negative;
    bool underflow; /* some step lost a factor */
    struct dd sum;
    double slope; /* of the sum; of the product's logarithm */
    struct ddx fraction;
    struct real now;

    /* Of columns in the exact format. */
    bool in_order; /* set by the caller: take their terms one by one */
    bool loose;    /* some were added up by themselves first */
    bool doubtful; /* ... and that may have changed the result */
    double size;   /* of the terms of a sum, added up */
    double steps;
};

void tally_start(struct tally *t, const struct arith *ar, bool product);

/* `times` is 1 but in the exact format. */
void tally_take(struct tally *t, const struct real *term, double times);

/* Takes ordinary terms [from, to) at once. False, and nothing is taken, where
 * it is not known whether they carry a flag that the tally does not have. */
bool tally_take_column(struct tally *t, const struct column *terms, size_t from,
                       size_t to);

/* Whether the result is that of taking the terms one by one. In the exact
 * format columns are added up by themselves first, which moves bits of the
 * second double: none that is seen, unless a result lies half-way between two
 * doubles. Where that cannot be excluded everything is taken once more with
 * in_order. */
bool tally_is_certain(const struct tally *t);

/* Takes terms[0..count) over and over, `total` in all, as tally_take() one by
 * one would: rounds that change nothing are passed over. Not in the exact
 * format. more(context) is asked often; false ends it. */
void tally_cycle(struct tally *t, const struct real *terms, size_t count,
                 size_t total, bool (*more)(void *context), void *context);

void tally_result(const struct tally *t, struct real *out);

#endif
