/* question_block.h - what a `question` block of a lesson says.
 *
 * Plain data in the lesson's arena. Everything a question may be is read and
 * checked; judging is course's business.
 */
#ifndef LESSON_QUESTION_BLOCK_H
#define LESSON_QUESTION_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "lesson/lesson_tex.h"
#include "lesson/span.h"

/* Which of the five keys the question has. */
enum question_kind {
    QUESTION_CHOICES,
    QUESTION_ANSWER,
    QUESTION_REACH,
    QUESTION_ORDER,
    QUESTION_STEPS
};

struct question_choice {
    struct spans text;
    bool right;
    struct spans because;
    struct lesson_tex proof; /* a relation, true after play; may be empty */
    int line;
};

/* What a typical mistake yields, and what to say then. */
struct question_slip {
    struct lesson_tex when;
    struct spans say;
    int line;
};

/* One step of a faded example: shown, or asked and answered. */
struct question_step {
    struct spans show;           /* empty when the step is asked */
    struct spans ask;            /* empty when it is shown */
    struct lesson_tex answer;    /* of an asked step */
    struct spans because;        /* of an asked step; may be empty */
    struct question_slip *slips; /* of an asked step alone, before those of
                                    the question */
    size_t slip_count;
    int line;
};

/* One line of play: an action as text, not parsed here. */
struct question_action {
    struct slice text;
    int line, column;
};

/* Fresh numbers for a second try. */
struct question_vary {
    const char *name;
    const double *values;
    size_t count;
};

struct question_block {
    const char *id;
    int line; /* of the fence */
    enum question_kind kind;
    struct spans ask;

    /* Predict first: the levers in locks do not move before the answer. */
    bool first;
    const char **locks; /* names of lab_block_levers, of parameters, of figures
                           and a fit's methods (those of the last one above);
                           NULL with 0: all levers of the section's labs */
    size_t lock_count;

    struct question_choice *choices; /* exactly one is right */
    size_t choice_count;

    struct lesson_tex answer; /* QUESTION_ANSWER */
    double within;            /* absolute tolerance; 0 when not given */

    struct lesson_tex reach; /* QUESTION_REACH */

    struct spans *order; /* QUESTION_ORDER: in the right order */
    size_t order_count;

    struct question_step *steps; /* QUESTION_STEPS */
    size_t step_count;

    struct question_vary *vary;
    size_t vary_count;
    struct question_slip *slips;
    size_t slip_count;
    struct spans *hints; /* from gentle to telling */
    size_t hint_count;
    struct spans why; /* shown after the answer; may be empty */
    struct question_action *play;
    size_t play_count;
};

#endif
