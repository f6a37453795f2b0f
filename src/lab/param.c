#include "lab/state.h"

#include <math.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "lab/logistic.h"

/* ---- declaring ---- */

/* Whether the lab's levers, or a lever of its own name, move a parameter. */
static bool is_lever(const struct lab *lab, struct slice name)
{
    for (size_t i = 0; i < lab->param_lever_count; i++)
        if (slice_is(name, lab->param_levers[i]))
            return true;
    return false;
}

static char *copy_name(struct slice name)
{
    char *copy = fatal_calloc(1, name.len + 1);

    memcpy(copy, name.at, name.len);
    return copy;
}

/* Every state of the lab, so that going back to one stays possible. */
static void each_state(struct lab *lab,
                       void (*visit)(struct settings *settings, size_t index,
                                     const struct lab_param *param),
                       size_t index, const struct lab_param *param)
{
    visit(&lab->settings, index, param);
    visit(&lab->first_settings, index, param);
    for (size_t i = 0; i < lab->change_count; i++)
        visit(&lab->changes[i].settings, index, param);
    for (size_t i = 0; i < lab->saved_count; i++)
        visit(&lab->saved[i].settings, index, param);
}

static void add(struct settings *settings, size_t index,
                const struct lab_param *param)
{
    double *params = settings->params;

    params = fatal_realloc(params, (index + 2) * sizeof *params);
    params[index] = param->value + 0.0;
    params[index + 1] = 0.0;
    settings->params = params;
}

static void bring_within(struct settings *settings, size_t index,
                         const struct lab_param *param)
{
    double *value = &settings->params[index];

    *value = fmin(fmax(*value, param->from), param->to);
}

/* Numbers among the data show their parameter's present value: they point
 * into the state. */
static void point_arrays(struct lab *lab)
{
    for (size_t i = 0; i < lab->array_count; i++)
        if (lab->arrays[i].rank == 0)
            lab->arrays[i].values =
                &lab->settings.params[lab_find_param(lab, lab->arrays[i].name)];
        else if (logistic_is_weights(lab, &lab->arrays[i]))
            logistic_point(lab, &lab->arrays[i]);
}

void lab_declare(struct lab *lab, const struct lab_param *param)
{
    int found = lab_find_param(lab, param->name);
    size_t count = lab->param_count;
    struct lab_param *mine;

    rows_leave(lab, 0, 0);
    if (found >= 0) {
        mine = &lab->params[found];
        mine->from = param->from;
        mine->to = param->to;
        mine->step = param->step;
        each_state(lab, bring_within, (size_t)found, param);
    } else {
        lab->params =
            fatal_realloc(lab->params, (count + 1) * sizeof *lab->params);
        lab->param_moves =
            fatal_realloc(lab->param_moves,
                          (count + 1) * sizeof *lab->param_moves);
        mine = &lab->params[count];
        *mine = *param;
        mine->name = slice_of(copy_name(param->name));
        lab->param_moves[count] = is_lever(lab, param->name);
        each_state(lab, add, count, param);
        lab->param_count++;
        point_arrays(lab);
    }
    lab->revision++;
    lab_predict(lab, 0, lab->row_count);
    rows_enter(lab);
}

/* ---- moving ---- */

static bool no_param(const struct lab *lab, struct slice name, struct err *err)
{
    struct strbuf names = { 0 };

    if (lab->param_count == 0)
        return err_set(err, "there is no parameter '%.*s': this lab has none",
                       SLICE_ARG(name));
    for (size_t i = 0; i < lab->param_count; i++)
        strbuf_printf(&names, "%s'%.*s'", i ? ", " : "",
                      SLICE_ARG(lab->params[i].name));
    err_set(err, "there is no parameter '%.*s': %s would do", SLICE_ARG(name),
            strbuf_text(&names));
    strbuf_finish(&names);
    return false;
}

bool lab_param_moves(const struct lab *lab, size_t index)
{
    return lab->param_moves[index] || lab->levers & LAB_LEVER_PARAM;
}

/* A parameter may be a lever by its own name. */
static bool may_let(const struct lab *lab, int index, struct err *err)
{
    if (!levers_free(lab, LAB_LEVER_PARAM | lab_lever_of((size_t)index), NULL,
                     err))
        return false;
    if (lab_param_moves(lab, (size_t)index))
        return true;
    return err_set(err, "this section keeps '%.*s' fixed",
                   SLICE_ARG(lab->params[index].name));
}

bool lab_let(struct lab *lab, struct slice name, double value, struct err *err)
{
    int index = lab_find_param(lab, name);
    const struct lab_param *param;

    if (index < 0)
        return no_param(lab, name, err);
    if (!may_let(lab, index, err))
        return false;
    param = &lab->params[index];
    if (!isfinite(value))
        return err_set(err, "'%g' is no value for '%.*s': a number would do",
                       value, SLICE_ARG(param->name));
    if (value < param->from || value > param->to)
        return err_set(err,
                       "'%.10g' is out of range for '%.*s': %.10g to %.10g "
                       "would do",
                       value, SLICE_ARG(param->name), param->from, param->to);
    change_begin(lab);
    lab->settings.params[index] = value + 0.0;
    change_end(lab);
    return true;
}

/* The largest of 1, 2 and 5 times a power of ten that does not exceed x. */
static double round_step(double x)
{
    double ten = pow(10.0, floor(log10(x)));

    if (x >= 5.0 * ten)
        return 5.0 * ten;
    return x >= 2.0 * ten ? 2.0 * ten : ten;
}

double lab_param_step(const struct lab *lab, size_t index, bool fine)
{
    const struct lab_param *param = &lab->params[index];
    double range = param->to - param->from, coarse;

    if (!isfinite(range) || range <= 0.0)
        return fine ? 0.01 : 0.1;
    coarse = round_step(range / 40.0);
    if (param->step > coarse)
        coarse = param->step;
    if (!fine)
        return coarse;
    return param->step > 0.0 ? param->step : coarse / 10.0;
}

bool lab_step_param(struct lab *lab, size_t index, int direction, bool fine,
                    struct err *err)
{
    const struct lab_param *param = &lab->params[index];
    double step = lab_param_step(lab, index, fine);
    double now = lab->settings.params[index], to;

    if (!may_let(lab, (int)index, err))
        return false;
    /* Onto the steps' own grid, as a decimal of 12 places. */
    to = (direction > 0 ? floor(now / step + 1e-9) + 1.0
                        : ceil(now / step - 1e-9) - 1.0) *
         step;
    to = round(to * 1e12) / 1e12;
    to = fmin(fmax(to, param->from), param->to);
    if (to == now)
        return err_set(err, "'%.*s' is %.10g already, the %s there is",
                       SLICE_ARG(param->name), now,
                       direction > 0 ? "most" : "least");
    return lab_let(lab, param->name, to, err);
}
