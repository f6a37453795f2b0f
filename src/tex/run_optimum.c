#include "tex/run.h"

#include <float.h>
#include <math.h>

enum { GRID = 201, GOLDEN_MAX = 80 };

/* The best so far of one optimum. */
struct search {
    bool maximum, found;
    struct real best;
    size_t at;
    double ties;
};

/* NaN is no candidate. */
static bool better(struct search *s, const struct real *r)
{
    int order;

    if (isnan(r->x))
        return false;
    if (!s->found)
        return true;
    order = real_compare(*r, s->best);
    return s->maximum ? order > 0 : order < 0;
}

static void offer(struct search *s, const struct real *r, size_t at,
                  double times)
{
    if (better(s, r)) {
        s->found = true;
        s->best = *r;
        s->at = at;
        s->ties = times;
    } else if (s->found && !isnan(r->x) && real_compare(*r, s->best) == 0) {
        s->ties += times;
    }
}

static void result(const struct search *s, double place, double candidates,
                   struct value *out)
{
    *out = (struct value){ .shape = VALUE_NUMBER, .rows = 1, .cols = 1 };
    out->number = real_of(place);
    out->optimum = true;
    out->best = s->best;
    out->best.flags &= REAL_FOR_READERS;
    out->ties = (long)s->ties;
    out->candidates = (long)candidates;
}

static void nothing(struct machine *m, const struct code *code)
{
    run_fail(m, code->node, EVAL_REFUSED,
             "what is to be made %s is not a number anywhere",
             code->maximum ? "largest" : "smallest");
}

/* Over an index letter: the first best of its domain. */
static void place(struct machine *m, struct code *code, struct value *out)
{
    struct search s = { .maximum = code->maximum };
    struct code_range *range = &code->range;
    size_t distinct, period = range->period;
    struct span span;
    struct real r;

    if (!run_range(m, range, &span))
        return;
    distinct = period > 0 && period < span.count ? period : span.count;
    run_enter(m, range);
    for (size_t i = 0; i < distinct && run_more(m); i++) {
        double same = distinct == span.count
                          ? 1.0
                          : (double)((span.count - i + period - 1) / period);

        run_set(m, range, &span, i);
        run_number(m, code->a, &r);
        if (m->status == EVAL_VALUE)
            offer(&s, &r, i, same);
    }
    run_leave(m, range);
    if (m->status != EVAL_VALUE)
        return;
    if (!s.found) {
        nothing(m, code);
        return;
    }
    result(&s,
           span.entries ? real_double(span.entries[s.at])
                        : (double)(span.first + (long)s.at),
           (double)span.count, out);
}

/* No branch depends on the numbers: which is best is not to be foretold. */
bool run_first_best(const struct arith *ar, const double *row, size_t count,
                    bool maximum, size_t *out)
{
    double sign = maximum ? 1.0 : -1.0, most = -INFINITY;
    size_t at = 0;

    for (size_t k = 0; k < count; k++) {
        double x =
            sign * (ar->wide ? row[k] : format_round(ar->format, row[k]));
        size_t take = -(size_t)(x > most);

        most = x > most ? x : most;
        at = (at & ~take) | (k & take);
    }
    *out = at;
    return most > -INFINITY;
}

bool run_place(struct machine *m, struct code *code, long *out)
{
    const struct eval_array *array = code->a->array;
    long row = m->slots[code->a->index[0]->slot].index, first, last;
    size_t examples = array->examples ? array->examples : array->rows;
    size_t stored, at;

    if (!run_index(m, code->range.from, &first) ||
        !run_index(m, code->range.to, &last))
        return false;
    if (row < 1 || (size_t)row > examples || first < 1 || last < first ||
        (size_t)last > array->cols)
        return false;
    stored = (size_t)row - 1;
    if (stored >= array->rows)
        stored %= array->rows;
    if (!run_first_best(&m->ar, eval_row(array, stored) + (first - 1),
                        (size_t)(last - first) + 1, code->maximum, &at))
        return false;
    *out = first + (long)at;
    return true;
}

/* The body with the parameter at x; false: stopped, or refused. */
static bool at(struct machine *m, struct code *code, double x, struct real *r)
{
    struct slot *slot = &m->slots[code->slot];

    if (!run_goes_on(m))
        return false;
    arith_literal(&m->ar, x, &slot->number);
    if (code->range.told)
        m->bound[m->bound_count - 1].value = slot->number.x;
    run_number(m, code->a, r);
    return m->status == EVAL_VALUE;
}

static double grid_point(const struct code *code, size_t i)
{
    if (i == GRID - 1)
        return code->high;
    return code->low + (code->high - code->low) * ((double)i / (GRID - 1));
}

/* Takes over what is better than the best so far. */
static void keep(struct search *s, double *best, const double x[2],
                 const struct real r[2])
{
    for (int k = 0; k < 2; k++) {
        if (better(s, &r[k])) {
            s->best = r[k];
            *best = x[k];
        }
    }
}

/* Golden section between the neighbours of the best point of the grid. What
 * it finds counts only if it is better, so that a plateau keeps its first
 * point. Returns the place; *width is how finely it is known. */
static double refine(struct machine *m, struct code *code, struct search *s,
                     double *width)
{
    const double golden = 0.61803398874989484820;
    double low = grid_point(code, s->at > 0 ? s->at - 1 : 0);
    double high = grid_point(code, s->at < GRID - 1 ? s->at + 1 : GRID - 1);
    double goal = sqrt(DBL_EPSILON) * (code->high - code->low);
    double best = grid_point(code, s->at);
    double x[2] = { high - golden * (high - low), low + golden * (high - low) };
    struct real r[2];
    struct search probe = *s;

    if (!at(m, code, x[0], &r[0]) || !at(m, code, x[1], &r[1]))
        return best;
    for (int i = 0; i < GOLDEN_MAX && high - low > goal; i++) {
        int kept, fresh;

        keep(s, &best, x, r);

        /* The better of the two inner points stays inside. */
        probe.found = !isnan(r[0].x);
        probe.best = r[0];
        kept = better(&probe, &r[1]) ? 1 : 0;
        fresh = 1 - kept;
        if (kept == 1)
            low = x[0];
        else
            high = x[1];
        x[fresh] = x[kept];
        r[fresh] = r[kept];
        x[kept] = kept == 1 ? low + golden * (high - low)
                            : high - golden * (high - low);
        if (!at(m, code, x[kept], &r[kept]))
            return best;
    }
    keep(s, &best, x, r);
    *width = s->ties > 1.0 ? (code->high - code->low) / (GRID - 1) : goal;
    return best;
}

/* Over a parameter. */
static void grid(struct machine *m, struct code *code, struct value *out)
{
    struct search s = { .maximum = code->maximum };
    struct slot before = m->slots[code->slot];
    double step = (code->high - code->low) / (GRID - 1), width = step, best;
    struct real r;

    run_enter(m, &code->range);
    for (size_t i = 0; i < GRID && at(m, code, grid_point(code, i), &r); i++)
        offer(&s, &r, i, 1.0);
    if (m->status == EVAL_VALUE && !s.found)
        nothing(m, code);
    best = m->status == EVAL_VALUE ? refine(m, code, &s, &width) : 0.0;
    run_leave(m, &code->range);
    m->slots[code->slot] = before;
    if (m->status != EVAL_VALUE)
        return;
    arith_literal(&m->ar, best, &r);
    result(&s, r.x, GRID, out);
    out->resolution = width;
}

void run_optimum(struct machine *m, struct code *code, struct value *out)
{
    if (code->op == OP_PLACE)
        place(m, code, out);
    else
        grid(m, code, out);
}
