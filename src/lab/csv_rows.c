#include "lab/csv_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/stream.h"
#include "base/strbuf.h"
#include "lab/csv_columns.h"
#include "lab/csv_split.h"
#include "lab/lab_spec.h"

struct reader {
    struct arena *arena;
    const struct prediction_options *options;
    const struct prediction_sink *sink;
    struct prediction_count *count;
    struct csv_columns columns;
    bool headed;                   /* the header is through */
    size_t field;                  /* of the row at hand, from 0 */
    struct csv_mark scores, truth; /* its first fields of each */
    struct prediction_batch batch;
    size_t batch_rows;
    struct strbuf texts; /* of the batch, each after its end of the last */
    size_t *text_ends;   /* [batch_rows] */
};

/* The beginning of what may be long. */
#define SHOWN(s) (int)((s).len > 40 ? 40 : (s).len), (s).at

/* What a sink says has no place yet. */
static bool refused(struct csv_split *split, struct csv_mark mark,
                    const struct err *err)
{
    return csv_fault(split, mark, "%s", err->text);
}

/* ---- the header ---- */

static bool header_field(struct reader *r, struct csv_split *split,
                         struct slice field)
{
    struct csv_mark mark = csv_mark_fixed(split, csv_here(split));

    csv_columns_add(&r->columns, r->arena, field, mark.line, mark.column);
    return true;
}

static bool end_header(struct reader *r, struct csv_split *split)
{
    struct csv_mark first = { csv_row_line(split), 1, NULL };
    struct csv_columns *columns = &r->columns;
    struct prediction_set set = { 0 };
    struct err err = { 0 };
    size_t k, n;

    if (!csv_columns_finish(columns, r->arena, split))
        return false;
    k = columns->class_count;
    n = r->batch_rows = prediction_batch_rows(k);
    r->batch.scores = arena_array(r->arena, n * k, sizeof(double));
    if (columns->labelled)
        r->batch.label = arena_array(r->arena, n, sizeof(int32_t));
    else
        r->batch.truth = arena_array(r->arena, n * k, sizeof(double));
    if (columns->row_name >= 0) {
        r->batch.text = arena_array(r->arena, n, sizeof(struct slice));
        r->text_ends = arena_array(r->arena, n, sizeof *r->text_ends);
    }
    r->headed = true;
    set.classes = columns->classes;
    set.class_count = k;
    set.labelled = columns->labelled;
    set.logits = columns->logits;
    set.named = columns->row_name >= 0;
    return r->sink->begin(r->sink->context, &set, &err) ||
           refused(split, first, &err);
}

/* ---- fields ---- */

static bool read_label(struct reader *r, struct csv_split *split,
                       struct slice field)
{
    const struct csv_columns *columns = &r->columns;
    size_t class = csv_columns_class(columns, field);
    long index;

    if (class == columns->class_count) {
        if (!slice_long(field, &index) || index < 0 ||
            (size_t)index >= columns->class_count)
            return csv_fault(split, csv_here(split),
                             "label '%.*s' is no class; a class of the header "
                             "such as '%.*s', or an index from 0 to %zu, would "
                             "do",
                             SHOWN(field), SHOWN(columns->classes[0]),
                             columns->class_count - 1);
        class = (size_t)index;
    }
    r->batch.label[r->batch.n] = (int32_t) class;
    return true;
}

static bool bad_value(struct csv_split *split, const struct csv_column *column,
                      double value)
{
    if (column->kind == CSV_LOGIT)
        return csv_fault(split, csv_here(split),
                         "%.10g in column '%.*s' is no logit; a number from "
                         "-%d to %d would do",
                         value, SHOWN(column->name), LAB_LOGIT_MAX,
                         LAB_LOGIT_MAX);
    return csv_fault(split, csv_here(split),
                     "%.10g in column '%.*s' is no probability; a number from "
                     "0 to 1 would do",
                     value, SHOWN(column->name));
}

