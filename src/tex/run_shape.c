#include "tex/run.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"

struct real *run_room(struct machine *m, struct code *code, size_t count)
{
    if (code->room_count < count) {
        /* Twice what is asked: what is outgrown stays in the arena. */
        code->room_count = count * 2;
        code->room =
            arena_array(m->scratch, code->room_count, sizeof *code->room);
    }
    return code->room;
}

/* Room for the entries of a result; NULL when there are too many. */
static struct real *shape(struct machine *m, struct code *code, size_t rows,
                          size_t cols, struct value *out)
{
    struct real *entries;

    if (m->status != EVAL_VALUE)
        return NULL;
    if (rows > VALUE_ENTRIES_MAX || cols > VALUE_ENTRIES_MAX ||
        rows * cols > VALUE_ENTRIES_MAX) {
        if (code->rank == 1)
            run_fail(m, code->node, EVAL_REFUSED,
                     "a vector of %zu numbers is not shown as one value", rows);
        else
            run_fail(m, code->node, EVAL_REFUSED,
                     "a matrix of %zu x %zu is not shown as one value", rows,
                     cols);
        return NULL;
    }
    entries = run_room(m, code, rows * cols > 0 ? rows * cols : 1);
    *out =
        (struct value){ .shape = code->rank == 1 ? VALUE_VECTOR : VALUE_MATRIX,
                        .rows = rows,
                        .cols = cols,
                        .entries = entries };
    return entries;
}

/* The rest of an array behind the indices given. */
static void row(struct machine *m, struct code *code, struct value *out)
{
    const struct eval_array *array = code->array;
    const struct eval_sink *sink = m->options->sink;
    size_t examples = array->examples ? array->examples : array->rows;
    size_t from = 0, rows = examples, cols = array->cols;
    struct real *entries;
    long index;

    if (code->used > 0) {
        if (!run_index(m, code->index[0], &index))
            return;
        if (index < 1 || (size_t)index > examples) {
            run_fail(m, code->index[0]->node, EVAL_REFUSED,
                     "index 1 of '%.*s' is %ld: it goes from 1 to %zu",
                     SLICE_ARG(array->key), index, examples);
            return;
        }
        from = (size_t)index - 1;
        rows = 1;
    }
    entries = code->used > 0 ? shape(m, code, cols, 1, out)
                             : shape(m, code, rows, cols, out);
    for (size_t r = 0; entries && r < rows; r++) {
        for (size_t c = 0; c < cols; c++) {
            size_t stored = (from + r) % array->rows;
            size_t at[2] = { from + r + 1, c + 1 };
            struct real *entry = &entries[r * cols + c];

            arith_literal(&m->ar, eval_row(array, stored)[c], entry);
            if (sink && sink->touch)
                sink->touch(sink->context, array, stored, c);
            if (m->seed && m->seed->by->array == array &&
                at[0] == m->seed->at[0] && at[1] == m->seed->at[1])
                entry->slope = 1.0;
        }
    }
}

/* The part of a matrix behind one index. */
static void part(struct machine *m, struct code *code, struct value *out)
{
    struct real *entries;
    struct value v;
    long index;

    run_value(m, code->a, &v);
    if (m->status != EVAL_VALUE || !run_index(m, code->index[0], &index))
        return;
    if (index < 1 || (size_t)index > v.rows) {
        run_fail(m, code->index[0]->node, EVAL_REFUSED,
                 "index 1 is %ld: it goes from 1 to %zu", index, v.rows);
        return;
    }
    entries = shape(m, code, v.cols, 1, out);
    for (size_t i = 0; entries && i < v.cols; i++)
        entries[i] = v.entries[(size_t)(index - 1) * v.cols + i];
}

static void family(struct machine *m, struct code *code, struct value *out)
{
    struct real *entries = NULL;
    struct span span;
    struct value v;

    if (!run_range(m, &code->range, &span))
        return;
    if (code->rank == 1 || span.count == 0)
        entries = shape(m, code, span.count, 1, out);
    for (size_t i = 0; i < span.count && run_more(m); i++) {
        run_set(m, &code->range, &span, i);
        if (code->rank == 1) {
            if (!entries)
                return;
            run_number(m, code->a, &entries[i]);
            continue;
        }
        run_value(m, code->a, &v);
        if (!entries)
            entries = shape(m, code, span.count, v.rows, out);
        if (!entries || m->status != EVAL_VALUE)
            return;
        for (size_t k = 0; k < v.rows; k++)
            entries[i * v.rows + k] = v.entries[k];
    }
}

/* The integers strictly between two. */
static size_t between(struct machine *m, struct code *run, long *first)
{
    long a, b;

    if (!run_index(m, run->a, &a) || !run_index(m, run->b, &b))
        return 0;
    *first = a + 1;
    return b > a + 1 ? (size_t)(b - a - 1) : 0;
}

static size_t list_length(struct machine *m, struct code *code)
{
    size_t count = 0;
    long first;

    for (size_t i = 0; i < code->count; i++)
        count += code->items[i]->op == OP_RUN
                     ? between(m, code->items[i], &first)
                     : 1;
    return count;
}

