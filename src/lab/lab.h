/* lab.h - a small data set whose predictions and labels can be moved.
 *
 * n listed rows over K classes stand for N examples: example i (from 0) is
 * row i mod n, so that N goes from 1 to ten million without memory. A row
 * has a truth and a prediction, both distributions over the classes.
 *
 * Every edit returns false with the reason in *err (which may be NULL) and
 * changes nothing when it is refused; an edit that would change nothing
 * succeeds and leaves no step to undo. Rows, classes count from 0 here and
 * from 1 in messages, as in scripts. All text in messages is gated.
 *
 * State is settings (N, format, unit, temperature, parameters) and rows
 * (scores, truths, locks). The same state always has the same readings, bit
 * for bit, whatever edits led to it.
 */
#ifndef LAB_LAB_H
#define LAB_LAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/lab_spec.h"

struct arena;
struct err;
struct lab;
struct strbuf;

/* A lab in the state that spec describes, which is its first state. NULL with
 * err filled when the spec is no lab: K or n out of range, a probability
 * outside [0, 1], a row whose sum is off 1 by more than 1e-4 (nothing is
 * rescaled), a logit or temperature out of range, a softness outside [0, 1],
 * N out of range, a parameter outside its range, a name given twice. */
struct lab *lab_create(const struct lab_spec *spec, struct err *err);
void lab_destroy(struct lab *lab);

/* The present state as a spec, in the arena, without copying names (they
 * live as long as the lab): lab_create() of it has the same rows, locks and
 * settings, bit for bit. */
struct lab_spec lab_snapshot(const struct lab *lab, struct arena *arena);

/* The same for the state that lab_reset() leads to; a row's locks are those of
 * that state. */
struct lab_spec lab_first(const struct lab *lab, struct arena *arena);

/* ---- reading ---- */

size_t lab_classes(const struct lab *lab);     /* K */
size_t lab_rows(const struct lab *lab);        /* n */
long lab_example_count(const struct lab *lab); /* N */

/* Text lives as long as the lab and is as the lesson wrote it (not gated). */
const char *lab_name(const struct lab *lab);
const char *lab_title(const struct lab *lab);
const char *lab_class_name(const struct lab *lab, size_t class);

/* The same for a row. One without an input is called "row 1", "row 2"...,
 * which is written to `room` and lives as long as that does. */
enum { LAB_ROW_NAME = 32 };
const char *lab_row_name(const struct lab *lab, size_t row,
                         char room[LAB_ROW_NAME]);
bool lab_row_named(const struct lab *lab, size_t row);

enum lab_model lab_model(const struct lab *lab);

/* [K], valid until the next edit. The truth, and the prediction. Rows do not
 * follow each other in memory, and of a softmax of many rows a prediction is
 * valid only until 64 other rows have been asked for. */
const double *lab_truth(const struct lab *lab, size_t row);
const double *lab_prediction(const struct lab *lab, size_t row);

/* [K] the lab's own prediction, before any lab_redefine(): what s names in
 * formulas. */
const double *lab_base_prediction(const struct lab *lab, size_t row);

/* Fills out, [rows][classes], with predictions made from the lab's own and its
 * parameters. False: they cannot be had, and the lab's own stand in. */
typedef bool lab_redefine_fn(const void *context, const struct lab *lab,
                             double *out);

/* Makes everything that the lab says of its predictions follow `fn` from now
 * on: what a lesson does that gives \hat y a meaning of its own. What is
 * edited stays the lab's own. fn NULL: no more, if context is still the one
 * that was given; else nothing. */
void lab_redefine(struct lab *lab, lab_redefine_fn *fn, const void *context);

/* Says that `fn` reads nothing of the lab's own prediction, which then has no
 * place beside what it makes. Holds until the next lab_redefine(). */
void lab_redefine_afresh(struct lab *lab);
bool lab_is_afresh(const struct lab *lab);

/* Whether that makes another prediction of the lab's own in this state, by more
 * than rounding. False where nothing of the lab's own is in it. */
bool lab_is_redefined(const struct lab *lab);

