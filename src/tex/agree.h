/* agree.h - whether two values are one, within what arithmetic can promise.
 *
 * In exact arithmetic: within 1e-9 of the larger one, or 64 units in the last
 * place of the largest partial sum that went into them. A value whose
 * logarithm is large carries that logarithm's error (exp turns an absolute
 * error into a relative one), so 64 ulp of it are added.
 *
 * In a format of unit roundoff u: rounding errors of a sum of n terms behave
 * as at random, and 2 sqrt(n) u is some eight times their spread (N. Higham,
 * T. Mary, "A new approach to probabilistic rounding error analysis", 2019);
 * those of a product add up, at most n u. More than that is not rounding: it
 * is a sum that has stuck, an underflow, a cancellation. Never more than
 * sqrt(u): where half of the format's digits are gone, the number is.
 */
#ifndef TEX_AGREE_H
#define TEX_AGREE_H

#include <stdbool.h>
#include <stddef.h>

#include "num/format.h"
#include "tex/mean.h"
#include "tex/value.h"

/* Two numbers agree when they are no further apart than either of these. */
struct tolerance {
    double relative; /* of the larger one */
    double absolute;
    double place; /* of two optima, or of one and a number */
};

/* How many roundings lie one behind the other in making a value. */
struct roundings {
    double sums;
    double products;
};

/* The tolerance of exact arithmetic. largest: the largest partial sum, 0 when
 * unknown. range: of the parameter that an optimum is over. */
struct tolerance agree_exact(double largest, double range);

/* The tolerance of a page's format; never narrower than the exact one. */
struct tolerance agree_format(enum format format, struct roundings made,
                              double largest, double range);

/* How far a written number may be off: half a unit of its last digit, percent
 * and a power of ten behind it included. side is a number, with a sign or
 * without, or `entry` of a list of such. 0 when it is none, or an integer,
 * which is exact; a whole percentage is rounded like 36 in 36.0. */
struct real agree_half_digit(const struct mean *side, size_t entry,
                             size_t cols);

/* Whether two numbers agree. Equal infinities do, NaN agrees with nothing. */
bool agree_numbers(struct real a, struct real b, struct tolerance within);

/* How two values of any shape compare. */
struct agreement {
    bool holds;
    bool shapes; /* it fails because they have not one shape */
    size_t entry;
    struct real left, right; /* the first entries that decide it */
};

/* left and right are the nodes that the values are of: for the digits of
 * written numbers; NULL will do. relation: EQUAL, EQUIV, APPROX, NOT_EQUAL or
 * an order, which takes a written number as it stands. */
struct agreement
agree_values(const struct mean *left_node, const struct value *left,
             enum mean_relation relation, const struct mean *right_node,
             const struct value *right, struct tolerance within);

/* |a - b| and a / b without leaving the range of the exponents. */
struct real agree_gap(struct real a, struct real b);
double agree_ratio(struct real a, struct real b);

#endif
