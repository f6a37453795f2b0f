/* mistake.h - mistakes that the program knows without being told.
 *
 * A lesson explains the mistakes of its own matter (`slips`). What goes wrong
 * in every sum is known here: another base, the sign, a division left out, a
 * percentage without its sign, a sum in place of a product. Each is a value
 * that is worked out from the key; a wrong answer that has it meets a sentence
 * about it.
 *
 * Nothing is guessed: an answer that two of them would explain meets neither.
 * What is right, or a slip of the lesson, is never asked for here.
 */
#ifndef COURSE_MISTAKE_H
#define COURSE_MISTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "num/unit.h"

struct answer_ground;
struct mean;
struct question_block;
struct real;
struct strbuf;

enum mistake_kind {
    MISTAKE_UNIT,       /* right in bits or bans; the answer is in nats */
    MISTAKE_SIGN,       /* the answer times -1 */
    MISTAKE_PERCENT,    /* 100 times a fraction */
    MISTAKE_HUNDREDTH,  /* a fraction, divided by 100 */
    MISTAKE_UNDIVIDED,  /* `count` times the answer, which divides by that */
    MISTAKE_DIVIDED,    /* the answer divided by the lab's N: `count` */
    MISTAKE_NO_LOG,     /* the answer is its logarithm */
    MISTAKE_NO_LOG_NEG, /* the answer is its negative logarithm */
    MISTAKE_LOG,        /* the logarithm of the answer, or the negative one */
    MISTAKE_COMPLEMENT, /* 1 minus the answer */
    MISTAKE_INVERSE,    /* 1 divided by the answer */
    MISTAKE_SUM,        /* the key's factors, added */
    MISTAKE_PRODUCT,    /* the key's terms, multiplied */
    MISTAKE_EXCHANGED,  /* the two arguments of the key's function exchanged */
    MISTAKE_GROUPING,   /* log a/b was typed for log(a/b) */
    MISTAKE_ROUNDED,    /* the answer, rounded further than is taken */
    MISTAKE_KIND_COUNT
};

struct mistake {
    enum mistake_kind kind;
    double value; /* what it yields */
    enum unit unit;
    double count;
};

enum { MISTAKES_MAX = 24 };

/* All that may be made with a key, but for those that are seen in what was
 * typed: MISTAKE_GROUPING, MISTAKE_ROUNDED.
 *
 * key    its tree, read in the ground's scope
 * right  what it comes to; none where that has no place among the doubles
 */
size_t mistakes_of(const struct answer_ground *ground, const struct mean *key,
                   struct real right, struct mistake out[MISTAKES_MAX]);

/* The one mistake that explains a wrong answer. False: none does, or more
 * than one. ask: for its tolerance, which here is at most 2 % of a value. */
bool mistake_find(const struct answer_ground *ground,
                  const struct question_block *ask, const struct mean *key,
                  struct real right, struct real given, struct mistake *out);

/* Says it, in a sentence or two; right as above. */
void mistake_words(const struct mistake *mistake,
                   const struct question_block *ask, struct real right,
                   struct strbuf *out);

#endif
