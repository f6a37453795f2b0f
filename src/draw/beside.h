/* beside.h - what is said beside the lines of a displayed equation.
 *
 * A line's value is that of the last side on it. Where several sides stand on
 * one line and all print alike, the value is said once; where they do not,
 * the row below has them all, with the relations that hold between them. A
 * tick, a tilde or a cross stands for the line's links; tilde and cross say
 * by how much. What the line itself spells out ("= 0.126") is not repeated.
 *
 * While an equation is not fresh it says what was true before, with an
 * ellipsis for its mark.
 */
#ifndef DRAW_BESIDE_H
#define DRAW_BESIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tex/judge.h"

struct equation;
struct strbuf;

enum { BESIDE_TEXT = 64, BESIDE_NOTE = 160, BESIDE_NOTES = 6 };

struct beside {
    char value[BESIDE_TEXT]; /* "−0.6905", "(0.7, 0.2, 0.1)"; "": none */
    int cols, point;         /* its cells, those before its decimal point */
    const char *unit;        /* "nats"; "": none */
    char index[BESIDE_TEXT]; /* "i=1:": which row it is; "": none */
    enum truth truth;        /* of its links; NONE: no mark */
    /* For the row below, what says most first; "" ends the list. */
    char notes[BESIDE_NOTES + 1][BESIDE_NOTE];
    bool stale; /* still to be judged anew */
    bool any;   /* it has something to say */
};

/* Whether anything can be said, so that a page keeps room for it. */
bool beside_wanted(const struct equation *equation);

/* What to say beside each line.
 *
 * from  [count] the byte of the source that each line begins with, rising
 * out   [count]
 */
void beside_fill(const struct equation *equation, const uint32_t *from,
                 size_t count, bool ascii, struct beside *out);

/* "✓", "~", "✗"; in ASCII "ok", "~", "no"; an ellipsis while it is stale; ""
 * for no mark. */
const char *beside_mark(const struct beside *beside, bool ascii);

/* Adds a text of the evaluator's with the signs that a page has: U+2212 for
 * minus, U+221E for "inf"; as it is in ASCII. */
void beside_says(struct strbuf *out, const char *says, bool ascii);

/* All of it on one line, for plain output: "−0.6905 nats, holds". */
void beside_text(struct strbuf *out, const struct beside *beside);

#endif
