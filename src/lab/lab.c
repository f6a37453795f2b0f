#include "lab/state.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "lab/logistic.h"
#include "lab/totals.h"
#include "num/softmax.h"

static char *copy_text(struct slice s)
{
    char *text = fatal_calloc(1, s.len + 1);

    if (s.len > 0)
        memcpy(text, s.at, s.len);
    return text;
}

void truth_fill(double *truth, size_t k, int label, double softness)
{
    double share = softness / (double)k;

    for (size_t j = 0; j < k; j++)
        truth[j] = (j == (size_t)label ? 1.0 - softness : 0.0) + share;
}

/* The base predictions of all rows, where nothing better is to be had. */
static void redefine(struct lab *lab)
{
    size_t bytes = lab->row_count * lab->class_count * sizeof(double);

    if (lab->redefine && bytes > 0 &&
        !lab->redefine(lab->redefine_context, lab, lab->redefined))
        memcpy(lab->redefined, lab_base_prediction(lab, 0), bytes);
}

void lab_redefine(struct lab *lab, lab_redefine_fn *fn, const void *context)
{
    size_t cells = lab->row_count * lab->class_count;

    if (!fn && (!lab->redefine || context != lab->redefine_context))
        return;
    rows_leave(lab, 0, lab->row_count, false);
    free(lab->redefined);
    lab->redefined = fn ? fatal_calloc(cells + 1, sizeof(double)) : NULL;
    lab->redefine = fn;
    lab->redefine_context = context;
    lab->redefined_afresh = false;
    redefine(lab);
    lab->revision++;
    totals_forget(lab->totals);
    rows_enter(lab);
}

void lab_redefine_afresh(struct lab *lab)
{
    lab->redefined_afresh = lab->redefine != NULL;
}

bool lab_is_afresh(const struct lab *lab)
{
    return lab->redefined_afresh;
}

bool lab_is_redefined(const struct lab *lab)
{
    const double *base;

    if (!lab->redefine || lab->redefined_afresh || lab->row_count == 0)
        return false;
    base = lab_base_prediction(lab, 0);
    for (size_t i = 0; i < lab->row_count * lab->class_count; i++)
        if (fabs(lab->redefined[i] - base[i]) > 1e-9)
            return true;
    return false;
}

bool lab_from_logits(const struct lab *lab)
{
    return lab->model == LAB_SOFTMAX && !lab->redefine;
}

void lab_predict(struct lab *lab, size_t row, size_t count)
{
    size_t k = lab->class_count;

    for (size_t i = row; lab->model == LAB_SOFTMAX && i < row + count; i++)
        softmax(lab->now.rows.score + i * k, k, lab->now.settings.temperature,
                lab->predicted + i * k);
    if (lab->model == LAB_LOGISTIC)
        logistic_predict(lab, row, count);
    redefine(lab);
}

