/* math_answer.h - one formula of `likely math`: laid out, read, judged.
 */
#ifndef CLI_MATH_ANSWER_H
#define CLI_MATH_ANSWER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/slice.h"
#include "num/unit.h"
#include "tex/judge.h"

struct arena;
struct math_ground;
struct tex_node;

struct math_style {
    int width;
    bool ascii, inline_;
    enum format format;
    enum unit unit;
};

struct math_answer {
    struct slice tex; /* as given */
    const struct tex_node *root;
    const struct mean_formula *formula; /* NULL: the formula has no tree */
    struct judgement *judged;           /* [formula->count] */
    /* What is wrong, first in the order of the source: `says` NULL when
     * nothing is. from and to are bytes of `at`, which is tex or the text of
     * a definition. */
    const char *says;
    struct slice at;
    size_t from, to;
    size_t offset; /* in tex: of what uses the definition, else `from` */
    bool false_;   /* a relation does not hold */
};

/* Everything lives in the arena. */
void math_answer(struct math_answer *answer, struct arena *arena,
                 struct slice tex, const struct math_ground *ground,
                 const struct math_style *style);

/* The layout, values and marks beside its lines, on standard output; what is
 * wrong, with a caret under its place, on standard error.
 *
 * file, line  where the formula stands; NULL: on the command line */
void math_text(const struct math_answer *answer,
               const struct math_ground *ground, const struct math_style *style,
               const char *file, int line);

/* One JSON object and a newline on standard output. */
void math_json(const struct math_answer *answer,
               const struct math_style *style);

#endif
