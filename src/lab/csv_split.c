#include "lab/csv_split.h"

#include <csv.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/stream.h"
#include "base/utf8.h"

/* By this the library's room for a field grows; its own 128 bytes would make
 * a long one quadratic. */
enum { BLOCK = 1 << 17 };

struct csv_split {
    const struct csv_events *events;
    const char *file;
    struct err *err;
    bool failed;       /* err says why */
    struct slice line; /* being split, without a byte order mark */
    int number;        /* its number, from 1 */
    struct csv_mark here;
    struct csv_mark known; /* a place in the line, with both of its names */
    int row_line;
    struct csv_parser parser;

    /* While libcsv has a row: it begins in an earlier chunk. */
    bool open;
    bool fresh; /* the next chunk begins a field */
    size_t length;
    struct csv_mark chunk; /* where the chunk that it is fed begins */
    struct slice fed;
};

static int bounded(size_t n)
{
    return n < INT_MAX ? (int)n : INT_MAX;
}

/* Columns are counted on from the place that was asked for last. */
struct csv_mark csv_mark_fixed(struct csv_split *split, struct csv_mark mark)
{
    struct csv_mark *known = &split->known;

    if (mark.column > 0)
        return mark;
    if (known->line != mark.line || known->at > mark.at)
        *known = (struct csv_mark){ mark.line, 1, split->line.at };
    known->column += bounded(
        utf8_count((struct slice){ known->at, (size_t)(mark.at - known->at) }));
    known->at = mark.at;
    return (struct csv_mark){ mark.line, known->column, NULL };
}

bool csv_fault(struct csv_split *split, struct csv_mark mark,
               const char *format, ...)
{
    char text[ERR_TEXT_MAX];
    va_list args;

    if (split->failed)
        return false;
    mark = csv_mark_fixed(split, mark);
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    split->failed = true;
    return err_at(split->err, split->file, mark.line, mark.column, "%s", text);
}

struct csv_mark csv_here(const struct csv_split *split)
{
    return split->here;
}

int csv_row_line(const struct csv_split *split)
{
    return split->row_line;
}

int csv_line(const struct csv_split *split)
{
    return split->number;
}

static bool say_field(struct csv_split *split, struct slice text)
{
    return split->events->field(split->events->context, split, text) ||
           (split->failed = true, false);
}

static bool say_row(struct csv_split *split)
{
    return split->events->row(split->events->context, split) ||
           (split->failed = true, false);
}

static struct csv_mark mark_at(const struct csv_split *split, const char *at)
{
    return (struct csv_mark){ split->number, 0, at };
}

/* ---- a line without quotes ---- */

static bool split_plain(struct csv_split *split, struct slice line)
{
    const char *at = line.at, *end = line.at + line.len;

    if (split->events->line &&
        split->events->line(split->events->context, split, line))
        return true;
    if (slice_trim(line).len == 0)
        return true;
    split->row_line = split->number;
    for (;;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        const char *stop = comma ? comma : end;

        split->here = mark_at(split, at);
        if (!say_field(split, (struct slice){ at, (size_t)(stop - at) }))
            return false;
        if (!comma)
            break;
        at = comma + 1;
    }
    split->here = mark_at(split, end);
    return say_row(split);
}

/* ---- the general case ---- */

static void on_field(void *text, size_t len, void *context)
{
    struct csv_split *split = context;

    split->fresh = true;
    if (!split->failed)
        say_field(split, (struct slice){ text, len });
}

static void on_row(int ended_by, void *context)
{
    struct csv_split *split = context;

    (void)ended_by;
    split->open = false;
    split->fresh = true;
    if (split->failed)
        return;
    split->here = split->chunk;
    split->here.column += bounded(utf8_count(slice_trim(split->fed)));
    say_row(split);
}

/* Up to the next byte that may end a field: the library does not say where
 * one began, so it is fed so that we know. */
static size_t chunk_of(struct slice rest)
{
    size_t n = 0;

    while (n < rest.len && rest.at[n] != ',' && rest.at[n] != '\n' &&
           rest.at[n] != '\r')
        n++;
    return n < rest.len ? n + 1 : n;
}

static void step_over(struct csv_split *split, struct slice chunk,
                      struct slice rest)
{
    bool lone = slice_ends(chunk, "\r") && !slice_starts(rest, "\n");

    if (lone && rest.len > 0) {
        split->number += split->number < INT_MAX;
        split->chunk = (struct csv_mark){ split->number, 1, NULL };
    } else {
        split->chunk.column += bounded(utf8_count(chunk));
    }
}

