#include "cli/fold.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "base/utf8.h"

struct fold {
    FILE *out, *stream;
    int width;
    struct strbuf line; /* as far as it has come */
};

static int width_now(const struct fold *fold)
{
    struct winsize size;

    if (fold->width > 0)
        return fold->width;
    if (ioctl(fileno(fold->out), TIOCGWINSZ, &size) != 0 || !size.ws_col)
        return 0;
    return size.ws_col > FOLD_MIN ? size.ws_col : FOLD_MIN;
}

/* The bytes at the front of a text that fit into so many cells: up to a blank
 * if there is one, else as many as there is room for, and at least one
 * character. */
static size_t fitting(struct slice text, int cells)
{
    size_t at = 0, blank = 0, len;
    int used = 0;

    while (at < text.len) {
        int cols = utf8_grapheme(slice_sub(text, at, text.len), &len);

        if (text.at[at] == ' ')
            blank = at;
        if (used + cols > cells && at > 0)
            return blank > 0 ? blank : at;
        used += cols;
        at += len;
    }
    return at;
}

static size_t blanks(struct slice text)
{
    size_t n = 0;

    while (n < text.len && text.at[n] == ' ')
        n++;
    return n;
}

static void put_line(const struct fold *fold, struct slice line)
{
    int width = width_now(fold);
    size_t indent = blanks(line);

    /* An indent that leaves little is none. */
    if (width > 0 && (int)indent * 2 > width)
        indent = 0;
    line = slice_sub(line, blanks(line), line.len);
    do {
        int room = width - (int)indent;
        size_t n = width > 0 ? fitting(line, room) : line.len;

        fprintf(fold->out, "%*s%.*s\n", line.len ? (int)indent : 0, "", (int)n,
                line.at);
        line = slice_sub(line, n, line.len);
        line = slice_sub(line, blanks(line), line.len);
    } while (line.len);
}

static ssize_t take(void *cookie, const char *bytes, size_t size)
{
    struct fold *fold = cookie;

    for (size_t i = 0; i < size; i++)
        if (bytes[i] != '\n') {
            strbuf_putc(&fold->line, bytes[i]);
        } else {
            put_line(fold, slice_of(strbuf_text(&fold->line)));
            strbuf_clear(&fold->line);
        }
    return (ssize_t)size;
}

struct fold *fold_create(FILE *out, int width)
{
    struct fold *fold = fatal_calloc(1, sizeof *fold);

    fold->out = out;
    fold->width = width;
    fold->stream =
        fopencookie(fold, "w", (cookie_io_functions_t){ .write = take });
    if (!fold->stream)
        fatal("out of memory (a stream)");
    setvbuf(fold->stream, NULL, _IOLBF, BUFSIZ);
    return fold;
}

FILE *fold_stream(struct fold *fold)
{
    return fold->stream;
}

void fold_destroy(struct fold *fold)
{
    fclose(fold->stream);
    if (fold->line.len)
        put_line(fold, slice_of(strbuf_text(&fold->line)));
    strbuf_finish(&fold->line);
    fflush(fold->out);
    free(fold);
}