static void list(struct machine *m, struct code *code, struct value *out)
{
    size_t count = list_length(m, code), at = 0;
    struct real *entries = shape(m, code, count, 1, out);

    for (size_t i = 0; entries && i < code->count; i++) {
        struct code *item = code->items[i];
        long first;
        size_t n;

        if (item->op != OP_RUN) {
            run_number(m, item, &entries[at++]);
            continue;
        }
        n = between(m, item, &first);
        for (size_t k = 0; k < n; k++)
            arith_literal(&m->ar, (double)(first + (long)k), &entries[at++]);
    }
}

static void rows(struct machine *m, struct code *code, struct value *out)
{
    struct real *entries = NULL;
    struct value v;

    for (size_t i = 0; i < code->count; i++) {
        run_value(m, code->items[i], &v);
        if (!entries)
            entries = shape(m, code, code->count, v.rows, out);
        if (!entries || m->status != EVAL_VALUE)
            return;
        if (v.rows != out->cols) {
            run_fail(m, code->items[i]->node, EVAL_REFUSED,
                     "a row of %zu among rows of %zu", v.rows, out->cols);
            return;
        }
        for (size_t k = 0; k < v.rows; k++)
            entries[i * v.rows + k] = v.entries[k];
    }
}

static void wrong_shapes(struct machine *m, const struct code *code,
                         const struct value *a, const struct value *b)
{
    const struct value *both[] = { a, b };
    char text[2][48];

    for (int i = 0; i < 2; i++) {
        const struct value *v = both[i];

        if (v->shape == VALUE_VECTOR)
            snprintf(text[i], sizeof text[i], "a vector of %zu", v->rows);
        else
            snprintf(text[i], sizeof text[i], "a %zu x %zu matrix", v->rows,
                     v->cols);
    }
    run_fail(m, code->node, EVAL_REFUSED, "%s and %s do not go together",
             text[0], text[1]);
}

static void product(struct machine *m, struct code *code, const struct value *a,
                    const struct value *b, struct value *out)
{
    struct real *entries, term;

    if (a->cols != b->rows) {
        wrong_shapes(m, code, a, b);
        return;
    }
    entries = shape(m, code, a->rows, b->cols, out);
    for (size_t i = 0; entries && i < a->rows; i++) {
        for (size_t j = 0; j < b->cols; j++) {
            struct real *sum = &entries[i * b->cols + j];

            *sum = real_of(0.0);
            for (size_t k = 0; k < a->cols && run_more(m); k++) {
                arith_multiply(&m->ar, &a->entries[i * a->cols + k],
                               &b->entries[k * b->cols + j],
                               k == 0 ? sum : &term);
                if (k > 0)
                    arith_add(&m->ar, sum, &term, sum);
            }
        }
    }
}

/* The operand as a value, a number as one entry. */
static void operand(struct machine *m, struct code *code, struct real *number,
                    struct value *out)
{
    if (code->rank > 0) {
        run_value(m, code, out);
        return;
    }
    run_number(m, code, number);
    *out = (struct value){ .rows = 1, .cols = 1, .entries = number };
}

static void one_entry(struct machine *m, const struct code *code,
                      const struct real *a, const struct real *b,
                      struct real *out)
{
    struct real minus;

    switch (code->op) {
    case OP_ADD:
        arith_add(&m->ar, a, b, out);
        return;
    case OP_SUBTRACT:
        arith_negate(b, &minus);
        arith_add(&m->ar, a, &minus, out);
        return;
    case OP_MULTIPLY:
        arith_multiply(&m->ar, a, b, out);
        return;
    default:
        arith_divide(&m->ar, a, b, out);
        return;
    }
}

static void binary(struct machine *m, struct code *code, struct value *out)
{
    struct real x = { 0 }, y = { 0 };
    const struct value *larger;
    struct real *entries;
    struct value a, b;

    operand(m, code->a, &x, &a);
    operand(m, code->b, &y, &b);
    if (m->status != EVAL_VALUE)
        return;
    if (code->op == OP_MULTIPLY && code->a->rank > 0 && code->b->rank > 0) {
        product(m, code, &a, &b, out);
        return;
    }
    if (code->a->rank > 0 && code->b->rank > 0 &&
        (a.rows != b.rows || a.cols != b.cols)) {
        wrong_shapes(m, code, &a, &b);
        return;
    }
    larger = code->a->rank > 0 ? &a : &b;
    entries = shape(m, code, larger->rows, larger->cols, out);
    for (size_t i = 0; entries && i < larger->rows * larger->cols; i++)
        one_entry(m, code, &a.entries[code->a->rank > 0 ? i : 0],
                  &b.entries[code->b->rank > 0 ? i : 0], &entries[i]);
}

