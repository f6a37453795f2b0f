#include "lesson/eqref.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "lesson/block.h"
#include "lesson/lesson.h"

struct label {
    struct slice name, tag;
    size_t order; /* among all of the lesson */
};

struct labels {
    struct label *at;
    size_t count, cap;
};

/* What stands in the braces behind `command` in text, which is then cut to
 * what follows; *before gets what came before. False: it is not there. */
static bool take_command(struct slice *text, const char *command,
                         struct slice *before, struct slice *inside)
{
    size_t len = strlen(command), from;
    const char *at =
        text->len ? memmem(text->at, text->len, command, len) : NULL;
    const char *end;

    if (!at)
        return false;
    from = (size_t)(at - text->at) + len;
    end = memchr(text->at + from, '}', text->len - from);
    if (!end)
        return false;
    *before = slice_sub(*text, 0, from - len);
    *inside = slice_sub(*text, from, (size_t)(end - text->at));
    *text = slice_sub(*text, (size_t)(end + 1 - text->at), text->len);
    return true;
}

/* A row ends at \\ and the number of its \tag belongs to its \label. */
static void gather(struct reader *reader, struct slice math,
                   struct labels *labels)
{
    while (math.len) {
        size_t end = 0;
        struct slice row, rest, before, name, tag;

        while (end < math.len && !(math.at[end] == '\\' && end + 1 < math.len &&
                                   math.at[end + 1] == '\\'))
            end++;
        row = slice_sub(math, 0, end);
        math = slice_sub(math, end + 2, math.len);
        rest = row;
        if (!take_command(&rest, "\\tag{", &before, &tag))
            continue;
        rest = row;
        while (take_command(&rest, "\\label{", &before, &name))
            *vec_push_in(reader->arena, labels->at, labels->count,
                         labels->cap) =
                (struct label){ .name = name, .tag = tag };
    }
}

static int by_name(const void *a, const void *b)
{
    struct slice left = ((const struct label *)a)->name;
    struct slice right = ((const struct label *)b)->name;
    size_t len = left.len < right.len ? left.len : right.len;
    int order = len ? memcmp(left.at, right.at, len) : 0;

    return order ? order : (left.len > right.len) - (left.len < right.len);
}

static int by_name_and_order(const void *a, const void *b)
{
    const struct label *left = a, *right = b;
    int order = by_name(a, b);

    return order ? order
                 : (left->order > right->order) - (left->order < right->order);
}

/* So that each is found in few steps; the first of a name is the one. */
static void sort(struct labels *labels)
{
    size_t kept = 0;

    for (size_t i = 0; i < labels->count; i++)
        labels->at[i].order = i;
    if (labels->count)
        qsort(labels->at, labels->count, sizeof *labels->at, by_name_and_order);
    for (size_t i = 0; i < labels->count; i++)
        if (!kept || by_name(&labels->at[kept - 1], &labels->at[i]))
            labels->at[kept++] = labels->at[i];
    labels->count = kept;
}

static const struct label *find(const struct labels *labels, struct slice name)
{
    struct label wanted = { .name = name };

    return labels->count ? bsearch(&wanted, labels->at, labels->count,
                                   sizeof *labels->at, by_name)
                         : NULL;
}

static void put(struct reader *reader, const struct labels *labels,
                const struct span *span, struct slice name, bool paren,
                struct strbuf *out)
{
    const struct label *label = find(labels, name);

    if (label) {
        strbuf_printf(out, paren ? "(%.*s)" : "%.*s", SLICE_ARG(label->tag));
        return;
    }
    strbuf_printf(out, paren ? "\\eqref{%.*s}" : "\\ref{%.*s}",
                  SLICE_ARG(name));
    reader_warn(reader, (struct place){ span->line, span->column },
                "no equation has the label '%.*s' and a \\tag",
                SLICE_ARG(slice_sub(name, 0, 60)));
}

static void replace(struct reader *reader, const struct labels *labels,
                    struct span *span, bool paren)
{
    struct slice rest = span->text, before, name;
    struct strbuf out = { 0 };
    bool any = false;

    while (take_command(&rest, paren ? "\\eqref{" : "\\ref{", &before, &name)) {
        strbuf_slice(&out, before);
        put(reader, labels, span, name, paren, &out);
        any = true;
    }
    strbuf_slice(&out, rest);
    if (any) {
        span->text.at = arena_text(reader->arena, strbuf_text(&out), out.len);
        span->text.len = out.len;
    }
    strbuf_finish(&out);
}

static void resolve(struct reader *reader, const struct labels *labels,
                    struct spans spans)
{
    for (size_t i = 0; i < spans.count; i++)
        if (spans.at[i].kind == SPAN_TEXT) {
            replace(reader, labels, &spans.at[i], true);
            replace(reader, labels, &spans.at[i], false);
        }
}

void eqref_resolve(struct reader *reader)
{
    struct block *first = reader->lesson->blocks;
    struct labels labels = { 0 };

    for (struct block *b = block_walk(first, NULL); b; b = block_walk(first, b))
        if (b->kind == BLOCK_MATH)
            gather(reader, b->math.text, &labels);
    sort(&labels);
    for (struct block *b = block_walk(first, NULL); b;
         b = block_walk(first, b)) {
        resolve(reader, &labels, b->spans);
        for (size_t i = 0; b->table && i < b->table->rows * b->table->cols; i++)
            resolve(reader, &labels, b->table->cells[i]);
    }
}
