#include <math.h>

#include "tex/run.h"

/* What an argument may cost to be known beforehand: a bound may hang on it. */
enum { HOLD_MAX = 10000 };

/* Of an optimum over a parameter: its grid, and a golden section. */
enum { OPTIMUM_RUNS = 201 + 32 };

/* Forgets that something could not be valued: it will be told when it is. */
static bool settled(struct machine *m)
{
    bool well = m->status == EVAL_VALUE;

    m->status = EVAL_VALUE;
    return well;
}

static double items(struct machine *m, struct code *code)
{
    double steps = 0.0;

    for (size_t i = 0; i < code->count; i++)
        steps += run_cost(m, code->items[i]);
    return steps;
}

/* The body as often as its distinct rows, at the last of them: what is within
 * may go up to it. */
static double rounds(struct machine *m, struct code *code)
{
    size_t period = code->range.period, count;
    struct span span;
    double steps;

    steps = run_cost(m, code->range.from) + run_cost(m, code->range.to) +
            run_cost(m, code->range.set);
    if (steps > HOLD_MAX || !run_range(m, &code->range, &span)) {
        settled(m);
        return steps;
    }
    count = period > 0 && period < span.count ? period : span.count;
    if (count == 0)
        return steps;
    run_enter(m, &code->range);
    run_set(m, &code->range, &span, span.count - 1);
    steps += (double)count * (1.0 + run_cost(m, code->a));
    run_leave(m, &code->range);
    return steps;
}

static double held(struct machine *m, struct code *code)
{
    double steps = 0.0;

    for (size_t i = 0; i < code->count; i++) {
        struct code *hold = code->items[i];
        struct slot *slot = &m->slots[hold->slot];
        double its = run_cost(m, hold->a);

        steps += its;
        if (hold->op != OP_HOLD)
            continue;
        slot->index = NOT_WHOLE;
        if (its <= HOLD_MAX && hold->rank == 0) {
            run_number(m, hold->a, &slot->number);
            slot->index = settled(m) &&
                                  slot->number.x == rint(slot->number.x) &&
                                  fabs(slot->number.x) < 0x1p53
                              ? (long)slot->number.x
                              : NOT_WHOLE;
        } else if (its <= HOLD_MAX) {
            run_value(m, hold->a, &slot->held);
            settled(m);
        }
    }
    return steps + run_cost(m, code->a);
}

static double gradient(struct machine *m, struct code *code)
{
    struct code *by = code->b;
    double count = 1.0;
    struct span span;

    if (code->rank > 0 && by->op == OP_FAMILY) {
        if (run_range(m, &by->range, &span))
            count = (double)span.count;
        settled(m);
    } else if (code->rank > 0) {
        count = (double)(by->used > 0 ? by->array->cols : by->array->rows);
    }
    return count * (1.0 + run_cost(m, code->a));
}

double run_cost(struct machine *m, struct code *code)
{
    if (!code)
        return 0.0;
    switch (code->op) {
    case OP_SUM:
    case OP_PRODUCT:
    case OP_PLACE:
    case OP_FAMILY:
        return rounds(m, code);
    case OP_GRID:
        return OPTIMUM_RUNS * (1.0 + run_cost(m, code->a));
    case OP_GRADIENT:
        return gradient(m, code);
    case OP_LET:
        return held(m, code);
    case OP_ROW:
        return code->used > 0 ? (double)code->array->cols
                              : (double)VALUE_ENTRIES_MAX;
    default:
        return 1.0 + run_cost(m, code->a) + run_cost(m, code->b) +
               run_cost(m, code->index[0]) + run_cost(m, code->index[1]) +
               items(m, code);
    }
}
