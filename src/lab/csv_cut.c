#include "lab/csv_cut.h"

#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "base/vec.h"

static size_t quotes_in(const char *at, const char *end)
{
    size_t n = 0;

    for (; at < end; at++)
        n += *at == '"';
    return n;
}

/* How far a text has been looked through. */
struct look {
    size_t seen;   /* no row ends before it */
    size_t quotes; /* before it */
};

/* How long the rows that end in a text are together. */
static size_t whole_rows(const struct csv_text *text, struct look *look)
{
    const char *from = text->at + look->seen, *end = text->at + text->len;
    bool any = memchr(from, '"', (size_t)(end - from)) != NULL;
    size_t quotes = look->quotes + (any ? quotes_in(from, end) : 0);

    *look = (struct look){ text->len, quotes };
    while (end > from) {
        const char *line = memrchr(from, '\n', (size_t)(end - from));

        if (!line)
            return 0;
        if (any)
            quotes -= quotes_in(line + 1, end);
        if (quotes % 2 == 0)
            return (size_t)(line + 1 - text->at);
        if (!any)
            return 0; /* one quote is open at all of them */
        end = line;
    }
    return 0;
}

static bool read_more(struct csv_cut *cut, struct csv_text *text,
                      struct err *err)
{
    size_t got;

    text->at = vec_reserve(text->at, &text->cap, text->len + cut->piece, 1);
    if (!stream_read(cut->stream, text->at + text->len, cut->piece, &got, err))
        return false;
    text->len += got;
    cut->ended = got < cut->piece;
    return true;
}

/* Puts all but n bytes aside. */
static void keep_rest(struct csv_cut *cut, struct csv_text *text, size_t n)
{
    struct csv_text *ahead = &cut->ahead;

    ahead->len = text->len - n;
    ahead->at = vec_reserve(ahead->at, &ahead->cap, ahead->len, 1);
    if (ahead->len > 0)
        memcpy(ahead->at, text->at + n, ahead->len);
    text->len = n;
}

bool csv_cut_next(struct csv_cut *cut, struct csv_text *piece, struct err *err)
{
    struct csv_text *ahead = &cut->ahead;
    struct look look = { 0, 0 };
    size_t whole;

    piece->uncut = false;
    piece->at = vec_reserve(piece->at, &piece->cap, ahead->len + 1, 1);
    piece->len = ahead->len;
    if (ahead->len > 0)
        memcpy(piece->at, ahead->at, ahead->len);
    ahead->len = 0;
    while (!cut->ended) {
        if (!read_more(cut, piece, err))
            return false;
        whole = whole_rows(piece, &look);
        if (whole > 0 && !cut->ended) {
            keep_rest(cut, piece, whole);
            break;
        }
        if (!cut->ended && piece->len > (size_t)STREAM_LINE_MAX + 1)
            piece->uncut = cut->ended = true;
    }
    return piece->len > 0;
}

void csv_cut_finish(struct csv_cut *cut)
{
    csv_text_finish(&cut->ahead);
}

void csv_text_finish(struct csv_text *text)
{
    free(text->at);
    *text = (struct csv_text){ 0 };
}
