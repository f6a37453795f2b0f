/* bulk_loop.c - a sum or a product inside the body of a loop: a tally for
 * each row of a block, all over the same numbers.
 */
#include <math.h>

#include "num/dd.h"
#include "tex/bulk.h"
#include "tex/run.h"
#include "tex/scaled.h"

static bool span_of(struct bulk *b, struct code_range *range, struct span *span)
{
    long last;

    if (!bulk_bound(b, range->from, &span->first) ||
        !bulk_bound(b, range->to, &last))
        return false;
    span->count = last >= span->first ? (size_t)(last - span->first) + 1 : 0;

    /* What repeats is counted. */
    return range->period == 0 || range->period >= span->count;
}

static const struct column *term(struct bulk *b, struct code *code,
                                 const struct span *span, size_t at)
{
    run_set(b->m, &code->range, span, at);
    return bulk_value(b, code->a);
}

/* One operation in the format after the other. */
static bool rounded(struct bulk *b, struct code *code, const struct span *span,
                    struct column *out)
{
    struct real none = real_of(code->op == OP_PRODUCT ? 1.0 : 0.0);
    const struct arith *ar = &b->m->ar;

    column_of(ar, &none, b->n, out);
    for (size_t k = 0; k < span->count && bulk_more(b); k++) {
        const struct column *x = term(b, code, span, k);

        if (!x ||
            !(code->op == OP_PRODUCT ? column_multiply(ar, out, x, b->n, out)
                                     : column_add(ar, out, x, b->n, out)))
            return false;
    }
    return true;
}

/* In double-double, as tally.c adds up in the exact format. */
static bool exact_sum(struct bulk *b, struct code *code,
                      const struct span *span, struct column *out)
{
    double lo[COLUMN_ROWS] = { 0 }, *hi = out->x;
    unsigned flags = 0;
    bool inexact = false;

    for (size_t i = 0; i < b->n; i++)
        hi[i] = 0.0;
    for (size_t k = 0; k < span->count && bulk_more(b); k++) {
        const struct column *x = term(b, code, span, k);
        bool fits = x != NULL;

        for (size_t i = 0; x && i < b->n; i++) {
            struct dd sum =
                dd_add((struct dd){ hi[i], lo[i] }, dd_product(x->x[i], 1.0));

            fits &= (fabs(x->x[i]) < 0x1p900) & (fabs(sum.hi) < 0x1p950);
            hi[i] = sum.hi;
            lo[i] = sum.lo;
        }
        if (!fits)
            return false;
        flags = arith_sum_flags(flags, x->flags);
        inexact = inexact || x->rounded;
    }
    if (!column_literal(&b->m->ar, b->n, out))
        return false;
    for (size_t i = 0; i < b->n; i++)
        inexact = inexact || lo[i] != 0.0;
    out->flags = flags;
    out->rounded = inexact;
    return true;
}

/* One factor of each row; false where one is no positive number. A factor 1
 * changes no bit. */
static bool multiply(struct ddx *all, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!(x[i] > 0.0))
            return false;
        if (x[i] < 1.0 || x[i] > 1.0)
            all[i] = ddx_mul(all[i], ddx_from(x[i]));
    }
    return true;
}

static bool exact_product(struct bulk *b, struct code *code,
                          const struct span *span, struct column *out)
{
    struct ddx all[COLUMN_ROWS];
    bool inexact = false;
    unsigned flags = 0;

    for (size_t i = 0; i < b->n; i++)
        all[i] = (struct ddx){ 0, { 1.0, 0.0 } };
    for (size_t k = 0; k < span->count && bulk_more(b); k++) {
        const struct column *x = term(b, code, span, k);

        if (!x || !multiply(all, x->x, b->n))
            return false;
        flags = arith_product_flags(flags, x->flags);
        inexact = inexact || x->rounded;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct real r;

        scaled_to((struct scaled){ all[i].m.hi, all[i].exponent, 0.0 }, &r);
        if (r.scale != 0)
            return false;
        out->x[i] = r.x;
        inexact = inexact || all[i].m.lo != 0.0;
    }
    out->flags = flags;
    out->rounded = inexact;
    out->positive = true;
    out->indexed = out->wild = false;
    return true;
}

bool bulk_binder(struct bulk *b, struct code *code, struct column *out)
{
    struct span span = { 0 };
    bool valued;

    if (b->depth >= BULK_DEPTH_MAX || !span_of(b, &code->range, &span))
        return false;
    b->depth++;
    if (b->m->ar.format != FORMAT_EXACT)
        valued = rounded(b, code, &span, out);
    else if (code->op == OP_SUM)
        valued = exact_sum(b, code, &span, out);
    else
        valued = exact_product(b, code, &span, out);
    b->depth--;
    return valued && b->m->status == EVAL_VALUE;
}
