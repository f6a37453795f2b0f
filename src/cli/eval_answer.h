/* eval_answer.h - the readings of `likely eval`, printed.
 */
#ifndef CLI_EVAL_ANSWER_H
#define CLI_EVAL_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/evaluation.h"
#include "lab/predictions.h"
#include "num/unit.h"

struct eval_part;

struct eval_answer {
    const struct evaluated *readings;
    const struct prediction_count *count;
    bool logits;                  /* so that no row has a sum */
    bool normalised;              /* rows were divided by it */
    const struct eval_part *part; /* joined: no products, and rows are those
                                     of parts; else NULL */
    char *const *classes;         /* [class_count] */
    size_t class_count;
    enum unit unit;
};

/* A table for people. */
void eval_text(const struct eval_answer *answer);

/* One object, for other programs; docs/likely.1 says what is in it. */
void eval_json(const struct eval_answer *answer);

#endif