static void unary(struct machine *m, struct code *code, struct value *out)
{
    struct real *entries, base = { 0 };
    struct value a;

    run_value(m, code->a, &a);
    if (code->b)
        run_number(m, code->b, &base);
    entries = shape(m, code, a.rows, a.cols, out);
    for (size_t i = 0; entries && i < a.rows * a.cols; i++) {
        if (code->op == OP_NEGATE)
            arith_negate(&a.entries[i], &entries[i]);
        else if (code->op == OP_EXP)
            arith_exp(&m->ar, &a.entries[i], &entries[i]);
        else if (code->b)
            arith_log_base(&m->ar, &a.entries[i], &base, &entries[i]);
        else
            arith_log(&m->ar, &a.entries[i], &entries[i]);
    }
}

static void transpose(struct machine *m, struct code *code, struct value *out)
{
    struct real *entries;
    struct value a;

    if (code->a->rank == 0) {
        return;
    }
    run_value(m, code->a, &a);
    entries = shape(m, code, a.cols, a.rows, out);
    for (size_t i = 0; entries && i < a.rows; i++)
        for (size_t j = 0; j < a.cols; j++)
            entries[j * a.rows + i] = a.entries[i * a.cols + j];
}

/* A sum of vectors or matrices, each entry in the order of the index. */
static void sum(struct machine *m, struct code *code, struct value *out)
{
    struct real *entries = NULL;
    struct span span;
    struct value v;

    if (!run_range(m, &code->range, &span))
        return;
    if (span.count == 0) {
        run_fail(m, code->node, EVAL_REFUSED,
                 "an empty sum of vectors has no shape");
        return;
    }
    run_enter(m, &code->range);
    for (size_t i = 0; i < span.count && run_more(m); i++) {
        run_set(m, &code->range, &span, i);
        run_value(m, code->a, &v);
        if (!entries)
            entries = shape(m, code, v.rows, v.cols, out);
        if (!entries || m->status != EVAL_VALUE)
            break;
        for (size_t k = 0; k < v.rows * v.cols; k++) {
            if (i == 0)
                entries[k] = v.entries[k];
            else
                arith_add(&m->ar, &entries[k], &v.entries[k], &entries[k]);
        }
    }
    run_leave(m, &code->range);
}

static void gradient(struct machine *m, struct code *code, struct value *out)
{
    struct code *by = code->b;
    size_t count = 0;
    struct real *entries;
    struct span span;

    if (by->op == OP_FAMILY) {
        if (!run_range(m, &by->range, &span))
            return;
        count = span.count;
    } else if (by->used > 0) {
        count = by->array->cols;
    } else {
        count = by->array->examples ? by->array->examples : by->array->rows;
    }
    entries = shape(m, code, count, 1, out);
    for (size_t i = 0; entries && i < count && run_more(m); i++)
        run_slope(m, code, i, &entries[i]);
}

static void held(struct machine *m, struct code *code, struct value *out)
{
    if (run_holds(m, code))
        run_value(m, code->a, out);
    run_release(m, code);
}

static void chosen(struct machine *m, struct code *code, struct value *out)
{
    struct code *choice = run_choice(m, code);

    if (choice)
        run_value(m, choice, out);
}

static void shaped(struct machine *m, struct code *code, struct value *out)
{
    switch (code->op) {
    case OP_SLOT:
        *out = m->slots[code->slot].held;
        return;
    case OP_ROW:
        row(m, code, out);
        return;
    case OP_ENTRY:
        part(m, code, out);
        return;
    case OP_LET:
        held(m, code, out);
        return;
    case OP_CHOOSE:
    case OP_CASES:
        chosen(m, code, out);
        return;
    case OP_FAMILY:
        family(m, code, out);
        return;
    case OP_LIST:
        if (code->rank == 1)
            list(m, code, out);
        else
            rows(m, code, out);
        return;
    case OP_NEGATE:
    case OP_LOG:
    case OP_EXP:
        unary(m, code, out);
        return;
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
        binary(m, code, out);
        return;
    case OP_TRANSPOSE:
        transpose(m, code, out);
        return;
    case OP_SUM:
        sum(m, code, out);
        return;
    case OP_GRADIENT:
        gradient(m, code, out);
        return;
    default:
        run_fail(m, code->node, EVAL_REFUSED, "this has no entries");
        return;
    }
}

void run_value(struct machine *m, struct code *code, struct value *out)
{
    *out = (struct value){ .shape = VALUE_NUMBER, .rows = 1, .cols = 1 };
    if (code->op == OP_FAULT) {
        run_fault(m, code);
        return;
    }
    if (code->rank == 0) {
        if (code->op == OP_PLACE || code->op == OP_GRID) {
            run_optimum(m, code, out);
            if (code->told)
                run_tell(m, code, out);
            return;
        }

        /* What leads to an optimum hands on all that is known of it. */
        if ((code->op != OP_LET && code->op != OP_CHOOSE &&
             code->op != OP_CASES) ||
            code->told) {
            run_number(m, code, &out->number);
            return;
        }
    }
    shaped(m, code, out);
    if (m->status != EVAL_VALUE)
        out->rows = out->cols = 0;
    for (size_t i = 0; code->rank > 0 && i < out->rows * out->cols; i++)
        out->flags |= out->entries[i].flags & REAL_FOR_READERS;
    if (code->told)
        run_tell(m, code, out);
}
