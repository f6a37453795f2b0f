#include "lab/csv_piece.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fatal.h"
#include "base/stream.h"
#include "lab/lab_spec.h"

/* The beginning of what may be long. */
#define SHOWN(s) (int)((s).len > 40 ? 40 : (s).len), (s).at

/* ---- the header ---- */

static bool header_field(struct csv_piece *piece, struct csv_split *split,
                         struct slice field)
{
    struct csv_mark mark = csv_mark_fixed(split, csv_here(split));

    csv_columns_add(&piece->table->columns, piece->table->arena, field,
                    mark.line, mark.column);
    return true;
}

static bool end_header(struct csv_piece *piece, struct csv_split *split)
{
    struct csv_mark first = { csv_row_line(split), 1, NULL };
    struct csv_table *table = piece->table;
    struct csv_columns *columns = &table->columns;
    struct prediction_set set = { 0 };
    struct err err = { 0 };

    if (!csv_columns_finish(columns, table->arena, split))
        return false;
    table->headed = true;
    set.classes = columns->classes;
    set.class_count = columns->class_count;
    set.labelled = columns->labelled;
    set.logits = columns->logits;
    set.named = columns->row_name >= 0;
    return table->sink->begin(table->sink->context, &set, &err) ||
           csv_fault(split, first, "%s", err.text);
}

/* ---- fields ---- */

/* A class by name or, where none has that name, by its index. */
static bool find_class(const struct csv_columns *columns, struct slice field,
                       int32_t *label)
{
    size_t class = csv_columns_class(columns, field);
    long index = 0;

    if (class == columns->class_count &&
        (!slice_long(field, &index) || index < 0 ||
         (size_t)index >= columns->class_count))
        return false;
    *label = (int32_t)(class < columns->class_count ? class : (size_t)index);
    return true;
}

static bool read_label(struct csv_piece *piece, struct csv_split *split,
                       struct slice field)
{
    const struct csv_columns *columns = &piece->table->columns;

