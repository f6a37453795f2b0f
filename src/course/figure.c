#include "course/figure.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/figure_state.h"
#include "course/scopes.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

/* What figure_cost() may say of all figures together that are valued in one
 * refresh: some 3 ms. */
static const double cost_at_once = 3e5;

/* Above this, some seconds, the exact arithmetic is used, which counts equal
 * rows instead of visiting them. */
static const double cost_in_format = 3e8;

struct figures {
    struct section *section;
    struct arena *arena;
    struct figure_slot *slots;
    size_t count;
    size_t row;
};

/* ---- reading ---- */

static bool is_figure(const struct block *block)
{
    return block->kind == BLOCK_PLOT || block->kind == BLOCK_SAMPLE ||
           block->kind == BLOCK_FIT;
}

static bool read_one(struct figures *all, const struct block *block,
                     struct err *err)
{
    struct figure_slot *slot = &all->slots[all->count++];
    struct figure *seen = &slot->seen;

    seen->block = block;
    seen->kind = FIGURE_OTHER;
    seen->lab = equation_lab(all->section, block);
    seen->scope = scopes_at(all->section->scopes, seen->lab, block, err);
    if (!seen->scope)
        return false;
    if (block->kind == BLOCK_PLOT)
        figure_plot_read(all->arena, slot);
    else if (block->kind == BLOCK_SAMPLE)
        figure_sample_read(all->arena, slot);
    seen->known = seen->fresh = seen->fault || seen->kind == FIGURE_OTHER;
    return true;
}

struct figures *figures_create(struct section *section, struct err *err)
{
    struct figures *all = fatal_calloc(1, sizeof *all);
    struct block *first = section->lesson->blocks;
    size_t count = 0;

    all->section = section;
    all->arena = arena_create();
    for (struct block *b = first; b; b = block_walk(first, b))
        count += is_figure(b);
    all->slots = arena_array(all->arena, count + 1, sizeof *all->slots);
    for (struct block *b = first; b; b = block_walk(first, b))
        if (is_figure(b) && !read_one(all, b, err)) {
            figures_destroy(all);
            return NULL;
        }
    return all;
}

void figures_destroy(struct figures *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->count; i++) {
        figure_sample_finish(&all->slots[i]);
        arena_destroy(all->slots[i].shown);
        arena_destroy(all->slots[i].next);
    }
    arena_destroy(all->arena);
    free(all);
}

size_t figures_count(const struct figures *all)
{
    return all->count;
}

const struct figure *figures_get(const struct figures *all, size_t index)
{
    return &all->slots[index].seen;
}

const struct figure *figures_of(const struct figures *all,
                                const struct block *block)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->slots[i].seen.block == block)
            return &all->slots[i].seen;
    return NULL;
}

/* ---- valuing ---- */

static uint64_t revision_of(const struct figure_slot *slot)
{
    return slot->seen.lab ? lab_revision(slot->seen.lab) : 1;
}

/* Whether it has nothing to be valued at all. */
static bool is_dead(const struct figure_slot *slot)
{
    return slot->seen.kind == FIGURE_OTHER || !slot->curves;
}

static bool is_fresh(const struct figures *all, const struct figure_slot *slot)
{
    return is_dead(slot) ||
           (slot->seen.known && slot->revision == revision_of(slot) &&
            (slot->letter_count == 0 || slot->row == all->row));
}

static bool exact_wanted(const struct figure_slot *slot)
{
    return figure_cost(slot, false) > cost_in_format;
}

static void read_off(struct figure_slot *slot, struct figure_eval *eval)
{
    struct figure *seen = &slot->seen;

    seen->reads = seen->cursor || seen->kind == FIGURE_SAMPLE;
    if (seen->kind == FIGURE_SAMPLE && !seen->cursor)
        seen->at = seen->to;
    for (size_t i = 0; i < seen->mark_count && !seen->reads; i++)
        if (seen->marks[i].x >= seen->from && seen->marks[i].x <= seen->to) {
            seen->reads = true;
            seen->at = seen->marks[i].x;
        }
    if (!seen->reads)
        return;
    if (seen->kind == FIGURE_PLOT)
        figure_plot_reading(slot, eval);
    else
        figure_sample_reading(slot);
}

/* Begins to value it, unless that was begun at this revision. */
static void begin(struct figures *all, struct figure_slot *slot)
{
    const struct figure *seen = &slot->seen;
    uint64_t revision = revision_of(slot);

    if (slot->next && slot->begun == revision && slot->begun_row == all->row)
        return;
    arena_destroy(slot->next);
    slot->next = arena_create();
    slot->begun = revision;
    slot->begun_row = all->row;
    slot->curve = slot->point = 0;
    slot->curves =
        arena_array(slot->next, seen->curve_count + 1, sizeof *slot->curves);
    for (size_t i = 0; i < seen->curve_count; i++) {
        slot->curves[i] = (struct figure_curve){
            .label = seen->curves[i].label,
            .tex = seen->curves[i].tex,
            .seed = seen->curves[i].seed,
            .y = arena_array(slot->next, seen->points, sizeof(double)),
        };
    }
}

