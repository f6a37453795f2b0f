#include "tex/bulk.h"

#include <math.h>

#include "base/arena.h"
#include "tex/run.h"

/* ---- what has columns ---- */

static bool can_items(struct code *code)
{
    for (size_t i = 0; i < code->count; i++)
        if (code->items[i] && !bulk_can(code->items[i]))
            return false;
    return true;
}

static bool can_range(struct code *code)
{
    return !code->range.set && bulk_can(code->range.from) &&
           bulk_can(code->range.to) && bulk_can(code->a);
}

/* An exponent may be any; of logarithms and roots only the usual ones. */
static bool can_base(struct code *code)
{
    if (!code->b)
        return true;
    if (code->b->op != OP_CONSTANT)
        return false;
    if (code->op == OP_ROOT)
        return code->b->number.x == 2.0;
    return code->b->number.x == 2.0 || code->b->number.x == 10.0;
}

static bool can(struct code *code)
{
    if (code->rank > 0 || code->told)
        return false;
    switch (code->op) {
    case OP_CONSTANT:
    case OP_SLOT:
    case OP_PARAM:
        return true;
    case OP_READ:
        return (code->used < 1 || bulk_can(code->index[0])) &&
               (code->used < 2 || bulk_can(code->index[1]));
    case OP_LET:
    case OP_FIT:
        return can_items(code) && bulk_can(code->a);
    case OP_CHOOSE:
    case OP_CASES:
        return can_items(code);
    case OP_HOLD:
    case OP_NEGATE:
    case OP_ABSOLUTE:
    case OP_EXP:
        return bulk_can(code->a);
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_POWER:
        return bulk_can(code->a) && bulk_can(code->b);
    case OP_COMPARE:
        return code->relation != REL_IN && bulk_can(code->a) &&
               bulk_can(code->b);
    case OP_ROOT:
    case OP_LOG:
        return bulk_can(code->a) && can_base(code);
    case OP_SUM:
    case OP_PRODUCT:
    case OP_PLACE:
        return can_range(code);
    default:
        return false;
    }
}

bool bulk_can(struct code *code)
{
    if (code->blocks == BLOCKS_UNKNOWN)
        code->blocks = can(code) ? BLOCKS_SOME : BLOCKS_NONE;
    return code->blocks == BLOCKS_SOME;
}

static struct column *room(struct bulk *b, struct code *code)
{
    if (!code->column)
        code->column = arena_alloc(b->m->scratch, sizeof *code->column);
    return code->column;
}

/* ---- letters ---- */

static bool slot(struct bulk *b, struct code *code, struct column *out)
{
    const struct machine *m = b->m;
    const struct slot *slot = &m->slots[code->slot];
    struct arith plain = arith_in(FORMAT_FLOAT64);
    bool rounded = code->letter && !code->whole;

    if (code->slot == b->slot) {
        for (size_t i = 0; i < b->n; i++)
            out->x[i] = (double)(b->first + (long)i);
        return column_literal(rounded ? &m->ar : &plain, b->n, out);
    }
    if (!slot->column) {
        if (!column_of(&m->ar, &slot->number, b->n, out))
            return false;
    } else {
        *out = *slot->column;
    }

    /* A binder's variable is a number as it is written. */
    return !rounded || column_literal(&m->ar, b->n, out);
}

static const struct column *let(struct bulk *b, struct code *code)
{
    const struct column *out = NULL;
    bool held = true;
    size_t i;

    for (i = 0; i < code->count && held; i++) {
        struct slot *slot = &b->m->slots[code->items[i]->slot];

        slot->column = bulk_value(b, code->items[i]->a);
        held = slot->column != NULL;
    }
    if (held)
        out = bulk_value(b, code->a);
    while (i-- > 0)
        b->m->slots[code->items[i]->slot].column = NULL;
    return out;
}

bool bulk_bound(struct bulk *b, struct code *code, long *out)
{
    const struct slot *slot = &b->m->slots[code->slot];
    const struct column *column;

    if (code->op == OP_CONSTANT ||
        (code->op == OP_SLOT && code->slot != b->slot && !slot->column))
        return run_index(b->m, code, out);
    column = bulk_value(b, code);
    for (size_t i = 0; column && i < b->n; i++)
        if (column->x[i] < column->x[0] || column->x[i] > column->x[0])
            return false;
    if (!column || !(fabs(column->x[0]) < 0x1p53))
        return false;
    *out = (long)column->x[0];
    return !((double)*out < column->x[0]) && !((double)*out > column->x[0]);
}

bool bulk_more(struct bulk *b)
{
    struct machine *m = b->m;

    m->patience = m->patience > (int)b->n ? m->patience - (int)b->n + 1 : 1;
    return run_more(m);
}

