#include "lab/logistic.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "lab/state.h"
#include "num/softmax.h"

enum { NAME = 24 };

static const struct lab_data *data_called(const struct lab_spec *spec,
                                          const char *name)
{
    for (size_t i = 0; i < spec->data_count; i++)
        if (slice_is(spec->data[i].name, name))
            return &spec->data[i];
    return NULL;
}

static bool declared(const struct lab_spec *spec, const char *name)
{
    for (size_t i = 0; i < spec->param_count; i++)
        if (slice_is(spec->params[i].name, name))
            return true;
    return false;
}

static const char *weight_name(size_t j, char *name)
{
    snprintf(name, NAME, "w_%zu", j + 1);
    return name;
}

static size_t features(const struct lab_spec *spec)
{
    return spec->row_count ? spec->rows[0].feature_count : 0;
}

static bool check_rows(const struct lab_spec *spec, struct err *err)
{
    size_t d = features(spec);

    if (spec->class_count != 2)
        return err_set(err,
                       "model 'logistic' has two classes, not %zu: 'softmax' "
                       "has any number",
                       spec->class_count);
    if (d < 1 || d > LOGISTIC_FEATURES_MAX)
        return err_set(err, "%zu features: 1 to %d would do", d,
                       LOGISTIC_FEATURES_MAX);
    for (size_t i = 0; i < spec->row_count; i++) {
        const struct lab_row *row = &spec->rows[i];

        if (!row->features || row->feature_count != d)
            return err_set(err, "row %zu: %zu features would do", i + 1, d);
        for (size_t j = 0; j < d; j++)
            if (!(fabs(row->features[j]) <= LAB_LOGIT_MAX))
                return err_set(err,
                               "row %zu: '%.10g' is no feature: a number from "
                               "-%d to %d would do",
                               i + 1, row->features[j], LAB_LOGIT_MAX,
                               LAB_LOGIT_MAX);
    }
    return true;
}

bool logistic_check(const struct lab_spec *spec, struct err *err)
{
    const struct lab_data *w = data_called(spec, "w");
    const struct lab_data *b = data_called(spec, "b");
    char name[NAME];
    size_t d = features(spec);
    bool listed = true;

    if (!check_rows(spec, err))
        return false;
    if (!(b ? b->rank == 0 : declared(spec, "b")))
        return err_set(err, "model 'logistic' wants a number 'b' among the "
                            "data");
    for (size_t j = 0; j < d; j++)
        listed = listed && declared(spec, weight_name(j, name));
    if (listed || (d == 1 && (w ? w->rank == 0 : declared(spec, "w"))) ||
        (w && w->rank == 1 && w->cols == d))
        return true;
    return err_set(err,
                   "model 'logistic' wants a list 'w' of %zu number%s among "
                   "the data, one for each feature",
                   d, d == 1 ? "" : "s");
}

size_t logistic_count(const struct lab_spec *spec)
{
    return spec->model == LAB_LOGISTIC ? features(spec) : 0;
}

void logistic_params(struct lab *lab, const struct lab_spec *spec,
                     void (*add)(struct lab *lab, const struct lab_spec *spec,
                                 const char *name, double value))
{
    const struct lab_data *w = data_called(spec, "w");
    char name[NAME];

    for (size_t j = 0; w && w->rank == 1 && j < logistic_count(spec); j++)
        if (!declared(spec, weight_name(j, name)))
            add(lab, spec, name, w->values[j]);
}

void logistic_init(struct lab *lab, const struct lab_spec *spec)
{
    size_t d = features(spec), n = spec->row_count;
    int w = lab_find_param(lab, slice_of("w_1"));
    int b = lab_find_param(lab, slice_of("b"));

    if (w < 0)
        w = lab_find_param(lab, slice_of("w"));
    assert(w >= 0 && b >= 0);
    lab->weights = (size_t)w;
    lab->bias = (size_t)b;
    lab->feature_count = d;
    lab->features = fatal_calloc(n * d, sizeof *lab->features);
    for (size_t i = 0; i < n; i++)
        memcpy(lab->features + i * d, spec->rows[i].features,
               d * sizeof *lab->features);
}

size_t lab_feature_count(const struct lab *lab)
{
    return lab->feature_count;
}

const double *lab_features(const struct lab *lab)
{
    return lab->features;
}

bool logistic_is_weights(const struct lab *lab, const struct lab_data *array)
{
    return lab->model == LAB_LOGISTIC && array->rank > 0 &&
           slice_is(array->name, "w") &&
           lab_find_param(lab, slice_of("w_1")) >= 0;
}

void logistic_point(struct lab *lab, struct lab_data *array)
{
    array->rank = 1;
    array->rows = 1;
    array->cols = lab->feature_count;
    array->values = &lab->settings.params[lab->weights];
}

void logistic_predict(const struct lab *lab, size_t row, size_t count,
                      double *table)
{
    const double *params = lab->settings.params;
    size_t d = lab->feature_count;

    for (size_t i = row; i < row + count; i++) {
        double z[2] = { 0.0, params[lab->bias] };

        for (size_t j = 0; j < d; j++)
            z[1] += params[lab->weights + j] * lab->features[i * d + j];
        softmax(z, 2, 1.0, table + i * 2);
    }
}
