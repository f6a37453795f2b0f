#include "tex/run.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"

/* Rounds between two questions to `stop`. */
enum { PATIENCE = 4096 };

void run_fail(struct machine *m, const struct mean *node,
              enum eval_status status, const char *format, ...)
{
    char text[400];
    va_list args;

    if (m->status != EVAL_VALUE)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    m->status = status;
    *m->fault = (struct mean_fault){ node->from, node->to, node->source,
                                     arena_printf(m->arena, "%s", text) };
}

bool run_goes_on(void *machine)
{
    struct machine *m = machine;
    const struct eval_options *options = m->options;

    if (--m->patience > 0)
        return m->status == EVAL_VALUE;
    m->patience = PATIENCE;
    if (m->status == EVAL_VALUE && options->stop &&
        options->stop(options->stop_context)) {
        m->status = EVAL_STOPPED;
        m->fault->text = "stopped";
    }
    return m->status == EVAL_VALUE;
}

void run_tell(struct machine *m, const struct code *code,
              const struct value *value)
{
    const struct eval_sink *sink = m->options->sink;

    if (m->status == EVAL_VALUE && sink && sink->see)
        sink->see(sink->context, code->told, m->bound, m->bound_count, value);
}

static void not_whole(struct machine *m, const struct code *code, double x)
{
    run_fail(m, code->node, EVAL_REFUSED,
             "a whole number is wanted here, not %g", x);
}

bool run_any_index(struct machine *m, struct code *code, long *out)
{
    struct real r;
    double x;

    if (code->op == OP_PLACE && code->along_row && run_place(m, code, out))
        return true;
    run_number(m, code, &r);
    x = real_double(r);
    if (m->status != EVAL_VALUE)
        return false;
    if (x != rint(x) || !(fabs(x) < 0x1p53)) {
        not_whole(m, code, x);
        return false;
    }
    *out = (long)x;
    return true;
}

static void outside(struct machine *m, const struct code *code, size_t which,
                    long at, size_t last)
{
    const struct code *index = code->index[which];

    run_fail(m, index->node ? index->node : code->node, EVAL_REFUSED,
             "index %zu of '%.*s' is %ld: it goes from 1 to %zu", which + 1,
             SLICE_ARG(code->array->key), at, last);
}

/* Row and column of the entry, from 1. */
static bool place(struct machine *m, struct code *code, size_t at[2])
{
    const struct eval_array *array = code->array;
    size_t last[2] = { array->examples ? array->examples : array->rows,
                       array->cols };

    at[0] = at[1] = 1;
    for (size_t i = 0; i < code->used; i++) {
        long index;

        if (!run_index(m, code->index[i], &index))
            return false;
        if (index < 1 || (size_t)index > last[i]) {
            outside(m, code, i, index, last[i]);
            return false;
        }
        at[i] = (size_t)index;
    }
    return true;
}

/* A number of the data: rounded, unless it counts something. */
static void literal(const struct machine *m, const struct code *code, double x,
                    struct real *out)
{
    if (code->whole)
        *out = real_of(x);
    else
        arith_literal(&m->ar, x, out);
}

/* The common entry, of a table at two indices, with nobody listening. */
static inline bool read_cell(struct machine *m, struct code *code,
                             struct real *out)
{
    const struct eval_array *array = code->array;
    size_t examples = array->examples ? array->examples : array->rows, row;
    long i, k;

    if (code->used != 2 || m->options->sink || m->seed || code->whole ||
        !run_index(m, code->index[0], &i) ||
        !run_index(m, code->index[1], &k) || i < 1 || (size_t)i > examples ||
        k < 1 || (size_t)k > array->cols)
        return false;
    row = (size_t)i - 1;
    if (row >= array->rows)
        row %= array->rows;
    arith_literal(&m->ar, eval_row(array, row)[k - 1], out);
    return true;
}

