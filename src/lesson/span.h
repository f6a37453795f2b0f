/* span.h - running text: pieces of a line with one look each.
 *
 * A paragraph, a heading, a table cell, a choice is an array of spans. A line
 * end in the source is a blank in the text; only a hard break is a span.
 * All text is UTF-8 from outside: it reaches a screen through the gate.
 */
#ifndef LESSON_SPAN_H
#define LESSON_SPAN_H

#include <stddef.h>

#include "base/slice.h"

struct strbuf;
struct tex_node;

enum span_kind {
    SPAN_TEXT,
    SPAN_CODE,
    SPAN_MATH, /* text is the TeX source, math its tree */
    SPAN_BREAK /* a hard line break; text is empty */
};

/* Bits of span.flags. */
enum span_flag { SPAN_EM = 1, SPAN_STRONG = 2, SPAN_LINK = 4 };

struct span {
    enum span_kind kind;
    unsigned flags;
    struct slice text;     /* in the lesson's arena */
    struct slice url;      /* of a link; empty otherwise */
    int line, column;      /* where it begins in the lesson file, from 1 */
    struct tex_node *math; /* SPAN_MATH only, never NULL there */
};

/* Running text. A text of several paragraphs (a question's) has two
 * SPAN_BREAKs between them. */
struct spans {
    struct span *at;
    size_t count;
};

/* Adds the bare words to out: code and TeX as their source, a break as a
 * blank. For titles, --plain and messages. */
void spans_text(struct spans spans, struct strbuf *out);

#endif
