/* eval_partial.h - a part's readings as a line of text, to be joined.
 *
 * A JSON object with the names of the classes and what partial.h has, its
 * sums as hexadecimal digits; docs/likely.1 says what is in it.
 */
#ifndef CLI_EVAL_PARTIAL_H
#define CLI_EVAL_PARTIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/slice.h"
#include "lab/partial.h"

struct arena;
struct err;

/* Examples of all parts together are fewer, so that no sum is out of range. */
#define EVAL_EXAMPLES_MAX (UINT64_C(1) << 40)

struct eval_part {
    struct partial readings;
    bool logits;
    char **classes; /* [class_count] */
    size_t class_count;
};

/* One line. */
void eval_part_print(const struct eval_part *part, FILE *out);

/* The names are put into the arena. False with err's text. */
bool eval_part_read(struct arena *arena, struct slice line,
                    struct eval_part *part, struct err *err);

#endif