static void read_entry(struct machine *m, struct code *code, struct real *out)
{
    const struct eval_array *array = code->array;
    const struct eval_sink *sink = m->options->sink;
    size_t at[2], row;

    if (!place(m, code, at))
        return;
    row = at[0] - 1;
    if (row >= array->rows)
        row %= array->rows;
    literal(m, code, eval_row(array, row)[at[1] - 1], out);
    if (sink && sink->touch)
        sink->touch(sink->context, array, row, at[1] - 1);
    if (m->seed && run_seeds(m, code, at))
        out->slope = 1.0;
}

static void read_slot(const struct machine *m, const struct code *code,
                      struct real *out)
{
    *out = m->slots[code->slot].number;
    if (code->letter && !code->whole)
        arith_literal(&m->ar, out->x, out);
}

/* One entry of a vector that was made, or of a row. */
static void read_vector(struct machine *m, struct code *code, struct real *out)
{
    size_t at[2] = { 1, 1 }, last[2];
    struct value v;

    run_value(m, code->a, &v);
    if (m->status != EVAL_VALUE)
        return;
    last[0] = v.rows;
    last[1] = v.cols;
    for (size_t i = 0; i < code->used; i++) {
        long index;

        if (!run_index(m, code->index[i], &index))
            return;
        if (index < 1 || (size_t)index > last[i]) {
            run_fail(m, code->index[i]->node, EVAL_REFUSED,
                     "index %zu is %ld: it goes from 1 to %zu", i + 1, index,
                     last[i]);
            return;
        }
        at[i] = (size_t)index;
    }
    *out = v.entries[(at[0] - 1) * v.cols + at[1] - 1];
}

static void read_seed(struct machine *m, struct code *code, struct real *out)
{
    size_t at[2] = { 1, 1 };

    for (size_t i = 0; i < code->used; i++) {
        long index;

        if (!run_index(m, code->index[i], &index))
            return;
        at[i] = (size_t)index;
    }
    run_number(m, code->a, out);
    out->slope = m->seed && run_seeds(m, code, at) ? 1.0 : 0.0;
}

/* A row times a column. */
static void dot(struct machine *m, struct code *code, struct real *out)
{
    struct value a, b;
    struct real term;

    run_value(m, code->a, &a);
    run_value(m, code->b, &b);
    if (m->status != EVAL_VALUE)
        return;
    if (a.cols != b.rows) {
        run_fail(m, code->node, EVAL_REFUSED,
                 "a row of %zu times a vector of %zu", a.cols, b.rows);
        return;
    }
    for (size_t i = 0; i < a.cols; i++) {
        arith_multiply(&m->ar, &a.entries[i], &b.entries[i],
                       i == 0 ? out : &term);
        if (i > 0)
            arith_add(&m->ar, out, &term, out);
    }
    if (a.cols == 0)
        *out = real_of(0.0);
}

static void root(struct machine *m, struct code *code, const struct real *a,
                 struct real *out)
{
    struct real n, one = real_of(1.0);

    if (!code->b) {
        arith_root(&m->ar, a, out);
        return;
    }
    run_number(m, code->b, &n);
    if (n.x == 2.0) {
        arith_root(&m->ar, a, out);
        return;
    }
    arith_divide(&m->ar, &one, &n, &n);
    arith_power(&m->ar, a, &n, out);
}

static void unary(struct machine *m, struct code *code, struct real *out)
{
    struct real a, base;

    run_number(m, code->a, &a);
    if (m->status != EVAL_VALUE)
        return;
    switch (code->op) {
    case OP_NEGATE:
        arith_negate(&a, out);
        return;
    case OP_ABSOLUTE:
        arith_absolute(&a, out);
        return;
    case OP_EXP:
        arith_exp(&m->ar, &a, out);
        return;
    case OP_ROOT:
        root(m, code, &a, out);
        return;
    case OP_LOG:
        if (!code->b) {
            arith_log(&m->ar, &a, out);
            return;
        }
        run_number(m, code->b, &base);
        arith_log_base(&m->ar, &a, &base, out);
        return;
    default:
        return;
    }
}

