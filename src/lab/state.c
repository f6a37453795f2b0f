#include "lab/state.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

static void table_init(struct table *t, size_t n, size_t k)
{
    size_t cells = n * k;
    size_t numbers = 2 * cells + n;
    char *block = fatal_calloc(1, numbers * sizeof(double) + n * sizeof(int) +
                                      cells * sizeof(bool) + 1);

    t->n = n;
    t->k = k;
    t->score = (double *)(void *)block;
    t->truth = t->score + cells;
    t->softness = t->truth + cells;
    t->label = (int *)(void *)(t->softness + n);
    t->locked = (bool *)(void *)(t->label + n);
}

void state_init(struct state *state, size_t n, size_t k, size_t param_count)
{
    memset(state, 0, sizeof *state);
    table_init(&state->rows, n, k);
    state->settings.params = fatal_calloc(param_count + 1, sizeof(double));
}

void state_finish(struct state *state)
{
    free(state->rows.score);
    free(state->settings.params);
    memset(state, 0, sizeof *state);
}

/* Settings without moving the params array itself: others point into it. */
static void copy_settings(struct settings *to, const struct settings *from,
                          size_t param_count)
{
    double *params = to->params;

    memcpy(params, from->params, param_count * sizeof *params);
    *to = *from;
    to->params = params;
}

void state_copy(struct state *to, size_t to_at, const struct state *from,
                size_t at, size_t count, size_t param_count)
{
    struct table *a = &to->rows;
    const struct table *b = &from->rows;
    size_t k = a->k, cells = count * k;

    copy_settings(&to->settings, &from->settings, param_count);
    memcpy(a->score + to_at * k, b->score + at * k, cells * sizeof(double));
    memcpy(a->truth + to_at * k, b->truth + at * k, cells * sizeof(double));
    memcpy(a->softness + to_at, b->softness + at, count * sizeof(double));
    memcpy(a->label + to_at, b->label + at, count * sizeof(int));
    memcpy(a->locked + to_at * k, b->locked + at * k, cells * sizeof(bool));
}

static void swap_bytes(void *a, void *b, size_t n)
{
    unsigned char *x = a, *y = b;

    for (size_t i = 0; i < n; i++) {
        unsigned char t = x[i];

        x[i] = y[i];
        y[i] = t;
    }
}

void state_swap(struct state *whole, size_t at, struct state *part,
                size_t param_count)
{
    struct table *a = &whole->rows, *b = &part->rows;
    struct settings *s = &whole->settings, *t = &part->settings;
    size_t k = a->k, n = b->n, cells = n * k;
    double *params = s->params;

    swap_bytes(a->score + at * k, b->score, cells * sizeof(double));
    swap_bytes(a->truth + at * k, b->truth, cells * sizeof(double));
    swap_bytes(a->softness + at, b->softness, n * sizeof(double));
    swap_bytes(a->label + at, b->label, n * sizeof(int));
    swap_bytes(a->locked + at * k, b->locked, cells * sizeof(bool));
    swap_bytes(s->params, t->params, param_count * sizeof(double));
    swap_bytes(s, t, sizeof *s);
    t->params = s->params;
    s->params = params;
}

static bool same(const void *a, const void *b, size_t n)
{
    return n == 0 || memcmp(a, b, n) == 0;
}

static unsigned settings_differ(const struct settings *a,
                                const struct settings *b, size_t param_count)
{
    unsigned mask = 0;

    if (a->examples != b->examples)
        mask |= LAB_LEVER_EXAMPLES;
    if (a->format != b->format)
        mask |= LAB_LEVER_FORMAT;
    if (a->unit != b->unit)
        mask |= LAB_LEVER_UNIT;
    if (!same(&a->temperature, &b->temperature, sizeof a->temperature))
        mask |= LAB_LEVER_TEMPERATURE;
    for (size_t i = 0; i < param_count; i++)
        if (!same(&a->params[i], &b->params[i], sizeof(double)))
            mask |= LAB_LEVER_PARAM | lab_lever_of(i);
    return mask;
}

unsigned state_differs(const struct state *whole, size_t at,
                       const struct state *part, size_t param_count,
                       bool softmax, bool *locks)
{
    const struct table *a = &whole->rows, *b = &part->rows;
    size_t k = a->k, n = b->n, cells = n * k;
    unsigned mask =
        settings_differ(&whole->settings, &part->settings, param_count);

    if (!same(a->score + at * k, b->score, cells * sizeof(double)))
        mask |= softmax ? LAB_LEVER_LOGITS : LAB_LEVER_PREDICTED;
    if (!same(a->label + at, b->label, n * sizeof(int)))
        mask |= LAB_LEVER_LABEL;
    if (!same(a->softness + at, b->softness, n * sizeof(double)))
        mask |= LAB_LEVER_TRUTH;
    /* A truth follows from label and softness, but for rows that were given
     * one, which can differ between two labs only. */
    if (!(mask & (LAB_LEVER_LABEL | LAB_LEVER_TRUTH)) &&
        !same(a->truth + at * k, b->truth, cells * sizeof(double)))
        mask |= LAB_LEVER_TRUTH;
    *locks = !same(a->locked + at * k, b->locked, cells * sizeof(bool));
    return mask;
}

bool lab_equal(const struct lab *a, const struct lab *b)
{
    bool locks;

    if (a->row_count != b->row_count || a->class_count != b->class_count ||
        a->param_count != b->param_count || a->model != b->model)
        return false;
    return state_differs(&a->now, 0, &b->now, a->param_count, false, &locks) ==
               0 &&
           !locks;
}
