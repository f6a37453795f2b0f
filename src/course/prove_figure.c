/* prove_figure.c - plots and samples: every formula has values, what is marked
 * is there, and a sample goes where the lesson says.
 */
#include <math.h>

#include "base/strbuf.h"
#include "course/course.h"
#include "course/figure.h"
#include "course/prove_part.h"
#include "tex/value.h"

enum { DIGITS = 6 };

/* By how much, of the larger, a limit may be off the mean: rounding. */
static const double limit_slack = 1e-9;

static void prove_extreme(struct prover *p, const struct figure_curve *curve,
                          const struct figure_extreme *at, bool high)
{
    const struct lesson_tex *tex = curve->tex;
    const char *mark = high ? "argmax" : "argmin";

    if (at->unbounded)
        prove_error(p, tex->line, tex->column,
                    "'%s' is marked, but this curve is infinite that way: it "
                    "has no %s place",
                    mark, high ? "highest" : "lowest");
    else if (at->known && at->ties == FIGURE_POINTS)
        return; /* a constant, which the page says */
    else if (at->known && at->ties > 1)
        prove_note(p, tex->line, tex->column,
                   "'%s' is marked, and %ld places are as good", mark,
                   at->ties);
    else if (at->known && at->edge)
        prove_note(p, tex->line, tex->column,
                   "'%s' is marked, and lies at an end of the range", mark);
}

static void prove_curve(struct prover *p, const struct figure *figure,
                        const struct figure_curve *curve)
{
    p->proof->counts.formulas++;
    if (curve->fault) {
        prove_error(p, curve->tex->line, curve->tex->column,
                    "this curve has no value anywhere: %s", curve->fault);
        return;
    }
    if (figure->high_marked)
        prove_extreme(p, curve, &curve->high, true);
    if (figure->low_marked)
        prove_extreme(p, curve, &curve->low, false);
}

static void prove_mark(struct prover *p, const struct figure *figure,
                       const struct figure_mark *mark)
{
    int line = figure->block->line;

    if (isnan(mark->x))
        prove_error(p, line, 0,
                    "'%.*s' is marked, but has no value here; a mark is "
                    "argmax, argmin or the name of a parameter",
                    SLICE_ARG(mark->name));
    else if (mark->x < figure->from || mark->x > figure->to)
        prove_note(p, line, 0, "'%.*s' is marked at %g, outside the range",
                   SLICE_ARG(mark->name), mark->x);
}

static void prove_limit(struct prover *p, const struct figure *figure)
{
    const struct lesson_tex *tex = &figure->block->sample->limit;
    double far = fabs(figure->limit - figure->mean);
    struct strbuf sides = { 0 };

    if (tex->text.len == 0 || figure->limit == figure->mean ||
        far <= limit_slack * fmax(fabs(figure->limit), fabs(figure->mean)))
        return;
    real_write(&sides, real_of(figure->limit), DIGITS);
    strbuf_puts(&sides, ", but the mean of 'show' under 'from' is ");
    real_write(&sides, real_of(figure->mean), DIGITS);
    prove_error(p, tex->line, tex->column, "the limit is %s",
                strbuf_text(&sides));
    strbuf_finish(&sides);
}

static void prove_sample(struct prover *p, const struct figure *figure)
{
    const struct sample_block *sample = figure->block->sample;

    p->proof->counts.formulas += (size_t)(sample->from.text.len > 0) +
                                 (size_t)(sample->limit.text.len > 0) + 1;
    if (figure->fault)
        prove_error(p, figure->block->line, 0, "nothing can be drawn: %s",
                    figure->fault);
    else if (!isfinite(figure->mean) && sample->band)
        prove_error(p, figure->block->line, 0,
                    "a band is asked for, but the mean of 'show' is infinite");
    else
        prove_limit(p, figure);
}

void prove_figure(struct prover *p, const struct block *block)
{
    const struct figure *figure;

    figures_settle(p->section->figures);
    figure = figures_of(p->section->figures, block);
    if (!figure || !prove_scope(p, block))
        return;
    if (figure->kind == FIGURE_SAMPLE) {
        prove_sample(p, figure);
        return;
    }
    for (size_t i = 0; i < figure->curve_count; i++)
        prove_curve(p, figure, &figure->curves[i]);
    for (size_t i = 0; i < figure->mark_count; i++)
        prove_mark(p, figure, &figure->marks[i]);
}
