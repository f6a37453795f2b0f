#include "lab/state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "lab/logistic.h"
#include "lab/totals.h"

static char *copy_text(struct slice s)
{
    char *text = fatal_calloc(1, s.len + 1);

    if (s.len > 0)
        memcpy(text, s.at, s.len);
    return text;
}

static void copy_names(struct lab *lab, const struct lab_spec *spec)
{
    size_t k = lab->class_count;

    lab->name = copy_text(spec->name);
    lab->title = copy_text(spec->title);
    lab->class_names = fatal_calloc(k + 1, sizeof *lab->class_names);
    for (size_t j = 0; j < k; j++)
        lab->class_names[j] = copy_text(spec->classes[j]);
}

static bool moves(const struct lab_spec *spec, struct slice name)
{
    if (spec->levers & LAB_LEVER_PARAM)
        return true;
    for (size_t i = 0; i < spec->param_lever_count; i++)
        if (slice_eq(spec->param_levers[i], name))
            return true;
    return false;
}

static void add_param(struct lab *lab, const struct lab_spec *spec,
                      const struct lab_param *param)
{
    struct lab_param *mine = &lab->params[lab->param_count];

    *mine = *param;
    mine->name = slice_of(copy_text(param->name));
    mine->value += 0.0; /* no negative zero */
    lab->param_moves[lab->param_count++] = moves(spec, param->name);
}

static void add_weight(struct lab *lab, const struct lab_spec *spec,
                       const char *name, double value)
{
    add_param(lab, spec,
              &(struct lab_param){ slice_of(name), value, -INFINITY, INFINITY,
                                   0.0 });
    /* Where the list may move, its entries may. */
    if (moves(spec, slice_of("w")))
        lab->param_moves[lab->param_count - 1] = true;
}

static void copy_param_levers(struct lab *lab, const struct lab_spec *spec)
{
    lab->param_lever_count = spec->param_lever_count;
    lab->param_levers =
        fatal_calloc(spec->param_lever_count + 1, sizeof *lab->param_levers);
    for (size_t i = 0; i < spec->param_lever_count; i++)
        lab->param_levers[i] = copy_text(spec->param_levers[i]);
}

/* Declared parameters, then the numbers among the data. */
static void copy_params(struct lab *lab, const struct lab_spec *spec)
{
    size_t most =
        spec->param_count + spec->data_count + logistic_count(spec) + 1;

    lab->params = fatal_calloc(most, sizeof *lab->params);
    lab->param_moves = fatal_calloc(most, sizeof *lab->param_moves);
    for (size_t i = 0; i < spec->param_count; i++)
        add_param(lab, spec, &spec->params[i]);
    logistic_params(lab, spec, add_weight);
    for (size_t i = 0; i < spec->data_count; i++) {
        const struct lab_data *data = &spec->data[i];

        if (data->rank == 0 && lab_find_param(lab, data->name) < 0)
            add_param(lab, spec,
                      &(struct lab_param){ data->name, data->values[0],
                                           -INFINITY, INFINITY, 0.0 });
    }
}

/* A number shows its parameter's present value, so it points into it. */
static void copy_arrays(struct lab *lab, const struct lab_spec *spec)
{
    lab->array_count = spec->data_count;
    lab->arrays = fatal_calloc(spec->data_count + 1, sizeof *lab->arrays);
    for (size_t i = 0; i < spec->data_count; i++) {
        const struct lab_data *from = &spec->data[i];
        struct lab_data *to = &lab->arrays[i];
        size_t count = from->rows * from->cols;
        double *values;

        *to = *from;
        to->name = slice_of(copy_text(from->name));
        if (from->rank == 0) {
            to->values = &lab->settings.params[lab_find_param(lab, from->name)];
            continue;
        }
        if (logistic_is_weights(lab, to)) {
            logistic_point(lab, to);
            continue;
        }
        values = fatal_calloc(count + 1, sizeof *values);
        memcpy(values, from->values, count * sizeof *values);
        to->values = values;
    }
}

static void first_settings(struct lab *lab, const struct lab_spec *spec)
{
    struct settings *settings = &lab->settings;

    settings->examples = spec->examples ? spec->examples : (long)lab->row_count;
    settings->format = spec->format;
    settings->unit = spec->unit;
    settings->temperature = spec->temperature != 0.0 ? spec->temperature : 1.0;
    for (size_t i = 0; i < lab->param_count; i++)
        settings->params[i] = lab->params[i].value;
    settings_init(&lab->first_settings, lab->param_count);
    settings_copy(&lab->first_settings, settings, lab->param_count);
}

