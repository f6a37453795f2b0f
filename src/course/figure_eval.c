/* figure_eval.c - valuing a figure's formulas at many places. */
#include <math.h>

#include "base/arena.h"
#include "course/equation.h"
#include "course/figure_state.h"
#include "lab/lab.h"
#include "lesson/lesson_tex.h"
#include "tex/read.h"
#include "tex/scope.h"

enum {
    FREE_MAX = 8,
    OVERHEAD = 60 /* steps that a single evaluation is worth beside its own */
};

void figure_eval_begin(struct figure_eval *eval, struct arena *arena,
                       const struct figure_slot *slot, size_t row, bool exact)
{
    const struct lab *lab = slot->seen.lab;

    *eval = (struct figure_eval){ .arena = arena };
    if (lab)
        eval->data = lab_eval_data(arena, lab);
    eval->bound[0].key = slot->seen.key;
    for (size_t i = 0; i < slot->letter_count; i++)
        eval->bound[i + 1] =
            (struct eval_binding){ slot->letters[i], (double)row + 1.0 };
    eval->options.bindings = eval->bound;
    eval->options.binding_count = slot->letter_count + 1;
    eval->options.format = exact ? FORMAT_EXACT
                           : lab ? lab_format(lab)
                                 : FORMAT_FLOAT64;
}

bool figure_value(struct figure_eval *how, const struct mean *node,
                  const struct scope *scope, double x, struct real *out)
{
    struct mean_fault fault = { 0 };
    struct value value;
    enum eval_status status;

    *out = real_of(NAN);
    how->bound[0].value = x;
    status = eval(how->arena, node, scope, &how->data, &how->options, &value,
                  &fault);
    if (status == EVAL_STOPPED)
        return false;
    if (status != EVAL_VALUE)
        how->fault = fault.text;
    else if (value.shape != VALUE_NUMBER)
        how->fault = "it is no number but several";
    else
        *out = value.number;
    return true;
}

struct figure_formula figure_read(struct arena *arena,
                                  const struct lesson_tex *tex,
                                  const struct scope *scope)
{
    struct figure_formula formula = { 0 };
    const struct mean_fault *fault = NULL;

    if (tex->text.len == 0)
        return formula;
    formula.node =
        mean_read_expression(arena, tex->node, tex->text, scope, &fault);
    if (!formula.node)
        formula.fault = fault ? fault->text : "this is no expression";
    return formula;
}

static bool numbers_rows(const struct scope *scope, struct slice letter)
{
    const struct scope_domain *domain = scope_domain(scope, letter);

    return domain && domain->to && domain->to->kind == MEAN_NAME &&
           slice_is(domain->to->name, "N");
}

void figure_letters(struct figure_slot *slot, const struct mean *node,
                    const struct scope *scope)
{
    struct slice keys[FREE_MAX];
    size_t count = node ? eval_free(node, scope, keys, FREE_MAX) : 0;

    for (size_t i = 0; i < count && i < FREE_MAX; i++) {
        bool known = slice_eq(keys[i], slot->seen.key);

        for (size_t k = 0; k < slot->letter_count; k++)
            known |= slice_eq(keys[i], slot->letters[k]);
        if (!known && numbers_rows(scope, keys[i]) &&
            slot->letter_count < FIGURE_LETTERS)
            slot->letters[slot->letter_count++] = keys[i];
    }
}

/* How often a format visits a row that the exact arithmetic counts once. */
static double repeats(const struct lab *lab)
{
    double rows = lab ? (double)lab_rows(lab) : 0.0;

    return rows > 0.0 ? fmax(1.0, (double)lab_example_count(lab) / rows) : 1.0;
}

double figure_cost(const struct figure_slot *slot, bool exact)
{
    const struct figure *seen = &slot->seen;
    struct arena *arena = arena_create();
    struct eval_data data = { 0 };
    double cost = 0.0, times = exact ? 1.0 : repeats(seen->lab);
    bool plot = seen->kind == FIGURE_PLOT;

    if (seen->lab)
        data = lab_eval_data(arena, seen->lab);
    for (size_t i = 0; i < (plot ? seen->curve_count : 1); i++)
        if (slot->formulas[i].node)
            cost +=
                eval_cost(slot->formulas[i].node, slot->inner, &data) * times +
                OVERHEAD;
    arena_destroy(arena);
    if (plot)
        return cost * (double)seen->points;
    /* A draw is worth some steps; all of them may have to be made. */
    return cost * (double)slot->support_count +
           8.0 * seen->to * (double)seen->curve_count;
}