    return find_class(columns, field, &piece->label[piece->n]) ||
           csv_fault(split, csv_here(split),
                     "label '%.*s' is no class; a class of the header such as "
                     "'%.*s', or an index from 0 to %zu, would do",
                     SHOWN(field), SHOWN(columns->classes[0]),
                     columns->class_count - 1);
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

static bool read_number(struct csv_piece *piece, struct csv_split *split,
                        const struct csv_column *column, struct slice field)
{
    bool truth = column->kind == CSV_TRUTH;
    double *row = truth ? piece->truth : piece->scores;
    double value;

    if (!slice_double(field, &value))
        return csv_fault(split, csv_here(split),
                         "'%.*s' in column '%.*s' is no number; %s would do",
                         SHOWN(field), SHOWN(column->name),
                         column->kind == CSV_LOGIT ? "a finite one"
                                                   : "one from 0 to 1");
    if (column->kind == CSV_LOGIT
            ? !(fabs(value) <= LAB_LOGIT_MAX)
            : !prediction_fits(piece->table->options, value))
        return bad_value(split, column, value);
    if (column->class == 0 && truth)
        piece->at_truth = csv_here(split);
    if (column->class == 0 && !truth)
        piece->at_scores = csv_here(split);
    row[piece->n * piece->table->columns.class_count + column->class] = value;
    return true;
}

/* For one row more. */
static void make_room(struct csv_piece *piece)
{
    const struct csv_columns *columns = &piece->table->columns;
    size_t k = columns->class_count, cap = piece->cap;

    if (piece->n < cap)
        return;
    cap = cap ? 2 * cap : prediction_batch_rows(k);
    piece->cap = cap;
    piece->scores = fatal_realloc(piece->scores, cap * k * sizeof(double));
    piece->line = fatal_realloc(piece->line, cap * sizeof *piece->line);
    if (columns->labelled)
        piece->label = fatal_realloc(piece->label, cap * sizeof(int32_t));
    else
        piece->truth = fatal_realloc(piece->truth, cap * k * sizeof(double));
    if (columns->row_name >= 0)
        piece->text_to = fatal_realloc(piece->text_to, cap * sizeof(size_t));
}

static bool on_field(void *context, struct csv_split *split, struct slice field)
{
    struct csv_piece *piece = context;
    const struct csv_column *column;
    size_t number = piece->field++;

    if (!piece->table->headed)
        return header_field(piece, split, field);
    if (number == 0)
        make_room(piece);
    if (number >= piece->table->columns.count)
        return csv_fault(split, csv_here(split),
                         "field %zu of this row, and the header has %zu; as "
                         "many as the header would do",
                         number + 1, piece->table->columns.count);
    column = &piece->table->columns.items[number];
    field = slice_trim(field);
    switch (column->kind) {
    case CSV_LABEL:
        return read_label(piece, split, field);
    case CSV_TRUTH:
    case CSV_PROBABILITY:
    case CSV_LOGIT:
        return read_number(piece, split, column, field);
    case CSV_OTHER:
        break;
    }
    if ((long)number == piece->table->columns.row_name) {
        strbuf_slice(&piece->texts, field);
        piece->text_to[piece->n] = piece->texts.len;
    }
    return true;
}

/* ---- rows ---- */

static bool check_sum(struct csv_piece *piece, struct csv_split *split,
                      double *p, const char *what, struct csv_mark mark)
{
    const struct csv_table *table = piece->table;
    char text[ERR_TEXT_MAX];
    double sum;

    if (prediction_sum(table->options, &piece->count, piece->n + 1, p,
                       table->columns.class_count, &sum))
        return true;
    prediction_say_sum(table->options, what, sum, text, sizeof text);
    return csv_fault(split, mark, "%s", text);
}

static bool on_row(void *context, struct csv_split *split)
{
    struct csv_piece *piece = context;
    const struct csv_columns *columns = &piece->table->columns;
    size_t fields = piece->field, at = piece->n * columns->class_count;

    piece->field = 0;
    if (!piece->table->headed)
        return end_header(piece, split);
    if (fields < columns->count)
        return csv_fault(split, csv_here(split),
                         "this row has %zu field%s, and the header %zu; as "
                         "many as the header would do",
                         fields, fields == 1 ? "" : "s", columns->count);
    if (!columns->logits && !check_sum(piece, split, piece->scores + at,
                                       "prediction", piece->at_scores))
        return false;
    if (!columns->labelled &&
        !check_sum(piece, split, piece->truth + at, "truth", piece->at_truth))
        return false;
    piece->line[piece->n++] = csv_row_line(split);
    return true;
}

static bool on_end(void *context, struct csv_split *split)
{
    struct csv_piece *piece = context;

    piece->lines = csv_line(split);
    return !piece->text.uncut ||
           csv_fault(split, (struct csv_mark){ 1, 1, NULL },
                     "no row ends within %d MiB from here; a line for each "
                     "example would do",
                     STREAM_LINE_MAX >> 20);
}

/* ---- rows of the usual kind ---- */

/* The number that a line goes on with, where it is of the usual kind; `at` is
 * moved behind its comma. */
static bool quick_number(struct csv_piece *piece,
                         const struct csv_column *column, const char **at,
                         const char *end)
{
    bool truth = column->kind == CSV_TRUTH;
    double *row = truth ? piece->truth : piece->scores, value;
    const char *stop = decimal_scan(*at, end, &value);

    if (!stop || (stop < end && *stop != ','))
        return false;
    if (column->kind == CSV_LOGIT
            ? !(fabs(value) <= LAB_LOGIT_MAX)
            : !prediction_fits(piece->table->options, value))
        return false;
    row[piece->n * piece->table->columns.class_count + column->class] = value;
    *at = stop + 1;
    return true;
}

static bool quick_fields(struct csv_piece *piece, const char *at,
                         const char *end)
{
    const struct csv_columns *columns = &piece->table->columns;

    for (size_t i = 0; i < columns->count; i++) {
        const struct csv_column *column = &columns->items[i];
        const char *comma;
        struct slice field;

        if (at > end)
            return false;
        if (column->kind != CSV_LABEL && column->kind != CSV_OTHER) {
            if (!quick_number(piece, column, &at, end))
                return false;
            continue;
        }
        comma = memchr(at, ',', (size_t)(end - at));
        field = (struct slice){ at, (size_t)((comma ? comma : end) - at) };
        at += field.len + 1;
        if (column->kind == CSV_LABEL &&
            !find_class(columns, slice_trim(field), &piece->label[piece->n]))
            return false;
        if ((long)i == columns->row_name)
            strbuf_slice(&piece->texts, slice_trim(field));
    }
    return at == end + 1;
}

/* A row as nearly all are, several times faster than field by field. What is
 * anything else, wrong or only unusual, is left to the others. */
static bool on_line(void *context, struct csv_split *split, struct slice line)
{
    struct csv_piece *piece = context;
    const struct csv_table *table = piece->table;
    size_t k = table->columns.class_count, at = piece->n * k;
    size_t texts = piece->texts.len;
    double sum;

    (void)split;
    if (!table->headed || line.len == 0)
        return false;
    make_room(piece);
    if (!quick_fields(piece, line.at, line.at + line.len) ||
        (!table->columns.logits &&
         !prediction_sum(table->options, &piece->count, piece->n + 1,
                         piece->scores + at, k, &sum)) ||
        (!table->columns.labelled &&
         !prediction_sum(table->options, &piece->count, piece->n + 1,
                         piece->truth + at, k, &sum))) {
        piece->texts.len = texts;
        return false;
    }
    if (table->columns.row_name >= 0)
        piece->text_to[piece->n] = piece->texts.len;
    piece->line[piece->n++] = csv_line(split);
    return true;
}

void csv_piece_read(struct csv_piece *piece)
{
    struct csv_events events = { .line = on_line,
                                 .field = on_field,
                                 .row = on_row,
                                 .end = on_end,
                                 .context = piece,
                                 .inner = !piece->first };
    struct stream stream;

    piece->n = piece->texts.len = piece->field = 0;
    piece->count = (struct prediction_count){ 0 };
    stream_of(&stream, (struct slice){ piece->text.at, piece->text.len },
              piece->table->name);
    piece->well = csv_split(&stream, &events, &piece->err);
}

void csv_piece_finish(struct csv_piece *piece)
{
    csv_text_finish(&piece->text);
    strbuf_finish(&piece->texts);
    free(piece->label);
    free(piece->truth);
    free(piece->scores);
    free(piece->line);
    free(piece->text_to);
}
