/* prove_number.h - the numbers of a lesson that were rounded.
 *
 * A number with a decimal point, an exponent or a % sign was computed by
 * somebody, or stands in the data. Whole numbers count and name things and
 * are left alone; so are numbers of sections.
 */
#ifndef COURSE_PROVE_NUMBER_H
#define COURSE_PROVE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "tex/mean.h"

struct question_block;
struct scope;
struct section;

/* Whose numbers count as data. */
struct prove_source {
    const struct section *section;
    const struct question_block *ask; /* its `play`, its `vary`; or NULL */
    const struct scope *scope;
};

/* A rounded number in running text. */
struct prove_number {
    struct slice text; /* "2,071.47", "4.9e-324", "2 %" */
    double value;      /* without a sign; 0.02 for 2 % */
};

/* The next one at or behind *at, which then lies behind it; false: none. Not
 * one: "1.5.1", what is part of a word ("float32", "v0.1"), and what follows
 * the words section, part, chapter, version, page, figure or table. */
bool prove_next_number(struct slice text, size_t *at, struct prove_number *out);

/* Whether a number stands in the data of a lab of the section (rows, arrays,
 * parameters and their ranges) or is an argument of the question's actions,
 * its sign aside. */
bool prove_is_data(const struct prove_source *source, double x);

/* How many rounded numbers a formula has. */
size_t prove_rounded(const struct mean_formula *formula);

/* The first rounded number of a side that is no data, or NULL. */
const struct mean *prove_loose(const struct prove_source *source,
                               const struct mean *side);

#endif
