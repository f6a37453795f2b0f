#include "lab/csv_rows.h"

#include <limits.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "base/pipeline.h"
#include "base/stream.h"
#include "lab/csv_piece.h"

enum { PIECE = 1 << 18 };

struct file {
    struct csv_table table;
    struct csv_cut cut;
    struct csv_piece *pieces; /* [slots] */
    struct prediction_count *count;
    int lines; /* of the pieces that were handed over */
    struct err *err, read_err;
    struct slice text[PREDICTION_BATCH];
};

static bool fail(struct file *file, int line, int column, const char *text)
{
    line = line < INT_MAX - file->lines ? line + file->lines : INT_MAX;
    return err_at(file->err, file->table.name, line, column, "%s", text);
}

/* ---- a piece's rows are handed over ---- */

static bool hand_over(struct file *file, struct csv_piece *piece, size_t from,
                      size_t n)
{
    const struct prediction_sink *sink = file->table.sink;
    size_t k = file->table.columns.class_count;
    size_t at = from > 0 && piece->text_to ? piece->text_to[from - 1] : 0;
    const char *texts = strbuf_text(&piece->texts);
    struct err why = { 0 };
    struct prediction_batch batch = {
        .n = n,
        .label = piece->label ? piece->label + from : NULL,
        .truth = piece->truth ? piece->truth + from * k : NULL,
        .scores = piece->scores + from * k,
        .text = piece->text_to ? file->text : NULL,
    };

    for (size_t i = 0; batch.text && i < n; i++) {
        size_t to = piece->text_to[from + i];

        batch.text[i] = (struct slice){ texts + at, to - at };
        at = to;
    }
    return sink->take(sink->context, &batch, &why) ||
           fail(file, piece->line[from + n - 1], 1, why.text);
}

static bool drain(void *context, size_t slot)
{
    struct file *file = context;
    struct csv_piece *piece = &file->pieces[slot];
    size_t most = prediction_batch_rows(file->table.columns.class_count);

    for (size_t from = 0; from < piece->n; from += most) {
        size_t left = piece->n - from;

        if (!hand_over(file, piece, from, left < most ? left : most))
            return false;
    }
    prediction_count_add(file->count, &piece->count, piece->n);
    if (!piece->well)
        return fail(file, piece->err.line, piece->err.column, piece->err.text);
    file->lines = piece->lines < INT_MAX - file->lines
                      ? file->lines + piece->lines
                      : INT_MAX;
    return true;
}

/* ---- pieces ---- */

static bool fill(void *context, size_t slot)
{
    struct file *file = context;
    struct csv_piece *piece = &file->pieces[slot];

    file->read_err.text[0] = '\0';
    piece->first = false;
    return csv_cut_next(&file->cut, &piece->text, &file->read_err);
}

static void work(void *context, size_t slot)
{
    struct file *file = context;

    csv_piece_read(&file->pieces[slot]);
}

/* Up to the end of the piece that has the header. */
static bool read_head(struct file *file)
{
    bool first = true;

    for (; !file->table.headed && fill(file, 0); first = false) {
        file->pieces[0].first = first;
        work(file, 0);
        if (!drain(file, 0))
            return false;
    }
    return true;
}

static bool read_all(struct file *file, size_t threads, size_t slots)
{
    struct pipeline pipeline = { fill, work, drain, file };
    int end;

    if (!read_head(file) ||
        (file->table.headed && !pipeline_run(&pipeline, threads, slots)))
        return false;
    if (file->read_err.text[0])
        return fail(file, 1, 1, file->read_err.text);
    end = file->lines > 0 ? 0 : 1;
    if (!file->table.headed)
        return fail(file, end, 1,
                    "the file is empty; a header with columns such as "
                    "'label' and 'p:CLASS' would do");
    if (file->count->rows == 0 && !file->table.options->empty)
        return fail(file, end, 1,
                    "no row follows the header; a row for each example "
                    "would do");
    return true;
}

bool csv_rows(struct stream *stream, const struct prediction_options *options,
              const struct prediction_sink *sink,
              struct prediction_count *count, struct err *err)
{
    size_t slots = prediction_slots(options);
    struct file file = {
        .table = { .name = stream->name,
                   .options = options,
                   .sink = sink,
                   .arena = arena_create(),
                   .columns.options = options },
        .cut = { .stream = stream,
                 .piece = options->piece ? options->piece : PIECE },
        .count = count,
        .err = err,
    };
    bool well;

    *count = (struct prediction_count){ 0 };
    file.pieces = fatal_calloc(slots, sizeof *file.pieces);
    for (size_t i = 0; i < slots; i++)
        file.pieces[i].table = &file.table;
    well = read_all(&file, options->threads, slots);
    for (size_t i = 0; i < slots; i++)
        csv_piece_finish(&file.pieces[i]);
    free(file.pieces);
    csv_cut_finish(&file.cut);
    arena_destroy(file.table.arena);
    return well;
}
