/* scan.h - the source of a formula, byte by byte, into nodes. Private to tex/.
 *
 * After the first fault the source is at its end for everybody, so that the
 * reader above unwinds without looking.
 */
#ifndef TEX_SCAN_H
#define TEX_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "tex/node.h"

struct arena;

struct scan {
    struct arena *arena;
    struct slice source;
    size_t at;
    int depth; /* of the nesting, kept by the reader */
    bool failed;
    size_t fault; /* offset, once failed */
    char text[ERR_TEXT_MAX];
};

/* Remembers the first fault only: what follows it is a consequence. */
void scan_fail(struct scan *p, size_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static inline bool scan_end(const struct scan *p)
{
    return p->failed || p->at >= p->source.len;
}

/* The byte at hand, 0 at the end. */
static inline char scan_peek(const struct scan *p)
{
    return scan_end(p) ? '\0' : p->source.at[p->at];
}

/* Passes blanks and comments, which mean nothing in mathematics. */
void scan_blanks(struct scan *p);

/* The name of the command at hand, without its backslash; empty when the
 * source does not go on with one. Nothing is consumed. */
struct slice scan_command(const struct scan *p);

/* Whether that is its name; whether it ends a row. */
bool scan_at(const struct scan *p, const char *name);
bool scan_row_end(const struct scan *p);

/* What stands between matched braces, as typed; a single character without
 * braces also does. */
struct slice scan_raw(struct scan *p);

/* A delimiter behind \left, \right or \big: 0 for "." and for none. */
uint32_t scan_delim(struct scan *p);

/* A node that begins at an offset and, until it is closed, ends where the
 * source is being read. */
struct tex_node *scan_node(struct scan *p, enum tex_kind kind, size_t from);
struct tex_node *scan_close(struct scan *p, struct tex_node *node);

/* One level deeper; false, with the fault noted, past TEX_DEPTH_MAX. The
 * caller takes one off p->depth when it is through. */
bool scan_enter(struct scan *p);

/* The character at hand as an atom, with a combining mark behind it. */
struct tex_node *scan_char(struct scan *p);

#endif
