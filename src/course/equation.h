/* equation.h - the displayed equations of a section, alive.
 *
 * Joins a lesson's displayed equations, the define blocks above them and the
 * lab beside them. Reading is done once, judging again when the lab's
 * revision has grown: first the cheap ones, at once; what has an optimum or
 * takes long is left for equations_work(), between keys.
 *
 * An equation that begins with a relation goes on from the displayed equation
 * before it, if that speaks of the same lab; misprints and what is marked
 * unread are passed over. So a derivation may be set in several displays.
 *
 * The k-th equation here is the k-th displayed one of the page
 * (ANCHOR_EQUATION's index).
 */
#ifndef COURSE_EQUATION_H
#define COURSE_EQUATION_H

#include <stdbool.h>
#include <stddef.h>

#include "tex/judge.h"

struct block;
struct err;
struct equations;
struct lab;
struct section;

struct equation {
    const struct block *block; /* BLOCK_MATH */
    struct lab *lab;           /* the last one above it, else the section's
                                  first, or NULL */
    const struct scope *scope; /* the define blocks above it */
    const struct mean_formula *formula;
    struct judgement *judged; /* [formula->count] */
    bool fresh; /* judged at the lab's present revision; else it shows what
                   was true before, dimmed */
    bool known; /* judged at least once */
};

/* Equations of an open section. NULL with err: a define block is wrong (file,
 * line, column). The section must outlive it. */
struct equations *equations_create(struct section *section, struct err *err);
void equations_destroy(struct equations *equations);

size_t equations_count(const struct equations *equations);
const struct equation *equations_get(const struct equations *equations,
                                     size_t index);

/* The index of the equation whose last statement this one's leading relation
 * goes on from; -1: it begins anew. */
long equations_before(const struct equations *equations, size_t index);

/* The lab beside a block of an open section: the last one above it, else the
 * section's first; NULL: there is none. */
struct lab *equation_lab(const struct section *section,
                         const struct block *block);

/* The equation of a block, or NULL. */
const struct equation *equations_of(const struct equations *equations,
                                    const struct block *block);

/* Which one of the section an equation without a number on the page is, from
 * 1, and so what it is called; 0: it has a number, or another has that one. */
size_t equations_number(const struct equations *equations,
                        const struct block *block);

/* Judges what is cheap and out of date; true when anything changed. */
bool equations_refresh(struct equations *equations);

/* Judges one of the rest; `stop` is asked often and ends it (it is begun
 * again later). True when nothing is left. */
bool equations_work(struct equations *equations, bool (*stop)(void *),
                    void *stop_context);

/* Whether equations_work() has something to do. */
bool equations_waiting(const struct equations *equations);

/* Judges all that is out of date, however long it takes. */
void equations_settle(struct equations *equations);

/* The row of the lab whose values free index letters show, from 0. */
void equations_show_row(struct equations *equations, size_t row);

/* The data of a lab as the evaluator takes it: y, s, z, N, K, the further
 * arrays and the parameters' present values. In the arena, borrowing from the
 * lab: valid until its next edit. */
struct eval_data lab_eval_data(struct arena *arena, const struct lab *lab);

/* The tags of its arrays. */
enum { LAB_CELLS_NONE, LAB_CELLS_TRUTH, LAB_CELLS_SCORES };

#endif
