#include "lab/state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "lab/logistic.h"

/* How far from 1 a row of a file or a lesson may add up: its numbers have
 * few digits (0.333). Nothing is rescaled. */
static const double sum_tolerance = 1e-4;

/* "row 2 ('film 2')", or "row 2" where it has no input. */
static bool row_err(struct err *err, const struct lab_row *row, size_t i,
                    const char *what)
{
    if (row->input.len == 0)
        return err_set(err, "row %zu: %s", i + 1, what);
    return err_set(err, "row %zu ('%.*s'): %s", i + 1, SLICE_ARG(row->input),
                   what);
}

static bool check_distribution(const double *p, size_t k, const char *what,
                               const struct lab_row *row, size_t i,
                               struct err *err)
{
    char text[128];
    double sum = 0.0;

    if (!p) {
        snprintf(text, sizeof text, "the %s is missing", what);
        return row_err(err, row, i, text);
    }
    for (size_t j = 0; j < k; j++) {
        if (!(p[j] >= 0.0 && p[j] <= 1.0)) {
            snprintf(text, sizeof text,
                     "'%.10g' in the %s is no probability: a number from 0 "
                     "to 1 would do",
                     p[j], what);
            return row_err(err, row, i, text);
        }
        sum += p[j];
    }
    if (fabs(sum - 1.0) <= sum_tolerance)
        return true;
    snprintf(text, sizeof text, "the %s adds up to %.10g: 1 would do", what,
             sum);
    return row_err(err, row, i, text);
}

static bool check_logits(const struct lab_spec *spec, size_t i, struct err *err)
{
    const struct lab_row *row = &spec->rows[i];
    char text[128];

    if (!row->logits)
        return row_err(err, row, i, "the logits are missing");
    for (size_t j = 0; j < spec->class_count; j++) {
        if (fabs(row->logits[j]) <= LAB_LOGIT_MAX)
            continue;
        snprintf(text, sizeof text,
                 "'%.10g' is no logit: a number from -%d to %d would do",
                 row->logits[j], LAB_LOGIT_MAX, LAB_LOGIT_MAX);
        return row_err(err, row, i, text);
    }
    return true;
}

static bool check_row(const struct lab_spec *spec, size_t i, struct err *err)
{
    const struct lab_row *row = &spec->rows[i];
    size_t k = spec->class_count;

    if (spec->model == LAB_SOFTMAX) {
        if (!check_logits(spec, i, err))
            return false;
    } else if (spec->model == LAB_GIVEN &&
               !check_distribution(row->predicted, k, "prediction", row, i,
                                   err)) {
        return false;
    }
    if (row->label < 0)
        return check_distribution(row->truth, k, "truth", row, i, err);
    if ((size_t)row->label >= k)
        return row_err(err, row, i, "the label names no class");
    if (!(row->softness >= 0.0 && row->softness <= 1.0))
        return row_err(err, row, i,
                       "the softness is out of range: a number from 0 to 1 "
                       "would do");
    return true;
}

long examples_most(size_t n)
{
    return n > LAB_EXAMPLES_MAX ? (long)n : LAB_EXAMPLES_MAX;
}

static bool check_size(const struct lab_spec *spec, struct err *err)
{
    size_t n = spec->row_count, k = spec->class_count;

    if (k > LAB_CLASSES_MAX)
        return err_set(err, "%zu classes are too many: %d would do", k,
                       LAB_CLASSES_MAX);
    if (n > LAB_ROWS_MAX)
        return err_set(err, "%zu rows are too many: %d would do", n,
                       LAB_ROWS_MAX);
    if (k == 0 && n > 0)
        return err_set(err, "the rows have no classes: list them");
    if (n == 0 && k > 0)
        return err_set(err, "the classes have no rows: list them");
    if (n == 0 && spec->examples == 0)
        return true;
    if (spec->examples < 0 || spec->examples > examples_most(n) || n == 0)
        return err_set(err,
                       "'%ld' examples cannot be: a whole number from 1 to %ld "
                       "would do, in a lab with rows",
                       spec->examples, examples_most(n));
    return true;
}

static int by_text(const void *a, const void *b)
{
    const struct slice *x = *(const struct slice *const *)a;
    const struct slice *y = *(const struct slice *const *)b;
    size_t len = x->len < y->len ? x->len : y->len;
    int order = len > 0 ? memcmp(x->at, y->at, len) : 0;

    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

/* Sorted, for there may be very many. */
static bool check_classes(const struct lab_spec *spec, struct err *err)
{
    size_t k = spec->class_count;
    const struct slice **sorted = fatal_malloc((k + 1) * sizeof *sorted);
    const struct slice *twice = NULL;

    for (size_t j = 0; j < k; j++)
        sorted[j] = &spec->classes[j];
    qsort(sorted, k, sizeof *sorted, by_text);
    for (size_t j = 1; j < k && !twice; j++)
        if (slice_eq(*sorted[j - 1], *sorted[j]))
            twice = sorted[j];
    free(sorted);
    return !twice ||
           err_set(err, "class '%.*s' is listed twice", SLICE_ARG(*twice));
}

static bool check_names(const struct lab_spec *spec, struct err *err)
{
    if (!check_classes(spec, err))
        return false;
    for (size_t i = 0; i < spec->data_count; i++)
        for (size_t j = 0; j < i; j++)
            if (slice_eq(spec->data[i].name, spec->data[j].name))
                return err_set(err, "data '%.*s' is given twice",
                               SLICE_ARG(spec->data[i].name));
    for (size_t i = 0; i < spec->param_count; i++)
        for (size_t j = 0; j < i; j++)
            if (slice_eq(spec->params[i].name, spec->params[j].name))
                return err_set(err, "parameter '%.*s' is declared twice",
                               SLICE_ARG(spec->params[i].name));
    return true;
}

static bool check_params(const struct lab_spec *spec, struct err *err)
{
    for (size_t i = 0; i < spec->param_count; i++) {
        const struct lab_param *p = &spec->params[i];

        if (!(isfinite(p->value) && p->value >= p->from && p->value <= p->to))
            return err_set(err,
                           "'%.10g' is out of range for '%.*s': %.10g to "
                           "%.10g would do",
                           p->value, SLICE_ARG(p->name), p->from, p->to);
    }
    return true;
}

bool spec_check(const struct lab_spec *spec, struct err *err)
{
    double t = spec->temperature;

    if (!check_size(spec, err) || !check_names(spec, err) ||
        !check_params(spec, err))
        return false;
    if (t != 0.0 && !(t >= LAB_TEMPERATURE_MIN && t <= LAB_TEMPERATURE_MAX))
        return err_set(err,
                       "'%.10g' is no temperature: a number from %g to %g "
                       "would do",
                       t, LAB_TEMPERATURE_MIN, LAB_TEMPERATURE_MAX);
    if (spec->model == LAB_LOGISTIC && !logistic_check(spec, err))
        return false;
    for (size_t i = 0; i < spec->row_count; i++)
        if (!check_row(spec, i, err))
            return false;
    return true;
}