/* [K] what lab_set() stores: the prediction, or the logits. All rows follow
 * each other, in one place for the life of the lab. Of LAB_LOGISTIC, where
 * nothing is stored, the prediction. */
const double *lab_scores(const struct lab *lab, size_t row);

/* What predictions of LAB_LOGISTIC are made from: how many in a row, and all
 * rows of them; 0 and NULL of another model. Their weights are parameters w_1
 * and on (w, where that is a number), and b. */
size_t lab_feature_count(const struct lab *lab);
const double *lab_features(const struct lab *lab);

/* The row's class, or -1 while it has none (its truth was given). */
int lab_class(const struct lab *lab, size_t row);

/* [n] the classes of all rows, in one place for the life of the lab; NULL while
 * a row is soft, and always where a row was made with a truth of its own. */
const int32_t *lab_labels(const struct lab *lab);

/* e in (1-e) onehot + e/K; 0 for a row without a class. */
double lab_softness(const struct lab *lab, size_t row);
bool lab_locked(const struct lab *lab, size_t row, size_t class);

/* How often the row occurs among the N examples (0 where N < n and the row
 * is not reached). */
long lab_row_count(const struct lab *lab, size_t row);

enum format lab_format(const struct lab *lab);
enum unit lab_unit(const struct lab *lab);
double lab_temperature(const struct lab *lab);

/* Parameters, in the order of declaration. */
size_t lab_params(const struct lab *lab);
struct lab_param lab_param(const struct lab *lab, size_t index);

/* Whether it may move here at all, questions left aside. */
bool lab_param_moves(const struct lab *lab, size_t index);

/* Index of a parameter, or -1. */
int lab_find_param(const struct lab *lab, struct slice name);

/* The further arrays, as given (numbers among them show their present value
 * as parameters). NULL when there is none of that name. */
size_t lab_arrays(const struct lab *lab);
const struct lab_data *lab_array(const struct lab *lab, size_t index);
const struct lab_data *lab_find_array(const struct lab *lab, struct slice name);

/* The row or class that a word of an action names: a number from 1, or else a
 * name. False with the choices in err. */
bool lab_find_row(const struct lab *lab, struct slice word, size_t *row,
                  struct err *err);
bool lab_find_class(const struct lab *lab, struct slice word, size_t *class,
                    struct err *err);

/* Whether the state differs from the first one. */
bool lab_dirty(const struct lab *lab);

/* Grows by at least 1 with every change of the state, undo and redo included,
 * and never repeats: what a cache compares. */
uint64_t lab_revision(const struct lab *lab);

/* ---- editing ---- */

/* Given predictions: stores p exactly; the row's other unlocked entries keep
 * their ratios (share equally where all are 0) and take what is left, so that
 * |sum - 1| <= K 2^-52. Refused: p outside [0, 1], above 1 minus the locked
 * entries, or leaving a rest that no unlocked entry can take.
 * Logits: stores p, of magnitude up to LAB_LOGIT_MAX, and touches no other
 * logit. */
bool lab_set(struct lab *lab, size_t row, size_t class, double p,
             struct err *err);

/* lab_set() of the present value plus delta, stopped at the ends of what the
 * row allows; refused where it stands at that end already. A delta of 1e-9 or
 * more lands on a decimal of 12 places, so that 0.7 and twenty nudges of 0.01
 * are 0.9. */
bool lab_nudge(struct lab *lab, size_t row, size_t class, double delta,
               struct err *err);

/* Changes the class and keeps the softness (0 for a row that had no class). */
bool lab_set_label(struct lab *lab, size_t row, size_t class, struct err *err);

/* truth = (1-e) onehot(class) + e/K, e in [0, 1]. A row without a class is
 * refused: label it first. */
bool lab_soften(struct lab *lab, size_t row, double e, struct err *err);

/* A locked entry keeps its value until it is unlocked, whatever is edited in
 * its row; undo, redo, reset and restore go back to older states and are not
 * held by it. Locking is itself a step of the history. */
bool lab_lock(struct lab *lab, size_t row, size_t class, struct err *err);
bool lab_unlock(struct lab *lab, size_t row, size_t class, struct err *err);

