/* errata_file.h - tests/data/errata.txt, read.
 *
 * The file's head says what its lines are.
 */
#ifndef TEX_ERRATA_FILE_H
#define TEX_ERRATA_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "tex/eval.h"

struct arena;

enum erratum_want {
    WANT_NOTHING,
    WANT_IS,
    WANT_AT,
    WANT_ENTRIES,
    WANT_HOLDS,
    WANT_LOST,
    WANT_FALSE,
    WANT_REFUSED,
    WANT_NONE
};

/* One formula and what it comes to. */
struct erratum_item {
    int number; /* of the erratum */
    int line;   /* of the formula in the file */
    struct slice role, tex, lab;
    const struct scope *scope;
    struct eval_binding with[2];
    size_t with_count;
    enum erratum_want want;
    struct slice words; /* numbers, or a part of what is said */
};

struct errata {
    struct erratum_item *items;
    size_t count;
    bool seen[32]; /* [number] */
    int untested;  /* errata that only say why */
};

/* Define blocks with a name. */
struct scope_shelf {
    struct {
        struct slice name;
        const struct scope *scope;
    } at[24];
    size_t count;
};

/* Reads a block up to its "end"; *line counts. Fails the test on an error. */
void shelf_read(struct scope_shelf *shelf, struct arena *arena,
                struct slice name, struct slice *rest, int *line);
/* Fails the test when there is none. */
const struct scope *shelf_find(const struct scope_shelf *shelf,
                               struct slice name, int line);

/* Reads the file; fails the test where it is wrong. */
struct errata errata_read(struct arena *arena, struct slice text);

/* Half a unit of the last digit of a written number. */
double errata_half(struct slice number);

#endif
