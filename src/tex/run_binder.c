#include "tex/run.h"

#include <math.h>

#include "base/vec.h"
#include "tex/tally.h"

/* The values of so many distinct rows are kept while they repeat. */
enum { ROWS_KEPT = 65536 };

bool run_range(struct machine *m, struct code_range *range, struct span *span)
{
    long first, last;
    struct value v;

    *span = (struct span){ 0 };
    if (range->set) {
        run_value(m, range->set, &v);
        span->entries = v.entries;
        span->count = v.rows;
        return m->status == EVAL_VALUE;
    }
    if (range->to->op == OP_CONSTANT && isinf(range->to->number.x)) {
        run_fail(m, range->to->node, EVAL_REFUSED,
                 "a sum without end has no value here");
        return false;
    }
    if (!run_index(m, range->from, &first) || !run_index(m, range->to, &last))
        return false;
    span->first = first;
    span->count = last >= first ? (size_t)(last - first) + 1 : 0;
    return true;
}

void run_enter(struct machine *m, const struct code_range *range)
{
    if (!range->told)
        return;
    vec_push(m->bound, m->bound_count, m->bound_cap)->key = range->key;
}

void run_set(struct machine *m, const struct code_range *range,
             const struct span *span, size_t at)
{
    struct slot *slot = &m->slots[range->slot];

    if (span->entries) {
        double x = real_double(span->entries[at]);

        slot->number = span->entries[at];
        slot->index = x == rint(x) && fabs(x) < 0x1p53 ? (long)x : NOT_WHOLE;
    } else {
        slot->index = span->first + (long)at;
        slot->number = (struct real){ .x = (double)slot->index };
    }
    if (range->told)
        m->bound[m->bound_count - 1].value = real_double(slot->number);
}

void run_leave(struct machine *m, const struct code_range *range)
{
    if (range->told)
        m->bound_count--;
}

/* Row i of `period` stands for those at i, i + period, ... */
static double times(const struct span *span, size_t period, size_t i)
{
    return (double)((span->count - i + period - 1) / period);
}

static void counted(struct machine *m, struct code *code,
                    const struct span *span, struct tally *tally)
{
    size_t period = code->range.period;
    struct real term;

    for (size_t i = 0; i < period && run_more(m); i++) {
        run_set(m, &code->range, span, i);
        run_number(m, code->a, &term);
        tally_take(tally, &term, times(span, period, i));
    }
}

static void cycled(struct machine *m, struct code *code,
                   const struct span *span, struct tally *tally)
{
    size_t period = code->range.period;
    struct real *terms = run_room(m, code, period);

    for (size_t i = 0; i < period && run_more(m); i++) {
        run_set(m, &code->range, span, i);
        run_number(m, code->a, &terms[i]);
    }
    if (m->status == EVAL_VALUE)
        tally_cycle(tally, terms, period, span->count, run_goes_on, m);
}

void run_binder(struct machine *m, struct code *code, struct real *out)
{
    size_t period = code->range.period;
    struct tally tally;
    struct span span;

    if (code->twin == TWIN_KNOWN && m->ar.format == FORMAT_FLOAT64) {
        *out = code->number;
        return;
    }
    if (!run_range(m, &code->range, &span))
        return;
    tally_start(&tally, &m->ar, code->op == OP_PRODUCT);
    run_enter(m, &code->range);
    if (period == 0 || period >= span.count)
        run_each(m, code, &span, &tally);
    else if (m->ar.format == FORMAT_EXACT)
        counted(m, code, &span, &tally);
    else if (period <= ROWS_KEPT)
        cycled(m, code, &span, &tally);
    else
        run_each(m, code, &span, &tally);
    run_leave(m, &code->range);
    if (m->status == EVAL_VALUE)
        tally_result(&tally, out);
}