static bool feed(struct csv_split *split, struct slice chunk)
{
    bool blank = slice_trim(chunk).len == 0;
    size_t n;

    if (!split->open && !blank) {
        split->open = split->fresh = true;
        split->row_line = split->number;
        split->length = 0;
    }
    split->length += chunk.len;
    if (split->open && split->length > STREAM_LINE_MAX)
        return csv_fault(split, split->here,
                         "a row of more than %d MiB; is a quote before here "
                         "left open? A row of its own for each example would "
                         "do",
                         STREAM_LINE_MAX >> 20);
    if (split->fresh) {
        split->here = split->chunk;
        split->fresh = false;
    }
    split->fed = chunk;
    n = csv_parse(&split->parser, chunk.at, chunk.len, on_field, on_row, split);
    if (n == chunk.len || split->failed)
        return !split->failed;
    if (csv_error(&split->parser) != CSV_EPARSE)
        fatal("out of memory (a field of CSV)");
    split->chunk.column += bounded(utf8_count((struct slice){ chunk.at, n }));
    return csv_fault(split, split->chunk,
                     "a quote stands where none may; a field with one is "
                     "quoted as a whole, and its quotes are doubled");
}

static bool split_quoted(struct csv_split *split, struct slice rest)
{
    split->chunk = (struct csv_mark){ split->number, 1, NULL };
    while (rest.len > 0) {
        size_t n = chunk_of(rest);
        struct slice chunk = slice_sub(rest, 0, n);

        rest = slice_sub(rest, n, rest.len);
        if (!feed(split, chunk))
            return false;
        step_over(split, chunk, rest);
    }
    return true;
}

/* ---- lines ---- */

/* Without LF or CR LF. */
static struct slice stripped(struct slice line)
{
    line.len -= line.len > 0 && line.at[line.len - 1] == '\n';
    line.len -= line.len > 0 && line.at[line.len - 1] == '\r';
    return line;
}

static bool split_line(struct csv_split *split, struct slice line)
{
    struct slice plain;
    const char *nul;

    split->number += split->number < INT_MAX;
    if (split->number == 1 && !split->events->inner &&
        slice_starts(line, "\xEF\xBB\xBF"))
        line = slice_sub(line, 3, line.len);
    split->line = line;
    split->known.line = 0; /* nothing of it is */
    nul = line.len ? memchr(line.at, '\0', line.len) : NULL;
    if (nul)
        return csv_fault(split, mark_at(split, nul),
                         "a NUL byte stands here; text in UTF-8 would do");
    plain = stripped(line);
    if (split->open || (plain.len && (memchr(plain.at, '"', plain.len) ||
                                      memchr(plain.at, '\r', plain.len))))
        return split_quoted(split, line);
    return split_plain(split, plain);
}

static bool finish(struct csv_split *split)
{
    split->fed = slice_of(NULL);
    if (split->open && split->fresh)
        split->here = split->chunk;
    if (csv_fini(&split->parser, on_field, on_row, split) != 0)
        return csv_fault(split, split->here,
                         "this quote is never closed; one more at the "
                         "field's end would do");
    if (split->failed)
        return false;
    split->here =
        (struct csv_mark){ split->number ? split->number : 1, 1, NULL };
    return split->events->end(split->events->context, split);
}

static bool split_all(struct csv_split *split, struct stream *stream)
{
    struct slice line;

    for (;;) {
        switch (stream_line(stream, &line, split->err)) {
        case STREAM_SOME:
            if (!split_line(split, line))
                return false;
            break;
        case STREAM_END:
            return finish(split);
        case STREAM_FAILED:
            return false;
        case STREAM_TOO_LONG:
            split->number += split->number < INT_MAX;
            return csv_fault(split, (struct csv_mark){ split->number, 1, NULL },
                             "a line of more than %d MiB; a line for each "
                             "example would do",
                             STREAM_LINE_MAX >> 20);
        }
    }
}

bool csv_split(struct stream *stream, const struct csv_events *events,
               struct err *err)
{
    struct csv_split split = { .events = events,
                               .file = stream->name,
                               .err = err };
    bool well;

    if (csv_init(&split.parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return err_set(err, "the reader of CSV cannot start");
    csv_set_blk_size(&split.parser, BLOCK);
    well = split_all(&split, stream);
    csv_free(&split.parser);
    return well;
}