bool lab_examples(struct lab *lab, long n, struct err *err);
bool lab_set_format(struct lab *lab, enum format format, struct err *err);
bool lab_set_unit(struct lab *lab, enum unit unit, struct err *err);

/* t from LAB_TEMPERATURE_MIN to _MAX; only where predictions are a softmax. */
bool lab_set_temperature(struct lab *lab, double t, struct err *err);
bool lab_let(struct lab *lab, struct slice name, double value, struct err *err);

/* A parameter up (direction > 0) or down to the next multiple of its step,
 * within its range; refused where it stands at that end already. The fine
 * step is the declared one, the other a fortieth of the range, rounded. */
bool lab_step_param(struct lab *lab, size_t index, int direction, bool fine,
                    struct err *err);
double lab_param_step(const struct lab *lab, size_t index, bool fine);

/* Gives the lab a parameter that it was not made with; no step of the
 * history. In all its states it has the value given. Where it has one of that
 * name, range and step are replaced, and its values brought within. */
void lab_declare(struct lab *lab, const struct lab_param *param);

/* Steps back and forth, without limit, to the very bits. Refused where there
 * is no step, or where it would move a lever that a question locks. */
bool lab_undo(struct lab *lab, struct err *err);
bool lab_redo(struct lab *lab, struct err *err);
bool lab_can_undo(const struct lab *lab);
bool lab_can_redo(const struct lab *lab);

/* How many steps lab_undo() could go back. */
size_t lab_steps(const struct lab *lab);

/* Back to the first state; the locks stay. One step, that can be undone. */
bool lab_reset(struct lab *lab, struct err *err);

/* Keeps the present state under a name (replacing what it had), and goes back
 * to it in one step that can be undone. Saving is not a step. A name is 1 to
 * 64 bytes. */
bool lab_save(struct lab *lab, struct slice name, struct err *err);
bool lab_restore(struct lab *lab, struct slice name, struct err *err);

/* ---- listening ---- */

/* Somebody who keeps a sum over rows: it takes out what the rows [row, row +
 * count) are worth before they change, and puts it in again afterwards. Both
 * may ask the lab whatever they like and must not move it. A leave is always
 * followed by the enter of the same rows, changed or not, with no other call
 * between. An edit leaves and enters its row; an undo, a redo, a reset and a
 * restore each row that they move, one after another; and where all follow from
 * what moves (the temperature, parameters), it is all rows at once. How often
 * rows occur is not told: it follows from N. */
struct lab_listener {
    void (*leave)(void *context, const struct lab *lab, size_t row,
                  size_t count);
    void (*enter)(void *context, const struct lab *lab, size_t row,
                  size_t count);
    void *context;
};

/* From now on, or until lab_unlisten() with the same context: the listener is
 * copied. Nobody is told that a lab is destroyed. */
void lab_listen(struct lab *lab, const struct lab_listener *listener);
void lab_unlisten(struct lab *lab, const void *context);

/* ---- levers ---- */

/* Which levers this lab has: the spec's, without those that its model cannot
 * have (PREDICTED of a softmax; LOGITS, TEMPERATURE of given predictions). */
unsigned lab_levers(const struct lab *lab);

/* Another mask, for a section that goes on with an earlier one's lab. */
void lab_set_levers(struct lab *lab, unsigned levers);

/* Whether a lever may move now; false with the reason in err. */
bool lab_may(const struct lab *lab, enum lab_lever lever, struct err *err);

/* One parameter in such a mask, where LAB_LEVER_PARAM is all of them. Those
 * that have no bit of their own, from the 23rd on, give that. */
unsigned lab_lever_of(size_t param);

/* A predict-first question holds levers until it is answered. `question` is
 * how the reason names it ("question 'underflow'"); locking again under the
 * same name replaces the mask. */
void lab_lock_levers(struct lab *lab, unsigned levers, const char *question);

/* Gives them free again. NULL: all questions. */
void lab_unlock_levers(struct lab *lab, const char *question);

/* The mask of what questions hold now. */
unsigned lab_locked_levers(const struct lab *lab);

#endif
