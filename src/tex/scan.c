#include "tex/scan.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "tex/parse.h"
#include "tex/symbol.h"

void scan_fail(struct scan *p, size_t offset, const char *format, ...)
{
    va_list args;

    if (p->failed)
        return;
    p->failed = true;
    p->fault = offset;
    va_start(args, format);
    vsnprintf(p->text, sizeof p->text, format, args);
    va_end(args);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void scan_blanks(struct scan *p)
{
    while (!scan_end(p)) {
        char c = scan_peek(p);

        if (c == '%') {
            while (!scan_end(p) && scan_peek(p) != '\n')
                p->at++;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            p->at++;
        } else {
            return;
        }
    }
}

struct slice scan_command(const struct scan *p)
{
    size_t from = p->at + 1, to = from;
    unsigned int rune;

    if (scan_peek(p) != '\\')
        return (struct slice){ NULL, 0 };
    while (to < p->source.len && is_letter(p->source.at[to]))
        to++;
    if (to == from && to < p->source.len)
        to += utf8_decode(p->source.at + to, p->source.len - to, &rune);
    return slice_sub(p->source, from, to);
}

bool scan_at(const struct scan *p, const char *name)
{
    return scan_peek(p) == '\\' && slice_is(scan_command(p), name);
}

bool scan_row_end(const struct scan *p)
{
    if (scan_peek(p) != '\\')
        return false;
    return scan_at(p, "\\") || scan_at(p, "cr") || scan_at(p, "newline");
}

struct slice scan_raw(struct scan *p)
{
    size_t from, open = 1;
    unsigned int rune;

    scan_blanks(p);
    from = p->at;
    if (scan_end(p) || scan_peek(p) == '}')
        return slice_sub(p->source, from, from);
    if (scan_peek(p) != '{') {
        p->at += utf8_decode(p->source.at + from, p->source.len - from, &rune);
        return slice_sub(p->source, from, p->at);
    }
    for (p->at++; !scan_end(p); p->at++) {
        char c = scan_peek(p);

        if (c == '\\' && p->at + 1 < p->source.len)
            p->at++;
        else if (c == '{')
            open++;
        else if (c == '}' && --open == 0)
            break;
    }
    if (scan_end(p))
        scan_fail(p, from, "unmatched '{', no '}' closes it");
    else
        p->at++;
    return slice_sub(p->source, from + 1, p->at - 1);
}

uint32_t scan_delim(struct scan *p)
{
    unsigned int rune;
    uint32_t found;

    scan_blanks(p);
    if (scan_end(p))
        return 0;
    if (scan_peek(p) == '\\') {
        struct slice name = scan_command(p);

        found = tex_symbol_delim(name);
        if (found)
            p->at += 1 + name.len;
        return found;
    }
    if (scan_peek(p) == '{' || scan_peek(p) == '}' || scan_peek(p) == '&')
        return 0;
    p->at += utf8_decode(p->source.at + p->at, p->source.len - p->at, &rune);
    if (rune == '<')
        return 0x2039;
    if (rune == '>')
        return 0x203A;
    return rune == '.' ? 0 : rune;
}

/* ---- nodes ---- */

struct tex_node *scan_node(struct scan *p, enum tex_kind kind, size_t from)
{
    struct tex_node *node = arena_alloc(p->arena, sizeof *node);

    node->kind = kind;
    node->from = (uint32_t)from;
    node->to = (uint32_t)p->at;
    return node;
}

struct tex_node *scan_close(struct scan *p, struct tex_node *node)
{
    node->to = (uint32_t)p->at;
    return node;
}

bool scan_enter(struct scan *p)
{
    if (p->depth >= TEX_DEPTH_MAX)
        scan_fail(p, p->at, "formula nested deeper than %d levels",
                  TEX_DEPTH_MAX);
    p->depth++;
    return !p->failed;
}

struct tex_node *scan_char(struct scan *p)
{
    size_t from = p->at;
    unsigned int rune, mark;
    size_t n = utf8_decode(p->source.at + p->at, p->source.len - p->at, &rune);
    struct tex_node *node;

    p->at += n;
    node = scan_node(p, TEX_CHAR, from);
    node->rune = rune;
    node->symbol = tex_symbol_of(rune);
    node->text = slice_sub(p->source, from, p->at);
    if (p->at < p->source.len && (unsigned char)p->source.at[p->at] >= 0x80) {
        n = utf8_decode(p->source.at + p->at, p->source.len - p->at, &mark);
        if (utf8_rune_width(mark) == 0) {
            node->mark = mark;
            p->at += n;
        }
    }
    return scan_close(p, node);
}
