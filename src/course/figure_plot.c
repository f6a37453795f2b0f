/* figure_plot.c - curves over a variable, their highest and lowest places. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "course/figure_state.h"
#include "course/name_key.h"
#include "lesson/block.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

enum { GOLDEN_MAX = 80 };

/* ---- reading ---- */

static void read_marks(struct arena *arena, struct figure_slot *slot)
{
    const struct plot_block *plot = slot->seen.block->plot;
    struct figure *seen = &slot->seen;
    struct figure_mark *marks =
        arena_array(arena, plot->mark_count + 1, sizeof *marks);

    slot->mark_formulas =
        arena_array(arena, plot->mark_count + 1, sizeof *slot->mark_formulas);
    for (size_t i = 0; i < plot->mark_count; i++) {
        struct slice name = slice_of(plot->marks[i]);
        struct lesson_tex tex = { .text = name_key(arena, name) };

        seen->high_marked |= slice_is(name, "argmax");
        seen->low_marked |= slice_is(name, "argmin");
        if (slice_is(name, "argmax") || slice_is(name, "argmin"))
            continue;
        tex.node = tex_parse(arena, tex.text, NULL);
        slot->mark_formulas[seen->mark_count] =
            figure_read(arena, &tex, seen->scope);
        marks[seen->mark_count++] = (struct figure_mark){ name, tex.text, NAN };
    }
    seen->marks = marks;
}

void figure_plot_read(struct arena *arena, struct figure_slot *slot)
{
    struct figure *seen = &slot->seen;
    const struct plot_block *plot = seen->block->plot;
    double *x = arena_array(arena, FIGURE_POINTS, sizeof *x);

    seen->kind = FIGURE_PLOT;
    seen->key = name_key(arena, slice_of(plot->name));
    seen->from = plot->from;
    seen->to = plot->to;
    seen->y_log = plot->y_log;
    seen->limit = seen->mean = seen->deviation = NAN;
    seen->points = FIGURE_POINTS;
    for (size_t i = 0; i < FIGURE_POINTS; i++)
        x[i] = i == FIGURE_POINTS - 1
                   ? plot->to
                   : plot->from + (plot->to - plot->from) * (double)i /
                                      (FIGURE_POINTS - 1);
    seen->x = x;
    /* A parameter is rebound, so that what reads it follows. */
    slot->inner = scope_param(seen->scope, seen->key)
                      ? seen->scope
                      : scope_declare(arena, seen->scope, seen->key, 0);
    seen->curve_count = plot->curve_count;
    seen->curves = arena_array(arena, plot->curve_count, sizeof *seen->curves);
    slot->curves = seen->curves;
    slot->formulas =
        arena_array(arena, plot->curve_count, sizeof *slot->formulas);
    for (size_t i = 0; i < plot->curve_count; i++) {
        struct figure_curve *curve = &seen->curves[i];

        curve->tex = &plot->curves[i].tex;
        curve->label = plot->curves[i].label ? slice_of(plot->curves[i].label)
                                             : (struct slice){ 0 };
        slot->formulas[i] = figure_read(arena, curve->tex, slot->inner);
        figure_letters(slot, slot->formulas[i].node, slot->inner);
    }
    read_marks(arena, slot);
}

/* ---- valuing ---- */

/* What is drawn of a value: itself, or its decimal logarithm, which reaches
 * further than a double does. */
static double place_of(const struct figure *figure, struct real y)
{
    if (!figure->y_log)
        return real_double(y);
    if (!(y.x > 0.0))
        return NAN;
    return log10(y.x) + (double)y.scale * log10(2.0);
}

/* Whether a is above b, or below it. NaN is neither. */
static bool beats(double a, double b, bool high)
{
    return high ? a > b : a < b;
}

static struct figure_extreme extreme(const struct figure *figure,
                                     const double *y, bool high)
{
    struct figure_extreme best = { 0 };
    double top = high ? -INFINITY : INFINITY;
    size_t at = 0;

    for (size_t i = 0; i < figure->points; i++) {
        if (isinf(y[i]))
            best.unbounded |= (y[i] > 0.0) == high;
        if (isfinite(y[i]) && beats(y[i], top, high)) {
            top = y[i];
            at = i;
            best.ties = 0;
            best.known = true;
        }
        best.ties += isfinite(y[i]) && y[i] == top;
    }
    if (!best.known)
        return best;
    best.x = figure->x[at];
    best.y = real_of(top);
    best.edge = at == 0 || at + 1 == figure->points;
    return best;
}

/* What is looked for between two neighbours of the best point. */
struct search {
    const struct figure_slot *slot;
    struct figure_eval *eval;
    size_t curve;
    bool high;
};

