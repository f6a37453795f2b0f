/* inspect.h - looking into an equation, part by part.
 *
 * Knows which part of an equation is looked at and at which index, what the
 * part comes to there, why, and what it reads. It draws nothing: a screen
 * moves it, a panel shows it.
 *
 * Everything is computed when it is asked for, at the lab's present state,
 * and kept until that, the part or an index changes. Memory does not grow
 * with the number of examples.
 */
#ifndef COURSE_INSPECT_H
#define COURSE_INSPECT_H

#include <stdbool.h>
#include <stddef.h>

#include "tex/unroll.h"
#include "tex/walk.h"

struct equation;
struct err;
struct inspect;
struct lab;

/* An index letter that the part stands under, or that its statement leaves
 * free: outermost first, the free ones before all. */
struct inspect_letter {
    struct slice key;
    struct unroll_range range;
    size_t at; /* which of the range: what it is held at; < range.count */
};

enum { INSPECT_LETTERS = 8 };

/* What is known of the part. Text lives until the next change. */
struct inspect_facts {
    struct slice source; /* the part's own TeX */
    enum eval_status status;
    bool waits;              /* takes long: inspect_work() has not valued it */
    struct value value;      /* in the lab's format; EVAL_VALUE */
    struct value exact;      /* EVAL_VALUE */
    bool differs;            /* the two are seen to */
    const char *fault;       /* why there is no value, else "" */
    const char *flags;       /* what happened to it, in words, else "" */
    struct slice name, body; /* its definition as TeX, or empty */
    struct slice numbers;    /* with the numbers put in, or empty */
    const struct mean *binder; /* the part, when its terms can be listed */
    struct unroll_range terms; /* of it */
};

/* At the first side. NULL when the equation has none. The equation is
 * borrowed and must outlive it. */
struct inspect *inspect_create(const struct equation *equation);
void inspect_destroy(struct inspect *inspect);

const struct equation *inspect_equation(const struct inspect *inspect);
const struct walk *inspect_place(const struct inspect *inspect);

/* One step; false, with nothing changed, when there is no such part. */
bool inspect_step(struct inspect *inspect, enum walk_way way);

/* To the smallest part that covers bytes [from, to) of the equation. */
bool inspect_to(struct inspect *inspect, uint32_t from, uint32_t to);

/* The index letters of the part, with the terms' own letter behind them when
 * the part is a sum or product. Returns how many. */
size_t inspect_letters(struct inspect *inspect,
                       const struct inspect_letter **letters);

/* Holds a letter at a value it runs over. False with err. */
bool inspect_index(struct inspect *inspect, struct slice key, double value,
                   struct err *err);

/* Moves the letter that is innermost (or that inspect_choose() chose) by so
 * many places, stopping at the ends. False when it has none to move. */
bool inspect_shift(struct inspect *inspect, long by);

/* The letter that inspect_shift() moves: an index of inspect_letters(), which
 * stays chosen while it is there. */
size_t inspect_chosen(struct inspect *inspect);
void inspect_choose(struct inspect *inspect, size_t letter);

const struct inspect_facts *inspect_facts(struct inspect *inspect);

/* The i-th term of the part: facts->binder is not NULL, i < terms.count. */
void inspect_row(struct inspect *inspect, struct arena *arena, size_t i,
                 struct unroll_row *row);

/* Whether there is a value that takes too long for a key's path, and valuing
 * it; `stop` is asked often and ends it, to be begun again. */
bool inspect_waits(struct inspect *inspect);
void inspect_work(struct inspect *inspect, bool (*stop)(void *),
                  void *stop_context);

/* Whether the part reads that cell of the lab's table: tag is one of
 * equation.h, row and class count from 0. */
bool inspect_reads(struct inspect *inspect, int tag, size_t row, size_t class);

/* The parts of an equation that read a cell at its own index: the names and
 * calls in it, the outermost ones. Rows behind those of the table are the
 * lab's parameters: then those that depend on it, class not looked at. Bytes
 * [from, to) of the equation, in out[cap]; returns how many. What takes long
 * is passed over. */
struct inspect_span {
    uint32_t from, to;
};
size_t inspect_readers(const struct equation *equation, size_t row,
                       size_t class, struct inspect_span *out, size_t cap);

#endif