/* Goes on; false: stopped. */
static bool value(struct figures *all, struct figure_slot *slot,
                  bool (*stop)(void *), void *context)
{
    struct figure *seen = &slot->seen;
    struct figure_eval eval;
    bool done, exact = exact_wanted(slot);

    begin(all, slot);
    figure_eval_begin(&eval, slot->next, slot, all->row, exact);
    eval.options.stop = stop;
    eval.options.stop_context = context;
    done = seen->kind == FIGURE_PLOT ? figure_plot_work(slot, &eval)
                                     : figure_sample_work(slot, &eval);
    if (!done)
        return false;
    arena_destroy(slot->shown);
    slot->shown = slot->next;
    slot->next = NULL;
    seen->curves = slot->curves;
    seen->unit = seen->lab ? lab_unit(seen->lab) : UNIT_NATS;
    seen->exact = exact;
    seen->known = seen->fresh = true;
    slot->revision = slot->begun;
    slot->row = slot->begun_row;
    eval.options.stop = NULL;
    read_off(slot, &eval);
    return true;
}

/* Lets a number of questions pass: counted, not timed, so that the same edits
 * always show the same screens. */
static bool used_up(void *context)
{
    return --*(int *)context < 0;
}

bool figures_refresh(struct figures *all)
{
    double left = cost_at_once;
    bool changed = false;

    for (size_t i = 0; i < all->count; i++) {
        struct figure_slot *slot = &all->slots[i];
        bool was = slot->seen.fresh;

        slot->seen.fresh = is_fresh(all, slot);
        if (!slot->seen.fresh) {
            double cost = figure_cost(slot, exact_wanted(slot));
            int asks = FIGURE_POINTS * 8;

            if (cost <= left) {
                left -= cost;
                value(all, slot, used_up, &asks);
            }
        }
        changed |= was != slot->seen.fresh;
    }
    return changed;
}

static struct figure_slot *next_of(const struct figures *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (!is_fresh(all, &all->slots[i]))
            return &all->slots[i];
    return NULL;
}

bool figures_waiting(const struct figures *all)
{
    return next_of(all) != NULL;
}

bool figures_work(struct figures *all, bool (*stop)(void *), void *context)
{
    struct figure_slot *slot = next_of(all);

    if (!slot)
        return true;
    value(all, slot, stop, context);
    return next_of(all) == NULL;
}

void figures_settle(struct figures *all)
{
    while (!figures_work(all, NULL, NULL))
        continue;
    figures_refresh(all);
}

void figures_show_row(struct figures *all, size_t row)
{
    all->row = row;
}

/* ---- the cursor ---- */

static void read_now(struct figures *all, struct figure_slot *slot)
{
    struct figure_eval eval;
    struct arena *arena = arena_create();

    figure_eval_begin(&eval, arena, slot, all->row, slot->seen.exact);
    if (slot->seen.known && !is_dead(slot))
        read_off(slot, &eval);
    arena_destroy(arena);
}

/* The point of the figure nearest to x, on its scale. */
static size_t nearest(const struct figure *figure, double x)
{
    size_t best = 0;

    for (size_t i = 1; i < figure->points; i++) {
        double there = figure->x_log ? fabs(log(figure->x[i] / x))
                                     : fabs(figure->x[i] - x);
        double here = figure->x_log ? fabs(log(figure->x[best] / x))
                                    : fabs(figure->x[best] - x);

        if (there < here)
            best = i;
    }
    return best;
}

void figures_cursor(struct figures *all, size_t index, double x)
{
    struct figure_slot *slot = &all->slots[index];
    struct figure *seen = &slot->seen;

    if (is_dead(slot))
        return;
    x = fmin(fmax(x, seen->from), seen->to);
    seen->cursor = true;
    seen->at = seen->kind == FIGURE_SAMPLE ? seen->x[nearest(seen, x)] : x;
    read_now(all, slot);
}

void figures_no_cursor(struct figures *all, size_t index)
{
    struct figure_slot *slot = &all->slots[index];

    slot->seen.cursor = false;
    if (!is_dead(slot))
        read_now(all, slot);
}

/* The greatest of 1, 2, 5 times a power of ten that is at most x. */
static double round_step(double x)
{
    double power = pow(10.0, floor(log10(x)));

    return power * (x / power >= 5.0 ? 5.0 : x / power >= 2.0 ? 2.0 : 1.0);
}

/* Where it comes in. */
static double entry(const struct figure *figure)
{
    if (figure->reads)
        return figure->at;
    if (figure->kind == FIGURE_SAMPLE)
        return figure->to;
    return figure->from + (figure->to - figure->from) / 2.0;
}

static bool step_sample(struct figures *all, size_t index, int steps)
{
    const struct figure *seen = &all->slots[index].seen;
    long at = (long)nearest(seen, seen->at) + steps;
    long last = (long)seen->points - 1;

    if (at - steps == (steps > 0 ? last : 0))
        return false;
    at = at < 0 ? 0 : at > last ? last : at;
    figures_cursor(all, index, seen->x[at]);
    return true;
}

bool figures_step(struct figures *all, size_t index, int steps, bool fine)
{
    struct figure_slot *slot = &all->slots[index];
    struct figure *seen = &slot->seen;
    double step, to;

    if (is_dead(slot))
        return false;
    if (!seen->cursor) {
        figures_cursor(all, index, entry(seen));
        return true;
    }
    if (seen->kind == FIGURE_SAMPLE)
        return step_sample(all, index, fine ? steps : 4 * steps);
    step = round_step((seen->to - seen->from) / 40.0) / (fine ? 10.0 : 1.0);
    to = (steps > 0 ? floor(seen->at / step + 1e-9)
                    : ceil(seen->at / step - 1e-9)) +
         steps;
    /* A multiple of a decimal step is written as that decimal. */
    to = step < 1.0 ? to / round(1.0 / step) : to * step;
    if (seen->at == (steps > 0 ? seen->to : seen->from))
        return false;
    figures_cursor(all, index, to);
    return true;
}
