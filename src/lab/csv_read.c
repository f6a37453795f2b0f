#include "lab/csv_read.h"

#include <csv.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "lab/csv_columns.h"
#include "lab/lab.h"

/* How far from 1 a row may add up; a lesson's rows are held to the same. */
static const double sum_tolerance = 1e-4;

struct reader {
    struct arena *arena;
    const char *path;
    struct err *err;
    struct csv_columns columns;
    bool headed;  /* the header is through */
    bool failed;  /* err says why; nothing is read any more */
    int line;     /* being fed */
    int begins;   /* the line in which the row at hand begins */
    bool open;    /* ... and which is not through yet */
    bool begun;   /* a field of it was read */
    size_t field; /* of the row at hand */
    struct lab_row row;
    double *truth, *scores; /* [K] of the row at hand */
    struct lab_row *rows;
    size_t row_count, row_cap;
};

static bool fail(struct reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool fail(struct reader *r, const char *format, ...)
{
    char text[ERR_TEXT_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!r->failed)
        err_at(r->err, r->path, r->begins, 0, "%s", text);
    r->failed = true;
    return false;
}

/* The beginning of what may be long. */
static int shown(struct slice s)
{
    return s.len > 40 ? 40 : (int)s.len;
}

static bool read_label(struct reader *r, struct slice field)
{
    const struct csv_columns *columns = &r->columns;
    long index;

    for (size_t i = 0; i < columns->class_count; i++)
        if (slice_eq(columns->classes[i], field)) {
            r->row.label = (int)i;
            return true;
        }
    if (slice_long(field, &index) && index >= 0 &&
        (size_t)index < columns->class_count) {
        r->row.label = (int)index;
        return true;
    }
    return fail(r,
                "label '%.*s' is no class; a name behind 'p:' or 'z:' in the "
                "header, or an index from 0 to %zu, would do",
                shown(field), field.at, columns->class_count - 1);
}

static bool read_number(struct reader *r, const struct csv_column *column,
                        struct slice field)
{
    double value;

    if (!slice_double(field, &value))
        return fail(r, "'%.*s' in column '%.*s' is no number", shown(field),
                    field.at, shown(column->name), column->name.at);
    if (column->kind != CSV_LOGIT && !(value >= 0.0 && value <= 1.0))
        return fail(r,
                    "%.10g in column '%.*s' is no probability; a number from 0 "
                    "to 1 would do",
                    value, shown(column->name), column->name.at);
    if (column->kind == CSV_LOGIT && !(fabs(value) <= LAB_LOGIT_MAX))
        return fail(r,
                    "%.10g in column '%.*s' is no logit; a number from -%d to "
                    "%d would do",
                    value, shown(column->name), column->name.at, LAB_LOGIT_MAX,
                    LAB_LOGIT_MAX);
    (column->kind == CSV_TRUTH ? r->truth : r->scores)[column->class] = value;
    return true;
}

static void begin_row(struct reader *r)
{
    size_t k = r->columns.class_count;

    r->begun = true;
    r->field = 0;
    if (!r->headed)
        return;
    r->scores = arena_array(r->arena, k, sizeof *r->scores);
    r->truth =
        r->columns.labelled ? NULL : arena_array(r->arena, k, sizeof *r->truth);
    r->row = (struct lab_row){ .label = -1 };
}

static bool read_field(struct reader *r, struct slice field)
{
    const struct csv_column *column;

    if (!r->headed) {
        csv_columns_add(&r->columns, r->arena, field);
        return true;
    }
    if (r->field >= r->columns.count)
        return true; /* end_row() counts them */
    column = &r->columns.items[r->field];
    field = slice_trim(field);
    if (column->kind == CSV_LABEL)
        return read_label(r, field);
    if (column->kind != CSV_OTHER)
        return read_number(r, column, field);
    if ((long)r->field == r->columns.row_name)
        r->row.input = slice_of(slice_text(r->arena, field));
    return true;
}

static void on_field(void *text, size_t len, void *context)
{
    struct reader *r = context;

    if (r->failed)
        return;
    if (!r->begun)
        begin_row(r);
    read_field(r, (struct slice){ text, len });
    r->field++;
}

static bool check_sum(struct reader *r, const double *p, const char *what)
{
    double sum = 0.0;

    for (size_t j = 0; j < r->columns.class_count; j++)
        sum += p[j];
    return fabs(sum - 1.0) <= sum_tolerance ||
           fail(r, "the %s of this row adds up to %.10g; 1 would do", what,
                sum);
}

static bool end_header(struct reader *r)
{
    struct err err = { 0 };

    r->headed = csv_columns_finish(&r->columns, r->arena, &err);
    return r->headed || fail(r, "%s", err.text);
}

static bool end_row(struct reader *r)
{
    const struct csv_columns *columns = &r->columns;

    if (!r->headed)
        return end_header(r);
    if (r->field != columns->count)
        return fail(r, "this row has %zu field%s, and the header %zu", r->field,
                    r->field == 1 ? "" : "s", columns->count);
    if (r->row_count == LAB_ROWS_MAX)
        return fail(r, "more than %d rows are too many", LAB_ROWS_MAX);
    if (!columns->logits && !check_sum(r, r->scores, "prediction"))
        return false;
    if (!columns->labelled && !check_sum(r, r->truth, "truth"))
        return false;
    r->row.truth = r->truth;
    if (columns->logits)
        r->row.logits = r->scores;
    else
        r->row.predicted = r->scores;
    *vec_push_in(r->arena, r->rows, r->row_count, r->row_cap) = r->row;
    return true;
}

static void on_row(int mark, void *context)
{
    struct reader *r = context;

    (void)mark;
    if (!r->failed && r->begun)
        end_row(r);
    r->begun = r->open = false;
}

/* Line by line, because the library does not say where a row began. */
static bool feed(struct reader *r, struct csv_parser *parser, struct slice text)
{
    while (text.len > 0 && !r->failed) {
        const char *end = memchr(text.at, '\n', text.len);
        size_t n = end ? (size_t)(end - text.at) + 1 : text.len;

        r->line++;
        if (!r->open)
            r->begins = r->line;
        r->open |= slice_trim(slice_sub(text, 0, n)).len > 0;
        if (memchr(text.at, '\0', n))
            return fail(r, "a NUL byte stands here; this is no text");
        if (csv_parse(parser, text.at, n, on_field, on_row, r) != n)
            return fail(r, csv_error(parser) == CSV_EPARSE
                               ? "a quote stands where none may; a field with "
                                 "one is quoted as a whole, and its quotes are "
                                 "doubled"
                               : "the row is too long");
        text = slice_sub(text, n, text.len);
    }
    if (!r->failed && csv_fini(parser, on_field, on_row, r) != 0)
        return fail(r, "the file ends within quotes");
    return !r->failed;
}

static bool read_text(struct reader *r, struct slice text)
{
    struct csv_parser parser;
    bool well;

    if (slice_starts(text, "\xEF\xBB\xBF"))
        text = slice_sub(text, 3, text.len);
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return fail(r, "the reader of CSV cannot start");
    well = feed(r, &parser, text);
    csv_free(&parser);
    r->begins = 0;
    if (well && !r->headed)
        return fail(r, "the file is empty; a header with columns such as "
                       "'label' and 'p:CLASS' would do");
    if (well && r->row_count == 0)
        return fail(r, "no row follows the header");
    return well;
}

struct lab *csv_read(struct slice text, const char *path, struct err *err)
{
    struct reader r = { .arena = arena_create(), .path = path, .err = err };
    struct lab *lab = NULL;

    if (read_text(&r, text)) {
        struct lab_spec spec = {
            .classes = r.columns.classes,
            .class_count = r.columns.class_count,
            .rows = r.rows,
            .row_count = r.row_count,
            .model = r.columns.logits ? LAB_SOFTMAX : LAB_GIVEN,
            .levers = LAB_LEVER_ALL,
        };
        struct err why = { 0 };

        lab = lab_create(&spec, &why);
        if (!lab)
            err_at(err, path, 0, 0, "%s", why.text);
    }
    arena_destroy(r.arena);
    return lab;
}