struct lab *lab_make(const struct lab_spec *spec, const struct rows *rows,
                     const struct row_names *names)
{
    struct lab *lab = fatal_calloc(1, sizeof *lab);

    lab->class_count = rows->k;
    lab->row_count = rows->n;
    lab->rows = *rows;
    lab->row_names = *names;
    lab->model = spec->model;
    lab->revision = 1;
    lab->totals = totals_create();
    copy_names(lab, spec);
    copy_param_levers(lab, spec);
    copy_params(lab, spec);
    settings_init(&lab->settings, lab->param_count);
    if (lab->model == LAB_LOGISTIC)
        logistic_init(lab, spec);
    copy_arrays(lab, spec);
    first_settings(lab, spec);
    lab_set_levers(lab, spec->levers);
    predicted_create(lab);
    return lab;
}

static bool any_given(const struct lab_spec *spec)
{
    for (size_t i = 0; i < spec->row_count; i++)
        if (spec->rows[i].label < 0)
            return true;
    return false;
}

static void copy_row(struct rows *rows, enum lab_model model,
                     const struct lab_row *row, size_t i)
{
    size_t k = rows->k;

    if (model != LAB_LOGISTIC)
        rows_numbers(rows->score + i * k,
                     model == LAB_SOFTMAX ? row->logits : row->predicted, k);
    if (row->label < 0)
        rows_numbers(rows->given + i * k, row->truth, k);
    rows_set_truth(rows, i, row->label,
                   row->label < 0 ? 0.0 : row->softness + 0.0);
    for (size_t j = 0; row->locked && j < k; j++)
        rows_set_lock(rows, i, j, row->locked[j]);
}

struct lab *lab_create(const struct lab_spec *spec, struct err *err)
{
    size_t n = spec->row_count, k = spec->class_count;
    struct row_names names = { 0 };
    struct rows rows;

    if (!spec_check(spec, err))
        return NULL;
    rows_init(&rows, n, k,
              spec->model == LAB_LOGISTIC
                  ? NULL
                  : fatal_calloc(n * k + 1, sizeof(double)),
              fatal_calloc(n + 1, sizeof(int32_t)),
              any_given(spec) ? fatal_calloc(n * k, sizeof(double)) : NULL);
    for (size_t i = 0; i < n; i++) {
        copy_row(&rows, spec->model, &spec->rows[i], i);
        row_names_add(&names, spec->rows[i].input);
    }
    return lab_make(spec, &rows, &names);
}

static void free_texts(char **texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
}

static void free_history(struct lab *lab)
{
    for (size_t i = 0; i < lab->change_count; i++)
        change_finish(&lab->changes[i]);
    free(lab->changes);
    for (size_t i = 0; i < lab->saved_count; i++) {
        free(lab->saved[i].name);
        stash_finish(&lab->saved[i].rows);
        settings_finish(&lab->saved[i].settings);
    }
    free(lab->saved);
    stash_finish(&lab->first);
    free(lab->first_differs);
    settings_finish(&lab->first_settings);
}

static void free_data(struct lab *lab)
{
    for (size_t i = 0; i < lab->array_count; i++) {
        if (lab->arrays[i].rank > 0 &&
            !logistic_is_weights(lab, &lab->arrays[i]))
            free((void *)lab->arrays[i].values);
        free((void *)lab->arrays[i].name.at);
    }
    free(lab->arrays);
    for (size_t i = 0; i < lab->param_count; i++)
        free((void *)lab->params[i].name.at);
    free(lab->params);
    free(lab->param_moves);
    free(lab->features);
}

void lab_destroy(struct lab *lab)
{
    if (!lab)
        return;
    free_history(lab);
    free_data(lab);
    lab_unlock_levers(lab, NULL);
    free(lab->holds);
    free_texts(lab->class_names, lab->class_count);
    row_names_finish(&lab->row_names);
    free_texts(lab->param_levers, lab->param_lever_count);
    free(lab->listeners);
    free(lab->name);
    free(lab->title);
    rows_finish(&lab->rows);
    settings_finish(&lab->settings);
    predicted_destroy(lab);
    totals_destroy(lab->totals);
    job_destroy(lab->job);
    free(lab);
}