static void binary(struct machine *m, struct code *code, struct real *out)
{
    /* What counts is not rounded to the page's format. */
    struct arith whole = { .format = FORMAT_FLOAT64, .wide = true };
    const struct arith *ar = code->whole ? &whole : &m->ar;
    struct real a, b;

    if (code->op == OP_MULTIPLY && code->a->rank > 0) {
        dot(m, code, out);
        return;
    }
    run_number(m, code->a, &a);
    run_number(m, code->b, &b);
    if (m->status != EVAL_VALUE)
        return;
    switch (code->op) {
    case OP_SUBTRACT:
        arith_negate(&b, &b);
        arith_add(ar, &a, &b, out);
        return;
    case OP_ADD:
        arith_add(ar, &a, &b, out);
        return;
    case OP_MULTIPLY:
        arith_multiply(ar, &a, &b, out);
        return;
    case OP_DIVIDE:
        arith_divide(ar, &a, &b, out);
        return;
    default:
        arith_power(ar, &a, &b, out);
        return;
    }
}

static void held(struct machine *m, struct code *code, struct real *out)
{
    if (run_holds(m, code))
        run_number(m, code->a, out);
    run_release(m, code);
}

static void chosen(struct machine *m, struct code *code, struct real *out)
{
    struct code *choice = run_choice(m, code);

    if (choice)
        run_number(m, choice, out);
}

static void optimum(struct machine *m, struct code *code, struct real *out)
{
    struct value v;
    long at;

    if (code->op == OP_PLACE && code->along_row && run_place(m, code, &at)) {
        *out = real_of((double)at);
        return;
    }
    run_optimum(m, code, &v);
    *out = v.number;
}

void run_fault(struct machine *m, struct code *code)
{
    struct value v;

    if (code->a)
        run_value(m, code->a, &v);
    if (code->b)
        run_value(m, code->b, &v);
    run_fail(m, code->node, code->status, "%s", code->fault);
}

static void number(struct machine *m, struct code *code, struct real *out)
{
    switch (code->op) {
    case OP_CONSTANT:
        *out = code->number;
        return;
    case OP_SLOT:
    case OP_PARAM:
        read_slot(m, code, out);
        return;
    case OP_READ:
        read_entry(m, code, out);
        return;
    case OP_ENTRY:
        read_vector(m, code, out);
        return;
    case OP_SEED:
        read_seed(m, code, out);
        return;
    case OP_LET:
        held(m, code, out);
        return;
    case OP_CHOOSE:
    case OP_CASES:
        chosen(m, code, out);
        return;
    case OP_FAULT:
        run_fault(m, code);
        return;
    case OP_NEGATE:
    case OP_ROOT:
    case OP_ABSOLUTE:
    case OP_LOG:
    case OP_EXP:
        unary(m, code, out);
        return;
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_POWER:
        binary(m, code, out);
        return;
    case OP_SUM:
    case OP_PRODUCT:
        run_binder(m, code, out);
        return;
    case OP_PLACE:
    case OP_GRID:
        optimum(m, code, out);
        return;
    case OP_GRADIENT:
        run_slope(m, code, 0, out);
        return;
    default:
        return;
    }
}

static void told(struct machine *m, struct code *code, struct real *out)
{
    struct value v = { .shape = VALUE_NUMBER, .rows = 1, .cols = 1 };

    if (code->op == OP_PLACE || code->op == OP_GRID) {
        run_optimum(m, code, &v);
        *out = v.number;
    } else {
        number(m, code, out);
        v.number = *out;
    }
    v.number.flags &= REAL_FOR_READERS;
    v.flags = v.number.flags;
    run_tell(m, code, &v);
}

void run_number(struct machine *m, struct code *code, struct real *out)
{
    if (code->told)
        told(m, code, out);
    else if (code->op != OP_READ || !read_cell(m, code, out))
        number(m, code, out);
}
