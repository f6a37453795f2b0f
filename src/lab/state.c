#include "lab/state.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

void settings_init(struct settings *settings, size_t param_count)
{
    *settings = (struct settings){ 0 };
    settings->params = fatal_calloc(param_count + 1, sizeof(double));
}

void settings_finish(struct settings *settings)
{
    free(settings->params);
    *settings = (struct settings){ 0 };
}

/* Others point into the array of parameters: it stays where it is. */
void settings_copy(struct settings *to, const struct settings *from,
                   size_t param_count)
{
    double *params = to->params;

    memcpy(params, from->params, param_count * sizeof *params);
    *to = *from;
    to->params = params;
}

void settings_swap(struct settings *a, struct settings *b, size_t param_count)
{
    struct settings held = *a;
    double *params = a->params;

    for (size_t i = 0; i < param_count; i++) {
        double value = a->params[i];

        a->params[i] = b->params[i];
        b->params[i] = value;
    }
    *a = *b;
    a->params = params;
    params = b->params;
    *b = held;
    b->params = params;
}

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

unsigned settings_differ(const struct settings *a, const struct settings *b,
                         size_t param_count)
{
    unsigned mask = 0;

    if (a->examples != b->examples)
        mask |= LAB_LEVER_EXAMPLES;
    if (a->format != b->format)
        mask |= LAB_LEVER_FORMAT;
    if (a->unit != b->unit)
        mask |= LAB_LEVER_UNIT;
    if (!same(a->temperature, b->temperature))
        mask |= LAB_LEVER_TEMPERATURE;
    for (size_t i = 0; i < param_count; i++)
        if (!same(a->params[i], b->params[i]))
            mask |= LAB_LEVER_PARAM | lab_lever_of(i);
    return mask;
}
