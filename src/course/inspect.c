#include "course/inspect.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "course/equation.h"
#include "course/inspect_state.h"
#include "lab/lab.h"
#include "tex/scope.h"

struct inspect *inspect_create(const struct equation *equation)
{
    struct inspect *inspect = fatal_calloc(1, sizeof *inspect);

    inspect->equation = equation;
    if (walk_begin(&inspect->walk, equation->formula))
        return inspect;
    free(inspect);
    return NULL;
}

void inspect_destroy(struct inspect *inspect)
{
    if (!inspect)
        return;
    arena_destroy(inspect->arena);
    free(inspect);
}

const struct equation *inspect_equation(const struct inspect *inspect)
{
    return inspect->equation;
}

const struct walk *inspect_place(const struct inspect *inspect)
{
    return &inspect->walk;
}

bool inspect_step(struct inspect *inspect, enum walk_way way)
{
    if (!walk_step(&inspect->walk, way))
        return false;
    inspect->fresh = false;
    return true;
}

bool inspect_to(struct inspect *inspect, uint32_t from, uint32_t to)
{
    if (!walk_to(&inspect->walk, from, to))
        return false;
    inspect->fresh = false;
    return true;
}

/* ---- letters ---- */

struct unroll inspect_view(const struct inspect *inspect)
{
    const struct lab *lab = inspect->equation->lab;
    struct unroll view = { .scope = inspect->equation->scope,
                           .data = &inspect->data };

    view.options.format = lab ? lab_format(lab) : FORMAT_FLOAT64;
    view.options.bindings = inspect->bindings;
    view.options.binding_count = inspect->outer;
    return view;
}

/* Which of its range a letter is held at. */
static size_t place_of(const struct inspect *inspect, struct slice key,
                       const struct unroll_range *range)
{
    const struct eval_binding *held = NULL;

    for (size_t i = 0; i < inspect->held_count; i++)
        if (slice_eq(inspect->held[i].key, key))
            held = &inspect->held[i];
    if (!held || range->count == 0)
        return 0;
    if (!range->values) {
        double at = held->value - (double)range->first;

        if (at < 0.0)
            return 0;
        return at < (double)range->count ? (size_t)at : range->count - 1;
    }
    for (size_t i = 0; i < range->count; i++)
        if (range->values[i] == held->value)
            return i;
    return 0;
}

/* A letter held; an inner one of the same name hides the outer one. Without
 * a value to hold it at (an empty sum) it stays free. */
static void add_letter(struct inspect *inspect, struct slice key,
                       const struct unroll_range *range, bool outer)
{
    size_t n = 0;

    if (range->count == 0)
        return;
    for (size_t i = 0; i < inspect->letter_count; i++)
        if (!slice_eq(inspect->letters[i].key, key))
            inspect->letters[n++] = inspect->letters[i];
    if (n < INSPECT_LETTERS)
        inspect->letters[n++] =
            (struct inspect_letter){ key, *range,
                                     place_of(inspect, key, range) };
    inspect->letter_count = n;
    if (!outer)
        return;
    for (size_t i = 0; i < n; i++)
        inspect->bindings[i] =
            (struct eval_binding){ inspect->letters[i].key,
                                   unroll_index(&inspect->letters[i].range,
                                                inspect->letters[i].at) };
    inspect->outer = n;
}

/* A parameter that an optimum binds: inside it, it is looked at where the
 * reader has put it. */
static bool range_of_param(struct inspect *inspect, struct slice key,
                           struct unroll_range *range)
{
    const struct scope_param *param =
        scope_param(inspect->equation->scope, key);
    double *value;

    if (!param)
        return false;
    value = arena_alloc(inspect->arena, sizeof *value);
    *value = param->value;
    for (size_t i = 0; i < inspect->data.count; i++) {
        const struct eval_array *array = &inspect->data.arrays[i];

        if (array->rank == 0 && slice_eq(array->key, key))
            *value = array->values[0];
    }
    *range = (struct unroll_range){ 1, 0, value };
    return true;
}

