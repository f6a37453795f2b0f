#include "lab/state.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "lab/logistic.h"
#include "lab/totals.h"
#include "num/softmax.h"

/* A table of so many numbers is kept; the softmax of more rows is worked out
 * where it is asked for, and the last few are kept. */
enum { TABLE_MOST = 1 << 16, RECENT = 64 };

struct predicted {
    double *table;       /* [n][k], or NULL */
    double *recent;      /* [RECENT][k]: row i stands at i mod RECENT */
    size_t held[RECENT]; /* the row that is there, from 1; 0: none */
};

static void softmax_row(const struct lab *lab, size_t row, double *out)
{
    size_t k = lab->class_count;

    softmax(lab->rows.score + row * k, k, lab->settings.temperature, out);
}

static void fill_table(const struct lab *lab, size_t row, size_t count)
{
    size_t k = lab->class_count;
    double *table = lab->predicted->table;

    if (lab->model == LAB_LOGISTIC)
        logistic_predict(lab, row, count, table);
    else
        for (size_t i = row; i < row + count; i++)
            softmax_row(lab, i, table + i * k);
}

void predicted_create(struct lab *lab)
{
    size_t k = lab->class_count;

    lab->predicted = fatal_calloc(1, sizeof *lab->predicted);
    if (lab->model == LAB_GIVEN)
        return;
    if (lab->model == LAB_LOGISTIC || lab->row_count * k <= TABLE_MOST) {
        lab->predicted->table =
            fatal_malloc((lab->row_count * k + 1) * sizeof(double));
        fill_table(lab, 0, lab->row_count);
    } else {
        lab->predicted->recent = fatal_malloc(RECENT * k * sizeof(double));
    }
}

void predicted_destroy(struct lab *lab)
{
    if (lab->predicted) {
        free(lab->predicted->table);
        free(lab->predicted->recent);
    }
    free(lab->predicted);
    free(lab->redefined);
}

/* The base predictions, where nothing better is to be had. */
static void redefine(struct lab *lab)
{
    size_t k = lab->class_count;

    if (!lab->redefine || lab->row_count * k == 0 ||
        lab->redefine(lab->redefine_context, lab, lab->redefined))
        return;
    for (size_t i = 0; i < lab->row_count; i++)
        memcpy(lab->redefined + i * k, lab_base_prediction(lab, i),
               k * sizeof *lab->redefined);
}

void lab_predict(struct lab *lab, size_t row, size_t count)
{
    struct predicted *predicted = lab->predicted;

    if (predicted->table)
        fill_table(lab, row, count);
    for (size_t i = 0; predicted->recent && i < RECENT; i++)
        if (predicted->held[i] > row && predicted->held[i] <= row + count)
            predicted->held[i] = 0;
    redefine(lab);
}

const double *lab_base_prediction(const struct lab *lab, size_t row)
{
    struct predicted *predicted = lab->predicted;
    size_t k = lab->class_count, at = row % RECENT;

    assert(row < lab->row_count);
    if (lab->model == LAB_GIVEN)
        return lab->rows.score + row * k;
    if (predicted->table)
        return predicted->table + row * k;
    if (predicted->held[at] != row + 1)
        softmax_row(lab, row, predicted->recent + at * k);
    predicted->held[at] = row + 1;
    return predicted->recent + at * k;
}

const double *lab_prediction(const struct lab *lab, size_t row)
{
    if (!lab->redefine)
        return lab_base_prediction(lab, row);
    assert(row < lab->row_count);
    return lab->redefined + row * lab->class_count;
}

const double *lab_scores(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    if (lab->model == LAB_LOGISTIC)
        return lab_base_prediction(lab, row);
    return lab->rows.score + row * lab->class_count;
}

bool lab_from_logits(const struct lab *lab)
{
    return lab->model == LAB_SOFTMAX && !lab->redefine;
}

void lab_redefine(struct lab *lab, lab_redefine_fn *fn, const void *context)
{
    size_t cells = lab->row_count * lab->class_count;

    if (!fn && (!lab->redefine || context != lab->redefine_context))
        return;
    rows_leave(lab, 0, lab->row_count);
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
    size_t k = lab->class_count;

    if (!lab->redefine || lab->redefined_afresh)
        return false;
    for (size_t i = 0; i < lab->row_count; i++) {
        const double *base = lab_base_prediction(lab, i);

        for (size_t j = 0; j < k; j++)
            if (fabs(lab->redefined[i * k + j] - base[j]) > 1e-9)
                return true;
    }
    return false;
}
