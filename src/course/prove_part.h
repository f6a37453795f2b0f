/* prove_part.h - what the files of prove.h share.
 */
#ifndef COURSE_PROVE_PART_H
#define COURSE_PROVE_PART_H

#include "course/equation.h"
#include "course/prove.h"
#include "course/prove_data.h"
#include "course/prove_number.h"
#include "lesson/block.h"

struct arena;
struct catalogue;
struct lab;
struct question;
struct prove_ready; /* a prepared state, and of which lab */
struct prove_drawn; /* random sets that were made, and of what */

struct prover {
    struct section *section;
    const struct prove_options *options;
    struct proof *proof;
    size_t line_cap;
    struct arena *arena; /* as long as the prover */
    struct equations *equations;
    const struct question *question; /* being proved, or NULL */
    size_t set;                      /* of its varied numbers, from 0 */
    struct prove_ready **ready;      /* [ready_count] prepared states */
    size_t ready_count, ready_cap;
    struct prove_drawn *drawn;
    size_t drawn_count, drawn_cap;
};

/* A line of the report. */
void prove_error(struct prover *p, int line, int column, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));
void prove_note(struct prover *p, int line, int column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void prove_warning(struct prover *p, int line, int column, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));

/* The same, at a byte of a formula. */
void prove_error_at(struct prover *p, const struct lesson_tex *tex,
                    uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* ---- where formulas are judged ---- */

/* A data set with what is bound on it, and the format of the page. */
struct prove_place {
    const struct eval_data *data;
    const struct eval_binding *bindings;
    size_t binding_count;
    enum format format;
};

/* A state of a lab: a copy of it after some actions. */
struct prove_state {
    struct lab *lab; /* NULL: there is none */
    struct arena *arena;
    struct eval_data data;
    struct prove_place place;
};

/* with: actions with ';' between, or empty; one of them may be `play`, which
 * stands for what the question being proved plays. False with an error
 * reported at line and column, and nothing to finish. */
bool prove_state_init(struct prover *p, struct prove_state *state,
                      const struct lab *lab, struct slice with, int line,
                      int column);
void prove_state_finish(struct prove_state *state);

/* Numbers of this section and of the question being proved. */
struct prove_source prove_source(const struct prover *p,
                                 const struct scope *scope);

/* The same state with the numbers that the question being proved has at its
 * try `number`, from 0, as a state has them at first. */
void prove_state_vary(const struct prover *p, struct prove_state *state,
                      size_t number);

/* What letters mean at a block; NULL: an error was reported. */
const struct scope *prove_scope(struct prover *p, const struct block *block);

/* The random sets of a lab's shape. */
struct prove_sets *prove_sets(struct prover *p, const struct lab *lab,
                              const struct scope *scope, bool one_hot);

/* prove_older.c: warns of what is defined again while something used below
 * still means the older one. */
void prove_older(struct prover *p);

/* ---- judging ---- */

enum prove_outcome {
    PROVE_NOTHING, /* no relation in it is judged, or it is NaN = NaN here */
    PROVE_HOLDS,
    PROVE_FALSE,
    PROVE_REFUSED
};

/* What a formula comes to on one data set, and where. */
struct prove_finding {
    enum prove_outcome outcome;
    size_t statement, link; /* FALSE; REFUSED: link is the side */
    struct real left, right;
    const char *text; /* why, or what judge() says; may be "" */
    uint32_t at;      /* byte of the formula */
};

/* Judges the statements of a formula, `before` being what the first one goes
 * on from (NULL: nothing), into judged[formula->count]. */
struct prove_finding
prove_judge(struct arena *arena, const struct mean_formula *formula,
            const struct scope *scope, const struct prove_place *place,
            const struct judgement *before, struct judgement *judged);

/* Whether a side takes part in a relation that was judged and holds. A
 * statement without a relation is the left side of those that go on from it.
 */
bool prove_claims(const struct mean_formula *formula,
                  const struct judgement *judged, size_t statement,
                  size_t side);

/* The first rounded number in a side that claims nothing, and that is no
 * data; NULL: none. */
const struct mean *prove_untraced(const struct prover *p,
                                  const struct scope *scope,
                                  const struct mean_formula *formula,
                                  const struct judgement *judged);

/* ---- the parts ---- */

/* A displayed equation, by its index among the equations. */
void prove_equation(struct prover *p, size_t index);

/* Judges an equation on a place, after those it goes on from.
 *
 * instead  judged in its place, or NULL
 * judged   [the formula's count], in the arena
 */
struct prove_finding prove_chain(struct prover *p, struct arena *arena,
                                 size_t index,
                                 const struct mean_formula *instead,
                                 const struct prove_place *place,
                                 struct judgement **judged);

/* A random set as a place. */
struct prove_place prove_set_place(const struct prove_set *set);

/* A checked relation that holds, and how to judge a change of it. */
struct prove_claim {
    const struct mean_formula *formula;
    const struct scope *scope;
    const struct judgement *judged; /* [formula's count], where it holds */
    const struct lesson_tex *tex;   /* where it stands */
    const struct block *block;      /* whose `equivalent` marks explain what
                                       survives; NULL: there are none */
    size_t data_count;              /* data sets to try; at least 1 */
    struct prove_finding (*judge)(void *context, size_t data,
                                  struct arena *arena,
                                  const struct mean_formula *instead);
    void *context;
};

/* Its mutants: caught on one of the data sets, explained, or survivors. */
void prove_mutants(struct prover *p, const struct prove_claim *claim);

/* Judges a formula that goes on from nothing in a state; judged lives as long
 * as that. */
struct prove_finding prove_on(const struct prove_state *state,
                              const struct mean_formula *formula,
                              const struct scope *scope,
                              struct judgement **judged);

/* The mutants of such a formula, where the options ask for them. */
void prove_mutants_on(struct prover *p, const struct prove_state *state,
                      const struct mean_formula *formula,
                      const struct scope *scope, const struct judgement *judged,
                      const struct lesson_tex *tex);

/* Running text: inline formulas and bare numbers. */
struct prove_text {
    const struct scope *scope;
    const struct lab *lab; /* from whose prepared state `with` starts */
    const struct prove_state *states; /* [state_count]: it is enough that a
                                         number is right in one */
    size_t state_count;
};
void prove_spans(struct prover *p, const struct prove_text *text,
                 struct spans spans);

/* The proof behind an inline formula that reads: SPAN_IS. */
void prove_is(struct prover *p, const struct prove_text *text,
              const struct span *span, const struct mean_formula *formula);

/* A formula that must read; NULL with an error reported when it does not. */
const struct mean_formula *prove_read(struct prover *p,
                                      const struct lesson_tex *tex,
                                      const struct scope *scope);

/* The same for one expression without relations; not counted. */
struct mean *prove_read_side(struct prover *p, const struct lesson_tex *tex,
                             const struct scope *scope);

void prove_question(struct prover *p, const struct block *block);

/* That its keys are accepted and its slips told from them and from each other,
 * with the numbers of every try; that what is to be reached is false at first
 * and true after its `play`, which the learner may do too; that the entries of
 * an order can be told apart. states: prepared, and after its play. */
void prove_answers(struct prover *p, const struct block *block,
                   const struct scope *scope, struct prove_state *states,
                   size_t state_count);

/* Warns where numbers that are asked for have too few others for a new try,
 * though they are not those of the lab, and where no text tells a number that
 * varies. */
void prove_vary(struct prover *p, const struct block *block,
                const struct scope *scope);

/* ---- regressions: prove_fit.c ---- */

/* A `plot` or a `sample`. */
void prove_figure(struct prover *p, const struct block *block);

void prove_fit(struct prover *p, const struct block *block);

/* That the lesson takes the time that it declares, and a section of the course
 * neither too little nor too much: lesson/minutes.h. */
void prove_minutes(struct prover *p, const struct catalogue *catalogue);

#endif
