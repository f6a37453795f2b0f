#include "lab/fit_data.h"

#include <csv.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/vec.h"

enum { COLUMNS_MAX = 256, NAME_SHOWN = 40 };

struct reader {
    const char *path;
    struct err *err;
    const struct fit_columns *columns;
    struct fit_data *data;
    int feature_of[COLUMNS_MAX]; /* of a column: feature, or -1 */
    int label_column;            /* -1: not seen */
    size_t column_count;
    bool found[FIT_FEATURES_MAX];
    struct strbuf header; /* its names, for messages */
    bool headed, failed;
    int line;
    bool begun; /* a field of the row at hand was read */
    size_t field;
    double row[FIT_FEATURES_MAX];
    int class; /* of the row at hand; -1: it is left out */
    size_t x_cap, y_cap, x_count;
};

static void fail(struct reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fail(struct reader *r, const char *format, ...)
{
    char text[ERR_TEXT_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!r->failed)
        err_at(r->err, r->path, r->line, 0, "%s", text);
    r->failed = true;
}

static int shown(struct slice s)
{
    return s.len > NAME_SHOWN ? NAME_SHOWN : (int)s.len;
}

static char *copy(struct slice s)
{
    char *text = fatal_calloc(s.len + 1, 1);

    if (s.len > 0)
        memcpy(text, s.at, s.len);
    return text;
}

static void read_name(struct reader *r, struct slice name)
{
    if (r->column_count == COLUMNS_MAX) {
        fail(r, "more than %d columns", COLUMNS_MAX);
        return;
    }
    r->feature_of[r->column_count] = -1;
    for (size_t i = 0; i < r->columns->feature_count; i++) {
        if (!slice_is(name, r->columns->features[i]))
            continue;
        if (r->found[i])
            fail(r, "a second column '%.*s'", shown(name), name.at);
        r->found[i] = true;
        r->feature_of[r->column_count] = (int)i;
    }
    if (slice_is(name, r->columns->label)) {
        if (r->label_column >= 0)
            fail(r, "a second column '%.*s'", shown(name), name.at);
        r->label_column = (int)r->column_count;
    }
    strbuf_printf(&r->header, "%s'%.*s'", r->header.len ? ", " : "",
                  shown(name), name.at);
    r->column_count++;
}

/* When the header is through. */
static void check_names(struct reader *r)
{
    for (size_t i = 0; i < r->columns->feature_count; i++)
        if (!r->found[i])
            fail(r, "no column '%.*s'; there are %s", NAME_SHOWN,
                 r->columns->features[i], strbuf_text(&r->header));
    if (r->label_column < 0)
        fail(r, "no column '%.*s'; there are %s", NAME_SHOWN, r->columns->label,
             strbuf_text(&r->header));
    r->headed = true;
}

static void read_label(struct reader *r, struct slice name)
{
    struct fit_data *data = r->data;

    r->class = -1;
    for (size_t i = 0; i < data->k; i++)
        if (slice_is(name, data->classes[i]))
            r->class = (int)i;
    if (r->class >= 0 || r->columns->class_count > 0)
        return;
    if (name.len == 0)
        fail(r, "the label is missing");
    else if (data->k == FIT_CLASSES_MAX)
        fail(r, "'%.*s' would be class %d; at most %d would do", shown(name),
             name.at, FIT_CLASSES_MAX + 1, FIT_CLASSES_MAX);
    else {
        r->class = (int)data->k;
        data->classes[data->k++] = copy(name);
    }
}

static void read_field(struct reader *r, struct slice field)
{
    int feature;

    if (!r->headed) {
        read_name(r, field);
        return;
    }
    if (r->field >= r->column_count)
        return; /* end_row() counts them */
    if ((int)r->field == r->label_column)
        read_label(r, field);
    feature = r->feature_of[r->field];
    if (feature >= 0 && !slice_double(field, &r->row[feature]))
        fail(r, "'%.*s' in column '%.*s' is no number", shown(field), field.at,
             NAME_SHOWN, r->columns->features[feature]);
}

static void on_field(void *text, size_t len, void *context)
{
    struct reader *r = context;

    if (r->failed)
        return;
    r->begun = true;
    read_field(r, slice_trim((struct slice){ text, len }));
    r->field++;
}

static void keep_row(struct reader *r)
{
    struct fit_data *data = r->data;

    if (data->n == FIT_ROWS_MAX) {
        fail(r, "more than %d rows", FIT_ROWS_MAX);
        return;
    }
    data->x =
        vec_reserve(data->x, &r->x_cap, r->x_count + data->d, sizeof *data->x);
    memcpy(&data->x[r->x_count], r->row, data->d * sizeof *r->row);
    r->x_count += data->d;
    data->y = vec_reserve(data->y, &r->y_cap, data->n + 1, sizeof *data->y);
    data->y[data->n++] = r->class;
}

static void on_row(int end, void *context)
{
    struct reader *r = context;

    (void)end;
    if (r->failed || !r->begun)
        return;
    if (!r->headed)
        check_names(r);
    else if (r->field != r->column_count)
        fail(r, "%zu fields in this row; the header has %zu", r->field,
             r->column_count);
    else if (r->class >= 0)
        keep_row(r);
    r->begun = false;
    r->field = 0;
}

/* Line by line, for messages. */
static void parse(struct reader *r, struct slice text)
{
    struct csv_parser parser;
    struct slice mark = { "\xEF\xBB\xBF", 3 };

    if (slice_starts(text, mark.at))
        text = slice_sub(text, mark.len, text.len);
    if (csv_init(&parser, CSV_APPEND_NULL))
        fatal("out of memory");
    csv_set_realloc_func(&parser, fatal_realloc);
    while (text.len > 0 && !r->failed) {
        const char *end = memchr(text.at, '\n', text.len);
        size_t len = end ? (size_t)(end - text.at) + 1 : text.len;

        r->line++;
        if (csv_parse(&parser, text.at, len, on_field, on_row, r) != len)
            fail(r, "cannot be read as CSV: %s",
                 csv_strerror(csv_error(&parser)));
        text = slice_sub(text, len, text.len);
    }
    if (!r->failed)
        csv_fini(&parser, on_field, on_row, r);
    csv_free(&parser);
}

static void measure(struct reader *r, size_t j)
{
    struct fit_data *data = r->data;
    double sum = 0.0, squares = 0.0;

    data->least[j] = data->most[j] = data->x[j];
    for (size_t i = 0; i < data->n; i++) {
        double x = data->x[i * data->d + j];

        sum += x;
        data->least[j] = fmin(data->least[j], x);
        data->most[j] = fmax(data->most[j], x);
    }
    data->mean[j] = sum / (double)data->n;
    for (size_t i = 0; i < data->n; i++) {
        double away = data->x[i * data->d + j] - data->mean[j];

        squares += away * away;
    }
    data->spread[j] = sqrt(squares / (double)data->n);
    if (!(data->least[j] < data->most[j]))
        fail(r, "'%s' is the same in every row", data->features[j]);
    else if (!(data->spread[j] > 0.0) || !isfinite(data->spread[j]))
        fail(r, "'%s' is out of range", data->features[j]);
}

/* What only the whole file shows. */
static void finish(struct reader *r)
{
    struct fit_data *data = r->data;
    size_t counts[FIT_CLASSES_MAX] = { 0 };

    r->line = 0;
    if (!r->headed) {
        fail(r, "no header; a first line with the names of columns would do");
        return;
    }
    for (size_t i = 0; i < data->n; i++)
        counts[data->y[i]]++;
    for (size_t k = 0; k < data->k; k++)
        if (counts[k] == 0)
            fail(r, "no row of class '%s'", data->classes[k]);
    if (data->k < 2)
        fail(r, "%zu class%s in column '%s'; at least 2 would do", data->k,
             data->k == 1 ? "" : "es", r->columns->label);
    for (size_t j = 0; j < data->d && !r->failed; j++)
        measure(r, j);
}

static struct fit_data *prepare(const struct fit_columns *columns)
{
    struct fit_data *data = fatal_calloc(1, sizeof *data);

    data->d = columns->feature_count;
    data->features = fatal_calloc(data->d, sizeof *data->features);
    data->classes = fatal_calloc(FIT_CLASSES_MAX, sizeof *data->classes);
    data->mean = fatal_calloc(4 * data->d, sizeof *data->mean);
    data->spread = data->mean + data->d;
    data->least = data->spread + data->d;
    data->most = data->least + data->d;
    for (size_t j = 0; j < data->d; j++)
        data->features[j] = copy(slice_of(columns->features[j]));
    for (size_t k = 0; k < columns->class_count; k++)
        data->classes[data->k++] = copy(slice_of(columns->classes[k]));
    return data;
}

static bool check_columns(const struct fit_columns *columns, struct err *err)
{
    if (columns->feature_count < 1 ||
        columns->feature_count > FIT_FEATURES_MAX) {
        return err_set(err, "%zu features; 1 to %d would do",
                       columns->feature_count, FIT_FEATURES_MAX);
    }
    if (columns->class_count > FIT_CLASSES_MAX)
        return err_set(err, "%zu classes; at most %d would do",
                       columns->class_count, FIT_CLASSES_MAX);
    for (size_t i = 0; i < columns->feature_count; i++) {
        const char *name = columns->features[i];

        if (!strcmp(name, columns->label))
            return err_set(err, "'%.*s' is both feature and label", NAME_SHOWN,
                           name);
        for (size_t j = 0; j < i; j++)
            if (!strcmp(name, columns->features[j]))
                return err_set(err, "'%.*s' is listed twice", NAME_SHOWN, name);
    }
    for (size_t i = 0; i < columns->class_count; i++)
        for (size_t j = 0; j < i; j++)
            if (!strcmp(columns->classes[i], columns->classes[j]))
                return err_set(err, "'%.*s' is listed twice", NAME_SHOWN,
                               columns->classes[i]);
    return true;
}

struct fit_data *fit_data_read(struct slice text, const char *path,
                               const struct fit_columns *columns,
                               struct err *err)
{
    struct reader r = {
        .path = path, .err = err, .columns = columns, .label_column = -1
    };

    if (!check_columns(columns, err))
        return NULL;
    r.data = prepare(columns);
    parse(&r, text);
    if (!r.failed)
        finish(&r);
    strbuf_finish(&r.header);
    if (!r.failed)
        return r.data;
    fit_data_destroy(r.data);
    return NULL;
}

void fit_data_destroy(struct fit_data *data)
{
    if (!data)
        return;
    for (size_t j = 0; j < data->d; j++)
        free(data->features[j]);
    for (size_t k = 0; k < data->k; k++)
        free(data->classes[k]);
    free(data->features);
    free(data->classes);
    free(data->x);
    free(data->y);
    free(data->mean);
    free(data);
}