static bool read_number(struct reader *r, struct csv_split *split,
                        const struct csv_column *column, struct slice field)
{
    bool truth = column->kind == CSV_TRUTH;
    double *row = truth ? r->batch.truth : r->batch.scores;
    double value;

    if (!slice_double(field, &value))
        return csv_fault(split, csv_here(split),
                         "'%.*s' in column '%.*s' is no number; %s would do",
                         SHOWN(field), SHOWN(column->name),
                         column->kind == CSV_LOGIT ? "a finite one"
                                                   : "one from 0 to 1");
    if (column->kind == CSV_LOGIT ? !(fabs(value) <= LAB_LOGIT_MAX)
                                  : !prediction_fits(r->options, value))
        return bad_value(split, column, value);
    if (column->class == 0 && truth)
        r->truth = csv_here(split);
    if (column->class == 0 && !truth)
        r->scores = csv_here(split);
    row[r->batch.n * r->columns.class_count + column->class] = value;
    return true;
}

static bool on_field(void *context, struct csv_split *split, struct slice field)
{
    struct reader *r = context;
    const struct csv_column *column;
    size_t number = r->field++;

    if (!r->headed)
        return header_field(r, split, field);
    if (number >= r->columns.count)
        return csv_fault(split, csv_here(split),
                         "field %zu of this row, and the header has %zu; as "
                         "many as the header would do",
                         number + 1, r->columns.count);
    column = &r->columns.items[number];
    field = slice_trim(field);
    switch (column->kind) {
    case CSV_LABEL:
        return read_label(r, split, field);
    case CSV_TRUTH:
    case CSV_PROBABILITY:
    case CSV_LOGIT:
        return read_number(r, split, column, field);
    case CSV_OTHER:
        break;
    }
    if ((long)number == r->columns.row_name) {
        strbuf_slice(&r->texts, field);
        r->text_ends[r->batch.n] = r->texts.len;
    }
    return true;
}

/* ---- rows ---- */

static bool flush(struct reader *r, struct csv_split *split)
{
    struct prediction_batch *batch = &r->batch;
    struct err err = { 0 };
    size_t from = 0;

    for (size_t i = 0; batch->text && i < batch->n; i++) {
        batch->text[i] =
            (struct slice){ r->texts.at + from, r->text_ends[i] - from };
        from = r->text_ends[i];
    }
    if (batch->n > 0 && !r->sink->take(r->sink->context, batch, &err))
        return refused(split, csv_here(split), &err);
    batch->n = 0;
    r->texts.len = 0;
    return true;
}

static bool check_sum(struct reader *r, struct csv_split *split, double *p,
                      const char *what, struct csv_mark mark)
{
    char text[ERR_TEXT_MAX];
    double sum;

    if (prediction_sum(r->options, r->count, r->count->rows + 1, p,
                       r->columns.class_count, &sum))
        return true;
    prediction_say_sum(r->options, what, sum, text, sizeof text);
    return csv_fault(split, mark, "%s", text);
}

static bool on_row(void *context, struct csv_split *split)
{
    struct reader *r = context;
    size_t fields = r->field, k = r->columns.class_count;
    size_t at = r->batch.n * k;

    r->field = 0;
    if (!r->headed)
        return end_header(r, split);
    if (fields < r->columns.count)
        return csv_fault(split, csv_here(split),
                         "this row has %zu field%s, and the header %zu; as "
                         "many as the header would do",
                         fields, fields == 1 ? "" : "s", r->columns.count);
    if (!r->columns.logits &&
        !check_sum(r, split, r->batch.scores + at, "prediction", r->scores))
        return false;
    if (!r->columns.labelled &&
        !check_sum(r, split, r->batch.truth + at, "truth", r->truth))
        return false;
    r->count->rows++;
    return ++r->batch.n < r->batch_rows || flush(r, split);
}

static bool on_end(void *context, struct csv_split *split)
{
    struct reader *r = context;

    if (!r->headed)
        return csv_fault(split, csv_here(split),
                         "the file is empty; a header with columns such as "
                         "'label' and 'p:CLASS' would do");
    if (r->count->rows == 0)
        return csv_fault(split, csv_here(split),
                         "no row follows the header; a row for each example "
                         "would do");
    return flush(r, split);
}

bool csv_rows(struct stream *stream, const struct prediction_options *options,
              const struct prediction_sink *sink,
              struct prediction_count *count, struct err *err)
{
    struct reader r = { .arena = arena_create(),
                        .options = options,
                        .sink = sink,
                        .count = count,
                        .columns.options = options };
    struct csv_events events = { on_field, on_row, on_end, &r };
    bool well;

    *count = (struct prediction_count){ 0 };
    well = csv_split(stream, &events, err);
    strbuf_finish(&r.texts);
    arena_destroy(r.arena);
    return well;
}
