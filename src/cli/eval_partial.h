/* eval_partial.h - a part's readings as a line of text, to be joined.
 *
 * A JSON object with the names of the classes and what partial.h and
 * part_rows.h have, sums as hexadecimal digits; docs/likely.1 says what is in
 * it.
 */
#ifndef CLI_EVAL_PARTIAL_H
#define CLI_EVAL_PARTIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/slice.h"
#include "lab/part_rows.h"
#include "lab/partial.h"

struct arena;
struct err;
struct evaluated;
struct prediction_count;

/* Examples of all parts together are fewer, so that no sum is out of range. */
#define EVAL_EXAMPLES_MAX (UINT64_C(1) << 40)

struct eval_part {
    struct partial readings;
    bool logits;
    char **classes; /* [class_count] */
    size_t class_count;
    struct part_rows zeros; /* EVALUATION_ZEROS or all, by place */
    struct part_rows worst; /* worst_most or all, by loss */
    size_t worst_most;
    struct part_row most_off; /* row 0: there is none */
};

/* What is to be said of a part's rows, under its name; into the arena. */
void eval_part_rows(struct eval_part *part, struct arena *arena,
                    const char *name, const struct evaluated *readings,
                    const struct prediction_count *count);

/* Joins another part of the same classes. */
void eval_part_add(struct eval_part *whole, const struct eval_part *part,
                   struct arena *arena);

/* The same in an arena of its own: of `part` nothing is needed any more. */
struct eval_part eval_part_copy(struct arena *arena,
                                const struct eval_part *part);

/* One line. */
void eval_part_print(const struct eval_part *part, FILE *out);

/* The names are put into the arena. False with err's text. */
bool eval_part_read(struct arena *arena, struct slice line,
                    struct eval_part *part, struct err *err);

#endif