static void find_letters(struct inspect *inspect)
{
    const struct walk *walk = &inspect->walk;
    const struct mean *binders[WALK_DEPTH], *part = walk_part(walk);
    struct slice free_keys[INSPECT_LETTERS];
    struct unroll view = inspect_view(inspect);
    struct unroll_range range;
    size_t count =
        eval_free(walk->path[0], view.scope, free_keys, INSPECT_LETTERS);

    inspect->letter_count = inspect->outer = 0;
    for (size_t i = 0; i < count && i < INSPECT_LETTERS; i++)
        if (unroll_letter(inspect->arena, &view, free_keys[i], &range))
            add_letter(inspect, free_keys[i], &range, true);
    count = walk_binders(walk, binders, WALK_DEPTH);
    for (size_t i = 0; i < count; i++) {
        view = inspect_view(inspect);
        if (unroll_range(inspect->arena, &view, binders[i], &range) ||
            range_of_param(inspect, binders[i]->name, &range))
            add_letter(inspect, binders[i]->name, &range, true);
    }
    view = inspect_view(inspect);
    inspect->facts.binder = NULL;
    if ((part->kind != MEAN_SUM && part->kind != MEAN_PRODUCT &&
         part->kind != MEAN_OPTIMUM && part->kind != MEAN_EXPECT) ||
        !unroll_range(inspect->arena, &view, part, &range))
        return;
    inspect->facts.binder = part;
    inspect->facts.terms = range;
    add_letter(inspect, part->name, &range, false);
}

void inspect_refresh(struct inspect *inspect)
{
    const struct lab *lab = inspect->equation->lab;
    uint64_t revision = lab ? lab_revision(lab) : 0;

    if (inspect->fresh && inspect->revision == revision)
        return;
    arena_destroy(inspect->arena);
    inspect->arena = arena_create();
    inspect->data = (struct eval_data){ 0 };
    if (lab)
        inspect->data = lab_eval_data(inspect->arena, lab);
    inspect->facts = (struct inspect_facts){ .fault = "", .flags = "" };
    find_letters(inspect);
    inspect_find_facts(inspect);
    inspect->revision = revision;
    inspect->fresh = true;
}

size_t inspect_letters(struct inspect *inspect,
                       const struct inspect_letter **letters)
{
    inspect_refresh(inspect);
    *letters = inspect->letters;
    return inspect->letter_count;
}

/* ---- indices ---- */

static void hold(struct inspect *inspect, struct slice key, double value)
{
    size_t i = 0;

    while (i < inspect->held_count && !slice_eq(inspect->held[i].key, key))
        i++;
    if (i == HELD_MAX)
        i = 0;
    inspect->held[i] = (struct eval_binding){ key, value };
    if (i == inspect->held_count)
        inspect->held_count++;
    inspect->fresh = false;
}

static bool in_range(const struct unroll_range *range, double value)
{
    for (size_t i = 0; range->values && i < range->count; i++)
        if (range->values[i] == value)
            return true;
    return !range->values && value >= (double)range->first &&
           value - (double)range->first < (double)range->count;
}

bool inspect_index(struct inspect *inspect, struct slice key, double value,
                   struct err *err)
{
    inspect_refresh(inspect);
    for (size_t i = 0; i < inspect->letter_count; i++) {
        const struct inspect_letter *letter = &inspect->letters[i];

        if (!slice_eq(letter->key, key))
            continue;
        if (!in_range(&letter->range, value) || value != (double)(long)value)
            return err_set(err, "%.*s runs from %g to %g here", SLICE_ARG(key),
                           unroll_index(&letter->range, 0),
                           unroll_index(&letter->range,
                                        letter->range.count - 1));
        hold(inspect, letter->key, value);
        return true;
    }
    if (inspect->letter_count == 0)
        return err_set(err, "no index letter stands over this part");
    return err_set(err, "no index '%.*s' stands over this part; '%.*s' does",
                   SLICE_ARG(key),
                   SLICE_ARG(inspect->letters[inspect->letter_count - 1].key));
}

size_t inspect_chosen(struct inspect *inspect)
{
    size_t count;

    inspect_refresh(inspect);
    count = inspect->letter_count;
    for (size_t i = 0; i < count; i++)
        if (slice_eq(inspect->letters[i].key, inspect->chosen))
            return i;
    return count ? count - 1 : 0;
}

void inspect_choose(struct inspect *inspect, size_t letter)
{
    inspect_refresh(inspect);
    if (letter < inspect->letter_count)
        inspect->chosen = inspect->letters[letter].key;
}

bool inspect_shift(struct inspect *inspect, long by)
{
    size_t index = inspect_chosen(inspect), last;
    const struct inspect_letter *letter = &inspect->letters[index];
    size_t to;

    if (index >= inspect->letter_count)
        return false;
    last = letter->range.count - 1;
    if (by < 0)
        to = letter->at > (size_t)-by ? letter->at - (size_t)-by : 0;
    else
        to = last - letter->at > (size_t)by ? letter->at + (size_t)by : last;
    if (to == letter->at)
        return false;
    hold(inspect, letter->key, unroll_index(&letter->range, to));
    return true;
}
