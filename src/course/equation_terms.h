/* equation_terms.h - the terms of a displayed equation, as the lab is now.
 *
 * Of the last side that has any (tex/terms.h), valued in the lab's format and,
 * where the equation has free index letters, at the row that it shows.
 */
#ifndef COURSE_EQUATION_TERMS_H
#define COURSE_EQUATION_TERMS_H

#include "tex/terms.h"

struct equation;

struct equation_terms {
    struct terms terms;
    struct unroll at;
    /* What these borrow. */
    struct arena *arena;
    struct eval_data data;
};

/* False, with nothing to finish, where no side has terms. Good until the lab
 * is edited. */
bool equation_terms_init(struct equation_terms *terms,
                         const struct equation *equation);
void equation_terms_finish(struct equation_terms *terms);

#endif
