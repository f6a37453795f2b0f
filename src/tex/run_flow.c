#include "tex/run.h"

#include <math.h>

#include "tex/scaled.h"

static void hold(struct machine *m, struct code *code)
{
    struct slot *slot = &m->slots[code->slot];
    double x;

    if (code->rank > 0) {
        run_value(m, code->a, &slot->held);
        return;
    }
    run_number(m, code->a, &slot->number);
    x = real_double(slot->number);
    slot->index = x == rint(x) && fabs(x) < 0x1p53 ? (long)x : NOT_WHOLE;
}

static void swap(struct machine *m, const struct code *code)
{
    struct slot *a = &m->slots[code->slot], *b = &m->slots[code->range.slot];
    struct real number = a->number;

    a->number = b->number;
    b->number = number;
}

bool run_holds(struct machine *m, struct code *let)
{
    for (size_t i = 0; i < let->count; i++) {
        if (let->items[i]->op == OP_HOLD)
            hold(m, let->items[i]);
        else
            swap(m, let->items[i]);
    }
    return m->status == EVAL_VALUE;
}

void run_release(struct machine *m, struct code *let)
{
    for (size_t i = let->count; i-- > 0;)
        if (let->items[i]->op == OP_SWAP)
            swap(m, let->items[i]);
}

static bool is_in(struct machine *m, struct code *set, const struct real *r)
{
    struct value v;

    run_value(m, set, &v);
    if (m->status != EVAL_VALUE)
        return false;
    for (size_t i = 0; i < v.rows * v.cols; i++)
        if (real_compare(*r, v.entries[i]) == 0)
            return true;
    return false;
}

static bool compares(enum mean_relation relation, int order)
{
    switch (relation) {
    case REL_NOT_EQUAL:
        return order != 0;
    case REL_LESS:
        return order < 0;
    case REL_GREATER:
        return order > 0;
    case REL_LESS_EQUAL:
        return order <= 0;
    case REL_GREATER_EQUAL:
        return order >= 0;
    default:
        return order == 0;
    }
}

static bool holds(struct machine *m, struct code *condition)
{
    struct real a, b;

    if (condition->op == OP_FAULT) {
        run_number(m, condition, &a);
        return false;
    }
    run_number(m, condition->a, &a);
    if (condition->relation == REL_IN)
        return m->status == EVAL_VALUE && is_in(m, condition->b, &a);
    run_number(m, condition->b, &b);
    if (m->status != EVAL_VALUE || isnan(a.x) || isnan(b.x))
        return false;
    return compares(condition->relation, real_compare(a, b));
}

static bool fits(struct machine *m, struct code *fit)
{
    for (size_t i = 0; i + 1 < fit->count; i += 2) {
        struct real a, b;

        run_number(m, fit->items[i], &a);
        run_number(m, fit->items[i + 1], &b);
        if (m->status != EVAL_VALUE || isnan(a.x) || isnan(b.x) ||
            real_compare(a, b) != 0)
            return false;
    }
    return true;
}

/* What the pairs of the last definition that was tried came to. */
static double offending(struct machine *m, const struct code *code)
{
    struct code *fit = code->items[code->count - 1];
    struct real a;

    run_number(m, fit->items[0], &a);
    return real_double(a);
}

struct code *run_choice(struct machine *m, struct code *code)
{
    if (code->op == OP_CASES) {
        for (size_t i = 0; i + 1 < code->count; i += 2) {
            struct code *when = code->items[i + 1];

            if (!when || holds(m, when))
                return code->items[i];
            if (m->status != EVAL_VALUE)
                return NULL;
        }
        run_fail(m, code->node, EVAL_REFUSED, "none of the cases holds");
        return NULL;
    }
    for (size_t i = 0; i < code->count; i++) {
        struct code *item = code->items[i];

        if (item->op != OP_FIT)
            return item;
        if (fits(m, item))
            return item->a;
        if (m->status != EVAL_VALUE)
            return NULL;
    }
    run_fail(m, code->node, EVAL_REFUSED,
             "'%.*s' has no definition for the value %g",
             SLICE_ARG(code->node->name), offending(m, code));
    return NULL;
}

/* ---- gradients ---- */

bool run_seeds(struct machine *m, const struct code *code, const size_t at[2])
{
    const struct code *by = m->seed->by;

    if (by->op == OP_PARAM)
        return false;
    if (code->op == OP_READ && code->array != by->array)
        return false;
    if ((code->op == OP_SEED) != (by->op == OP_SEED || by->op == OP_FAMILY))
        return false;
    return at[0] == m->seed->at[0] && at[1] == m->seed->at[1];
}

/* The entry that the slope is taken by: the indices that are written, then
 * `entry` (from 0) for the one that is not. */
static bool target(struct machine *m, struct code *by, size_t entry,
                   struct seed *seed)
{
    struct code *name = by->op == OP_FAMILY ? by->a : by;

    *seed = (struct seed){ by, { 1, 1 } };
    if (by->op == OP_FAMILY) {
        struct span span;

        if (!run_range(m, &by->range, &span))
            return false;
        run_set(m, &by->range, &span, entry);
    }
    for (size_t i = 0; i < name->used; i++) {
        long index;

        if (!run_index(m, name->index[i], &index))
            return false;
        seed->at[i] = (size_t)index;
    }
    if (by->op == OP_ROW && name->used < 2)
        seed->at[name->used] = entry + 1;
    return true;
}

void run_slope(struct machine *m, struct code *code, size_t entry,
               struct real *out)
{
    struct code *by = code->b;
    struct seed seed;
    struct real r;
    bool param = by->op == OP_PARAM;

    if (!target(m, by, entry, &seed))
        return;
    m->seed = &seed;
    m->ar.slopes = true;
    if (param)
        m->slots[by->slot].number.slope = 1.0;
    run_number(m, code->a, &r);
    if (param)
        m->slots[by->slot].number.slope = 0.0;
    m->ar.slopes = false;
    m->seed = NULL;
    if (m->status != EVAL_VALUE)
        return;
    *out = real_of(0.0);
    scaled_to((struct scaled){ r.slope, r.scale, 0.0 }, out);
    out->flags = r.flags & ~(unsigned)(REAL_UNDERFLOW | REAL_SUBNORMAL |
                                       REAL_INFINITE | REAL_NAN);
    out->flags |= isnan(out->x) ? REAL_NAN : isinf(out->x) ? REAL_INFINITE : 0;
}
