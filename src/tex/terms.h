/* terms.h - what a side adds up or multiplies, one by one.
 *
 * Either a sum or a product over an index, `\sum_{i=1}^N \log p_i`, or one
 * that is written out, `\log 0.7 + \log 0.3 + \log 0.6`. Its terms come in the
 * order in which they are computed, each with what has come together so far.
 */
#ifndef TEX_TERMS_H
#define TEX_TERMS_H

#include "tex/unroll.h"

struct terms {
    const struct mean *node; /* the sum or the product; a part of the side */
    bool product;
    bool written;              /* out, so that a term is a part of the source */
    struct unroll_range range; /* of its index; written: count alone counts */
};

/* The outermost one in a side, in front of one inside a product: of
 * -\frac{1}{N} \sum_i x_i it is the sum. False where there is none whose terms
 * can be counted, or none at all. What is under an optimum or an expectation
 * has no value of its own, and is passed over. The arena gets what out points
 * to. */
bool terms_find(struct arena *arena, const struct unroll *at,
                const struct mean *side, struct terms *out);

/* The i-th term, i < terms->range.count, as unroll_row() gives one. A term
 * that is subtracted has its sign. */
void terms_row(struct arena *arena, const struct unroll *at,
               const struct terms *terms, size_t i, struct unroll_row *row);

#endif
