/* inspect_state.h - what the parts of inspect*.c share.
 */
#ifndef COURSE_INSPECT_STATE_H
#define COURSE_INSPECT_STATE_H

#include <stdint.h>

#include "course/inspect.h"

enum { HELD_MAX = 16 };

/* Expressions that cost more are valued when nothing else is to do. */
#define INSPECT_AT_ONCE 2e5

/* Cells of the lab's two tables that were read. */
struct cells {
    size_t rows, classes;
    unsigned char *truth, *scores; /* [rows * classes], NULL: none known */
};

struct inspect {
    const struct equation *equation;
    struct walk walk;
    /* Letters keep their value while the reader walks elsewhere. */
    struct eval_binding held[HELD_MAX];
    size_t held_count;
    struct slice chosen; /* the letter that was chosen, or empty */

    /* What follows from all that and from the lab, made by inspect_refresh():
     * `arena` has it all. */
    bool fresh;
    uint64_t revision;
    struct arena *arena;
    struct eval_data data;
    struct inspect_letter letters[INSPECT_LETTERS];
    size_t letter_count;
    size_t outer; /* letters that the part is valued under: without its own */
    struct eval_binding bindings[INSPECT_LETTERS];
    struct inspect_facts facts;
    struct cells cells;
};

/* Brings everything up to date. */
void inspect_refresh(struct inspect *inspect);

/* Where the part is looked at. */
struct unroll inspect_view(const struct inspect *inspect);

/* Fills inspect->facts and ->cells; letters stand. */
void inspect_find_facts(struct inspect *inspect);

#endif
