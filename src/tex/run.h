/* run.h - valuing code. Private to tex/.
 *
 * Each function stops early, with whatever in its result, once machine.status
 * is no longer EVAL_VALUE: the first fault is the one that is told.
 */
#ifndef TEX_RUN_H
#define TEX_RUN_H

#include <math.h>

#include "tex/code.h"

/* The numbers that a range comes to: first, first + 1, ..., or entries. */
struct span {
    long first;
    size_t count;
    const struct real *entries;
};

/* run.c: what is a number. */
void run_number(struct machine *m, struct code *code, struct real *out);

/* An index that has to be worked out as a number. */
bool run_any_index(struct machine *m, struct code *code, long *out);

/* An integer; false: it is none, and refused. A slot knows its number as an
 * index too, and a constant what it was before it was rounded. */
static inline bool run_index(struct machine *m, struct code *code, long *out)
{
    if (code->op == OP_SLOT && !code->told) {
        *out = m->slots[code->slot].index;
        if (*out != NOT_WHOLE)
            return true;
    } else if (code->op == OP_CONSTANT && !code->told) {
        double x = code->exact;

        if (fabs(x) < 0x1p53) {
            *out = (long)x;
            if ((double)*out == x)
                return true;
        }
    }
    return run_any_index(m, code, out);
}

void run_fail(struct machine *m, const struct mean *node,
              enum eval_status status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Says what an OP_FAULT says, or first what is wrong within its parts. */
void run_fault(struct machine *m, struct code *code);

/* Whether to go on with the next round of a loop: asks `stop` at times. */
bool run_goes_on(void *machine);

static inline bool run_more(struct machine *m)
{
    if (m->patience > 1 && m->status == EVAL_VALUE) {
        m->patience--;
        return true;
    }
    return run_goes_on(m);
}

/* The sink gets the value of a node. */
void run_tell(struct machine *m, const struct code *code,
              const struct value *value);

/* run_shape.c: what may have entries. Those of the result live in the code's
 * own room until it is valued again. */
void run_value(struct machine *m, struct code *code, struct value *out);
struct real *run_room(struct machine *m, struct code *code, size_t count);

/* run_binder.c */
bool run_range(struct machine *m, struct code_range *range, struct span *span);
void run_enter(struct machine *m, const struct code_range *range);
void run_set(struct machine *m, const struct code_range *range,
             const struct span *span, size_t at);
void run_leave(struct machine *m, const struct code_range *range);
void run_binder(struct machine *m, struct code *code, struct real *out);

/* run_rows.c: every row of a binder by itself, blocks of them at once. */
struct tally;
void run_each(struct machine *m, struct code *code, const struct span *span,
              struct tally *tally);

/* Marks the sums and products that a run in the exact format values in float64
 * as well, so that the same code run in float64 has them already. */
void run_mark_twins(struct code *code);

/* run_optimum.c: OP_PLACE and OP_GRID. */
/* The place alone of an OP_PLACE along_row, fast; false when it cannot be
 * valued so: the general way says why. */
bool run_place(struct machine *m, struct code *code, long *out);
/* The first best of a row; false where none is better than the worst there can
 * be. */
bool run_first_best(const struct arith *ar, const double *row, size_t count,
                    bool maximum, size_t *out);
void run_optimum(struct machine *m, struct code *code, struct value *out);

/* cost.c: the steps that run_number() or run_value() would take. */
double run_cost(struct machine *m, struct code *code);

/* run_flow.c: definitions, cases, gradients: what chooses or holds. */
struct code *run_choice(struct machine *m, struct code *code);
bool run_holds(struct machine *m, struct code *let);
void run_release(struct machine *m, struct code *let);
void run_slope(struct machine *m, struct code *code, size_t entry,
               struct real *out);
bool run_seeds(struct machine *m, const struct code *code, const size_t at[2]);

#endif
