#include "tex/scope_text.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"

void scope_text_place(const struct scope_text *text, const char *at, int *line,
                      int *column)
{
    const char *start = text->text.at, *end = start + text->text.len;

    *line = text->first_line;
    if (at < start || at > end)
        at = start;
    for (const char *p = start; p < at; p++)
        if (*p == '\n') {
            ++*line;
            start = p + 1;
        }
    *column =
        1 + (int)utf8_count((struct slice){ start, (size_t)(at - start) });
}

bool scope_text_fail(const struct scope_text *text, const char *at,
                     const char *format, ...)
{
    struct strbuf says = { 0 };
    int line, column;
    va_list args;

    va_start(args, format);
    strbuf_vprintf(&says, format, args);
    va_end(args);
    scope_text_place(text, at, &line, &column);
    err_at(text->err, NULL, line, column, "%s", strbuf_text(&says));
    strbuf_finish(&says);
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether the byte at i is behind a backslash that is itself a command's. */
static bool escaped(const char *text, size_t i)
{
    size_t n = 0;

    while (n < i && text[i - 1 - n] == '\\')
        n++;
    return n % 2 == 1;
}

/* Blanks out the comment at i; returns where it ends. */
static size_t blank_comment(char *text, size_t len, size_t i)
{
    while (i < len && text[i] != '\n')
        text[i++] = ' ';
    return i;
}

/* Comments become blanks, so that every place stays what it is. */
static bool clean(struct scope_text *text, char *copy, size_t len)
{
    for (size_t i = 0; i < len;) {
        unsigned char c = (unsigned char)copy[i];
        unsigned int rune;
        size_t step = utf8_decode(copy + i, len - i, &rune);

        if (c == '%' && !escaped(copy, i)) {
            if (i > 0 && !is_blank(copy[i - 1]))
                return scope_text_fail(text, copy + i,
                                       "'%%' begins a comment only behind a "
                                       "blank; a percent sign is '\\%%'");
            i = blank_comment(copy, len, i);
        } else if (rune == UTF8_REPLACEMENT && step == 1) {
            return scope_text_fail(text, copy + i,
                                   "byte 0x%02X is no UTF-8; save the file as "
                                   "UTF-8",
                                   c);
        } else if ((c < ' ' && !is_blank((char)c)) || c == 0x7F) {
            return scope_text_fail(text, copy + i,
                                   "a control character (0x%02X) stands here; "
                                   "delete it",
                                   c);
        } else {
            i += step;
        }
    }
    return true;
}

/* Whether a line is not over: what stands at its end wants a right side. */
static bool goes_on(struct slice line)
{
    return (line.len > 0 && strchr("=+-*/,;({[^_&<>", line.at[line.len - 1]) &&
            !(line.len > 1 && line.at[line.len - 2] == '\\' &&
              strchr(",;>", line.at[line.len - 1]))) ||
           slice_ends(line, "\\cdot") || slice_ends(line, "\\times") ||
           slice_ends(line, "\\\\") || slice_ends(line, "\\mid") ||
           slice_ends(line, "\\in");
}

static size_t indent_of(struct slice line)
{
    size_t n = 0;

    while (n < line.len && is_blank(line.at[n]))
        n++;
    return n;
}

static void cut(struct scope_text *text, struct arena *arena)
{
    struct slice rest = text->text, line;
    size_t indent = 0;
    bool more = false;

    while (slice_line(&rest, &line)) {
        struct slice words = slice_trim(line);
        struct slice *last =
            text->count ? &text->statements[text->count - 1] : NULL;

        if (words.len == 0)
            continue;
        if (last && (more || indent_of(line) > indent)) {
            last->len = (size_t)(words.at + words.len - last->at);
        } else {
            indent = indent_of(line);
            *vec_push_in(arena, text->statements, text->count, text->cap) =
                words;
        }
        more = goes_on(words);
    }
}

bool scope_text_init(struct scope_text *text, struct arena *arena,
                     struct slice block, int first_line, struct err *err)
{
    char *copy = arena_text(arena, block.at, block.len);

    *text = (struct scope_text){ .text = { copy, block.len },
                                 .first_line = first_line,
                                 .err = err };
    if (!clean(text, copy, block.len))
        return false;
    cut(text, arena);
    return true;
}

bool scope_text_cut(struct slice s, const char *mark, struct slice *head,
                    struct slice *rest)
{
    size_t n = strlen(mark);
    int depth = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (depth <= 0 && c == mark[0] && s.len - i >= n &&
            memcmp(s.at + i, mark, n) == 0) {
            *rest = slice_trim(slice_sub(s, i + n, s.len));
            *head = slice_trim(slice_sub(s, 0, i));
            return true;
        }
        if (c == '{' || c == '[' || c == '(')
            depth++;
        else if (c == '}' || c == ']' || c == ')')
            depth--;
    }
    *head = slice_trim(s);
    *rest = slice_sub(s, s.len, s.len);
    return false;
}
