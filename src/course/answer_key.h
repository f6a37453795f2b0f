/* answer_key.h - whether a typed answer is the right one, or a known mistake.
 *
 * What is typed and what the lesson has as its key are read in one scope and
 * valued, exactly, over one set of data; only the values are compared. So
 * -log 0.7, 0.357 and 35.7% are all answers.
 *
 * Tolerance: `within` where the lesson gives it, else 0.5 % of the right value
 * (three digits), which for 0 is 1e-9. A slip has the same around its own
 * value. What is right is never a slip; of slips the first that matches
 * counts, and those of a step come before those of its question.
 */
#ifndef COURSE_ANSWER_KEY_H
#define COURSE_ANSWER_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "course/mistake.h"
#include "tex/value.h"

struct arena;
struct err;
struct eval_data;
struct lesson_tex;
struct question_block;
struct question_slip;
struct scope;

#define ANSWER_SHARE 0.005

/* Where answers are read and valued. */
struct answer_ground {
    struct arena *arena;
    const struct scope *scope;
    const struct eval_data *data;
};

enum answer_verdict {
    ANSWER_RIGHT,
    ANSWER_SLIP,    /* what a mistake that the lesson knows yields */
    ANSWER_MISTAKE, /* one that the program knows: mistake.h */
    ANSWER_WRONG
};

struct answer_judged {
    enum answer_verdict verdict;
    size_t slip;            /* ANSWER_SLIP: which, for answer_slip() */
    struct mistake mistake; /* ANSWER_MISTAKE */
    struct real given;      /* what was typed comes to */
    struct real right;      /* what the key comes to */
};

/* The key of a question, or of one of its steps; NULL: that step asks for
 * nothing. step: of a worked example, else 0. */
const struct lesson_tex *answer_of(const struct question_block *ask,
                                   size_t step);

/* The slips that an answer may meet: those of the step, then those of the
 * question. NULL behind the last. */
const struct question_slip *answer_slip(const struct question_block *ask,
                                        size_t step, size_t slip);

/* Judges what was typed against the key. step: as answer_of() has it. False
 * with err when it cannot be read, has no value, or is no number (err->column:
 * the character, from 1): that is no answer yet. Also false where the key
 * itself has no value, which `likely check` tells. */
bool answer_judge(const struct answer_ground *ground,
                  const struct question_block *ask, size_t step,
                  struct slice typed, struct answer_judged *out,
                  struct err *err);

/* The value of what is typed alone: for showing it while it is typed. */
bool answer_typed(const struct answer_ground *ground, struct slice typed,
                  struct value *out, struct err *err);

/* The value of a key or a slip; false with err. */
bool answer_key(const struct answer_ground *ground,
                const struct lesson_tex *key, struct value *out,
                struct err *err);

/* Whether x lies within the tolerance that a question has around a value. */
bool answer_near(const struct question_block *ask, struct real value,
                 struct real x);

#endif