static bool look(const struct search *s, double x, double *place,
                 struct real *y)
{
    if (!figure_value(s->eval, s->slot->formulas[s->curve].node, s->slot->inner,
                      x, y))
        return false;
    *place = place_of(&s->slot->seen, *y);
    return true;
}

/* Golden section (as for \arg\max in formulas); what it finds counts only if
 * it is better. False: stopped. */
static bool refine(const struct search *s, struct figure_extreme *best)
{
    const double golden = 0.61803398874989484820;
    const struct figure *figure = &s->slot->seen;
    double step = (figure->to - figure->from) / (FIGURE_POINTS - 1);
    double low = fmax(best->x - step, figure->from);
    double high = fmin(best->x + step, figure->to);
    double goal = sqrt(DBL_EPSILON) * (figure->to - figure->from);
    double top, here;
    struct real y;

    if (!look(s, best->x, &top, &best->y))
        return false;
    /* Towards a pole there is no end of better places. */
    if (best->ties > 1 || best->unbounded)
        return true;
    for (int i = 0; i < GOLDEN_MAX && high - low > goal; i++) {
        double left = high - golden * (high - low);
        double right = low + golden * (high - low);
        double at_left, at_right;

        if (!look(s, left, &at_left, &y))
            return false;
        if (beats(at_left, top, s->high)) {
            top = at_left;
            best->x = left;
            best->y = y;
        }
        if (!look(s, right, &at_right, &y))
            return false;
        here = at_right;
        if (beats(here, top, s->high)) {
            top = here;
            best->x = right;
            best->y = y;
        }
        if (beats(at_right, at_left, s->high))
            low = left;
        else
            high = right;
    }
    return true;
}

static bool find_extremes(struct figure_slot *slot, struct figure_eval *eval,
                          size_t index)
{
    struct figure_curve *curve = &slot->curves[index];
    struct search s = { slot, eval, index, true };

    curve->high = extreme(&slot->seen, curve->y, true);
    curve->low = extreme(&slot->seen, curve->y, false);
    if (curve->high.known && !refine(&s, &curve->high))
        return false;
    s.high = false;
    return !curve->low.known || refine(&s, &curve->low);
}

/* All points of a curve that are not valued yet. */
static bool value_curve(struct figure_slot *slot, struct figure_eval *eval,
                        size_t index)
{
    const struct figure *seen = &slot->seen;
    const struct figure_formula *formula = &slot->formulas[index];
    struct figure_curve *curve = &slot->curves[index];
    double *y = (double *)curve->y;

    if (!formula->node) {
        curve->fault = formula->fault;
        for (size_t i = 0; i < seen->points; i++)
            y[i] = NAN;
        return true;
    }
    while (slot->point < seen->points) {
        struct real real;

        if (!figure_value(eval, formula->node, slot->inner,
                          seen->x[slot->point], &real))
            return false;
        y[slot->point++] = place_of(seen, real);
        curve->log |= (real.flags & REAL_LOG_SCALED) != 0;
        if (eval->options.stop &&
            eval->options.stop(eval->options.stop_context))
            return false;
    }
    if (!find_extremes(slot, eval, index))
        return false;
    if (!curve->high.known && !curve->low.known)
        curve->fault = eval->fault ? eval->fault : "it has no value anywhere";
    return true;
}

/* Where the lines across stand. */
static bool value_marks(struct figure_slot *slot, struct figure_eval *eval)
{
    struct figure_mark *marks = (struct figure_mark *)slot->seen.marks;

    for (size_t i = 0; i < slot->seen.mark_count; i++) {
        const struct mean *node = slot->mark_formulas[i].node;
        struct eval_binding none = eval->bound[0];
        struct real x;

        /* It stands where it is, not where the variable goes. */
        eval->bound[0].key = (struct slice){ 0 };
        if (!node)
            x = real_of(NAN);
        else if (!figure_value(eval, node, slot->seen.scope, 0.0, &x)) {
            eval->bound[0] = none;
            return false;
        }
        eval->bound[0] = none;
        marks[i].x = real_double(x);
    }
    return true;
}

bool figure_plot_work(struct figure_slot *slot, struct figure_eval *eval)
{
    for (; slot->curve < slot->seen.curve_count; slot->curve++, slot->point = 0)
        if (!value_curve(slot, eval, slot->curve))
            return false;
    return value_marks(slot, eval);
}

void figure_plot_reading(struct figure_slot *slot, struct figure_eval *eval)
{
    struct figure *seen = &slot->seen;

    for (size_t i = 0; i < seen->curve_count; i++) {
        seen->curves[i].reading = real_of(NAN);
        if (slot->formulas[i].node)
            figure_value(eval, slot->formulas[i].node, slot->inner, seen->at,
                         &seen->curves[i].reading);
    }
}
