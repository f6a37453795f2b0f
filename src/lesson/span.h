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
#include "lesson/lesson_tex.h"

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

/* What shows an inline formula true: a comment behind it, that no page
 * shows. */
enum span_proof_kind {
    SPAN_IS,    /* its number is what `is` comes to: <!-- is TEX --> */
    SPAN_WITH,  /* its relation holds in another state: <!-- with ACTIONS --> */
    SPAN_UNREAD /* it is not meant to be evaluated: <!-- unread REASON --> */
};

struct span_proof {
    enum span_proof_kind kind;
    struct lesson_tex is; /* SPAN_IS */
    struct slice with;    /* SPAN_IS, SPAN_WITH: actions of the lab, with ';'
                             between, that lead to the state; or empty */
    struct slice reason;  /* SPAN_UNREAD, never empty there */
    int line, column;     /* of the comment */
};

struct span {
    enum span_kind kind;
    unsigned flags;
    struct slice text;        /* in the lesson's arena */
    struct slice url;         /* of a link; empty otherwise */
    int line, column;         /* where it begins in the lesson file, from 1 */
    struct tex_node *math;    /* SPAN_MATH only, never NULL there */
    struct span_proof *proof; /* SPAN_MATH only; NULL: none */
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
