/* scope_text.h - a define block as statements, and where they stand. Private
 * to tex/scope*.c.
 *
 * A statement goes on in the next line when that line is indented deeper than
 * the statement's first, or when the line before it ends in an operator or an
 * opening bracket. A comment is a % at the start of a line or behind a blank,
 * with all that follows it; \% is a percent sign; any other % is an error,
 * because TeX would take half a number ("35%") for the whole.
 */
#ifndef TEX_SCOPE_TEXT_H
#define TEX_SCOPE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct err;

/* For "%.*s" in messages: the beginning of what may be long. */
#define SCOPE_SHOWN(s) (s).len > 40 ? 40 : (int)(s).len, (s).at

struct scope_text {
    struct slice text; /* comments are blanks; the places are the block's */
    int first_line;
    struct err *err;
    struct slice *statements; /* [count], trimmed, of `text` */
    size_t count, cap;
};

/* False with err when a byte of the block may not stand there. */
bool scope_text_init(struct scope_text *text, struct arena *arena,
                     struct slice block, int first_line, struct err *err);

/* Fills err with the place of a byte of `text->text`. Returns false. */
bool scope_text_fail(const struct scope_text *text, const char *at,
                     const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The line of a byte; its column in code points from 1. */
void scope_text_place(const struct scope_text *text, const char *at, int *line,
                      int *column);

/* Cuts at the first `mark` that stands in no bracket: *head before it, *rest
 * behind. False when there is none; then *head is the whole. */
bool scope_text_cut(struct slice s, const char *mark, struct slice *head,
                    struct slice *rest);

#endif
