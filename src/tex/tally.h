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
};

void tally_start(struct tally *t, const struct arith *ar, bool product);

/* `times` is 1 but in the exact format. */
void tally_take(struct tally *t, const struct real *term, double times);

/* Takes terms[0..count) over and over, `total` in all, as tally_take() one by
 * one would: rounds that change nothing are passed over. Not in the exact
 * format. more(context) is asked often; false ends it. */
void tally_cycle(struct tally *t, const struct real *terms, size_t count,
                 size_t total, bool (*more)(void *context), void *context);

void tally_result(const struct tally *t, struct real *out);

#endif