static void copy_names(struct lab *lab, const struct lab_spec *spec)
{
    size_t k = lab->class_count, n = lab->row_count;

    lab->name = copy_text(spec->name);
    lab->title = copy_text(spec->title);
    lab->class_names = fatal_calloc(k + 1, sizeof *lab->class_names);
    for (size_t j = 0; j < k; j++)
        lab->class_names[j] = copy_text(spec->classes[j]);
    lab->row_names = fatal_calloc(n + 1, sizeof *lab->row_names);
    for (size_t i = 0; i < n; i++)
        if (spec->rows[i].input.len > 0)
            lab->row_names[i] = copy_text(spec->rows[i].input);
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
            to->values =
                &lab->now.settings.params[lab_find_param(lab, from->name)];
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

static void copy_row(struct lab *lab, const struct lab_row *row, size_t i)
{
    struct table *rows = &lab->now.rows;
    size_t k = lab->class_count;
    const double *score =
        lab->model == LAB_SOFTMAX ? row->logits : row->predicted;

    for (size_t j = 0; j < k; j++) {
        if (lab->model != LAB_LOGISTIC)
            rows->score[i * k + j] = score[j] + 0.0;
        rows->locked[i * k + j] = row->locked && row->locked[j];
    }
    rows->label[i] = row->label;
    if (row->label < 0) {
        for (size_t j = 0; j < k; j++)
            rows->truth[i * k + j] = row->truth[j] + 0.0;
        return;
    }
    rows->softness[i] = row->softness + 0.0;
    truth_fill(rows->truth + i * k, k, row->label, rows->softness[i]);
}

static void copy_state(struct lab *lab, const struct lab_spec *spec)
{
    struct settings *settings = &lab->now.settings;

    settings->examples =
        spec->examples ? spec->examples : (long)spec->row_count;
    settings->format = spec->format;
    settings->unit = spec->unit;
    settings->temperature = spec->temperature != 0.0 ? spec->temperature : 1.0;
    for (size_t i = 0; i < lab->param_count; i++)
        settings->params[i] = lab->params[i].value;
    for (size_t i = 0; i < lab->row_count; i++)
        copy_row(lab, &spec->rows[i], i);
}

struct lab *lab_create(const struct lab_spec *spec, struct err *err)
{
    struct lab *lab;
    size_t n = spec->row_count, k = spec->class_count;

    if (!spec_check(spec, err))
        return NULL;
    lab = fatal_calloc(1, sizeof *lab);
    lab->class_count = k;
    lab->row_count = n;
    lab->model = spec->model;
    lab->revision = 1;
    copy_names(lab, spec);
    copy_param_levers(lab, spec);
    copy_params(lab, spec);
    state_init(&lab->now, n, k, lab->param_count);
    state_init(&lab->first, n, k, lab->param_count);
    if (lab->model == LAB_LOGISTIC)
        logistic_init(lab, spec);
    copy_arrays(lab, spec);
    copy_state(lab, spec);
    state_copy(&lab->first, 0, &lab->now, 0, n, lab->param_count);
    lab_set_levers(lab, spec->levers);
    if (lab->model != LAB_GIVEN)
        lab->predicted = fatal_calloc(n * k + 1, sizeof *lab->predicted);
    lab_predict(lab, 0, n);
    lab->totals = totals_create();
    return lab;
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
        state_finish(&lab->changes[i].other);
    free(lab->changes);
    for (size_t i = 0; i < lab->saved_count; i++) {
        free(lab->saved[i].name);
        state_finish(&lab->saved[i].state);
    }
    free(lab->saved);
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
    free_texts(lab->row_names, lab->row_count);
    free_texts(lab->param_levers, lab->param_lever_count);
    free(lab->listeners);
    free(lab->name);
    free(lab->title);
    state_finish(&lab->now);
    state_finish(&lab->first);
    free(lab->predicted);
    free(lab->redefined);
    totals_destroy(lab->totals);
    job_destroy(lab->job);
    free(lab);
}

size_t lab_classes(const struct lab *lab)
{
    return lab->class_count;
}

size_t lab_rows(const struct lab *lab)
{
    return lab->row_count;
}

long lab_example_count(const struct lab *lab)
{
    return lab->now.settings.examples;
}

const char *lab_name(const struct lab *lab)
{
    return lab->name;
}

const char *lab_title(const struct lab *lab)
{
    return lab->title;
}

const char *lab_class_name(const struct lab *lab, size_t class)
{
    assert(class < lab->class_count);
    return lab->class_names[class];
}

bool lab_row_named(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    return lab->row_names[row] != NULL;
}

const char *lab_row_name(const struct lab *lab, size_t row,
                         char room[LAB_ROW_NAME])
{
    if (lab_row_named(lab, row))
        return lab->row_names[row];
    snprintf(room, LAB_ROW_NAME, "row %zu", row + 1);
    return room;
}

enum lab_model lab_model(const struct lab *lab)
{
    return lab->model;
}

const double *lab_truth(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    return lab->now.rows.truth + row * lab->class_count;
}

const double *lab_scores(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    if (lab->model == LAB_LOGISTIC)
        return lab_base_prediction(lab, row);
    return lab->now.rows.score + row * lab->class_count;
}

const double *lab_prediction(const struct lab *lab, size_t row)
{
    if (!lab->redefine)
        return lab_base_prediction(lab, row);
    assert(row < lab->row_count);
    return lab->redefined + row * lab->class_count;
}

const double *lab_base_prediction(const struct lab *lab, size_t row)
{
    if (lab->model == LAB_GIVEN)
        return lab_scores(lab, row);
    assert(row < lab->row_count);
    return lab->predicted + row * lab->class_count;
}

int lab_class(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    return lab->now.rows.label[row];
}

double lab_softness(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    return lab->now.rows.softness[row];
}

bool lab_locked(const struct lab *lab, size_t row, size_t class)
{
    assert(row < lab->row_count && class < lab->class_count);
    return lab->now.rows.locked[row * lab->class_count + class];
}

long lab_row_count(const struct lab *lab, size_t row)
{
    long n = (long)lab->row_count, all = lab->now.settings.examples;

    assert(row < lab->row_count);
    return all / n + ((long)row < all % n ? 1 : 0);
}

enum format lab_format(const struct lab *lab)
{
    return lab->now.settings.format;
}

enum unit lab_unit(const struct lab *lab)
{
    return lab->now.settings.unit;
}

double lab_temperature(const struct lab *lab)
{
    return lab->now.settings.temperature;
}

size_t lab_params(const struct lab *lab)
{
    return lab->param_count;
}

struct lab_param lab_param(const struct lab *lab, size_t index)
{
    struct lab_param param;

    assert(index < lab->param_count);
    param = lab->params[index];
    param.value = lab->now.settings.params[index];
    return param;
}

int lab_find_param(const struct lab *lab, struct slice name)
{
    for (size_t i = 0; i < lab->param_count; i++)
        if (slice_eq(lab->params[i].name, name))
            return (int)i;
    return -1;
}

size_t lab_arrays(const struct lab *lab)
{
    return lab->array_count;
}

const struct lab_data *lab_array(const struct lab *lab, size_t index)
{
    assert(index < lab->array_count);
    return &lab->arrays[index];
}

const struct lab_data *lab_find_array(const struct lab *lab, struct slice name)
{
    for (size_t i = 0; i < lab->array_count; i++)
        if (slice_eq(lab->arrays[i].name, name))
            return &lab->arrays[i];
    return NULL;
}

uint64_t lab_revision(const struct lab *lab)
{
    return lab->revision;
}