/* ---- choices ---- */

static bool holds(enum mean_relation relation, double x, double y)
{
    switch (relation) {
    case REL_NOT_EQUAL:
        return x < y || x > y;
    case REL_LESS:
        return x < y;
    case REL_GREATER:
        return x > y;
    case REL_LESS_EQUAL:
        return x <= y;
    case REL_GREATER_EQUAL:
        return x >= y;
    default:
        return x <= y && x >= y;
    }
}

/* In how many rows it holds. */
static size_t agree(struct bulk *b, enum mean_relation relation,
                    struct code *left, struct code *right, bool *valued)
{
    const struct column *x = bulk_value(b, left);
    const struct column *y = x ? bulk_value(b, right) : NULL;
    size_t count = 0;

    *valued = y && !x->wild && !y->wild;
    for (size_t i = 0; y && i < b->n; i++)
        count += holds(relation, x->x[i], y->x[i]);
    return count;
}

/* What all rows choose; NULL where they differ. */
static const struct column *cases(struct bulk *b, struct code *code)
{
    for (size_t i = 0; i + 1 < code->count; i += 2) {
        struct code *when = code->items[i + 1];
        bool valued = true;
        size_t count =
            when ? agree(b, when->relation, when->a, when->b, &valued) : b->n;

        if (!valued)
            return NULL;
        if (count == b->n)
            return bulk_value(b, code->items[i]);
        if (count > 0)
            return NULL;
    }
    return NULL;
}

static const struct column *choose(struct bulk *b, struct code *code)
{
    for (size_t i = 0; i < code->count; i++) {
        struct code *item = code->items[i];
        bool fits = true;

        if (item->op != OP_FIT)
            return bulk_value(b, item);
        for (size_t k = 0; k + 1 < item->count && fits; k += 2) {
            bool valued;
            size_t count = agree(b, REL_EQUAL, item->items[k],
                                 item->items[k + 1], &valued);

            if (!valued || (count > 0 && count < b->n))
                return NULL;
            fits = count > 0;
        }
        if (fits)
            return bulk_value(b, item->a);
    }
    return NULL;
}

/* ---- arithmetic ---- */

static bool unary(struct bulk *b, struct code *code, struct column *out)
{
    const struct arith *ar = &b->m->ar;
    const struct column *a = bulk_value(b, code->a);

    if (!a)
        return false;
    switch (code->op) {
    case OP_NEGATE:
        column_negate(a, b->n, out);
        return true;
    case OP_ABSOLUTE:
        column_absolute(a, b->n, out);
        return true;
    case OP_EXP:
        return column_exp(ar, a, b->n, out);
    case OP_ROOT:
        return column_root(ar, a, b->n, out);
    default:
        return code->b ? column_log_base(ar, a, code->b->number.x, b->n, out)
                       : column_log(ar, a, b->n, out);
    }
}

static bool binary(struct bulk *b, struct code *code, struct column *out)
{
    /* What counts is not rounded to the page's format. */
    struct arith whole = arith_in(FORMAT_FLOAT64);
    const struct arith *ar = code->whole ? &whole : &b->m->ar;
    const struct column *x = bulk_value(b, code->a);
    const struct column *y = x ? bulk_value(b, code->b) : NULL;

    if (!y)
        return false;
    switch (code->op) {
    case OP_SUBTRACT:
        column_negate(y, b->n, out);
        return column_add(ar, x, out, b->n, out);
    case OP_ADD:
        return column_add(ar, x, y, b->n, out);
    case OP_MULTIPLY:
        return column_multiply(ar, x, y, b->n, out);
    case OP_DIVIDE:
        return column_divide(ar, x, y, b->n, out);
    default:
        return column_power(ar, x, y, b->n, out);
    }
}

static bool fill(struct bulk *b, struct code *code, struct column *out)
{
    switch (code->op) {
    case OP_CONSTANT:
        return column_of(&b->m->ar, &code->number, b->n, out);
    case OP_SLOT:
    case OP_PARAM:
        return slot(b, code, out);
    case OP_READ:
        return bulk_read(b, code, out);
    case OP_PLACE:
        return bulk_place(b, code, out);
    case OP_SUM:
    case OP_PRODUCT:
        return bulk_binder(b, code, out);
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_POWER:
        return binary(b, code, out);
    default:
        return unary(b, code, out);
    }
}

const struct column *bulk_value(struct bulk *b, struct code *code)
{
    struct column *out;

    switch (code->op) {
    case OP_LET:
        return let(b, code);
    case OP_CHOOSE:
        return choose(b, code);
    case OP_CASES:
        return cases(b, code);
    default:
        out = room(b, code);
        return fill(b, code, out) ? out : NULL;
    }
}
