#include "lab/fit_model.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "num/dd.h"
#include "num/softmax.h"

void fit_model_init(struct fit_model *model, const struct fit_data *data,
                    bool logistic, double l2)
{
    assert(!logistic || data->k == 2);
    *model = (struct fit_model){
        .data = data,
        .logistic = logistic,
        .l2 = l2,
        .rows = logistic ? 1 : data->k,
        .stride = data->d + 1,
    };
    model->size = model->rows * model->stride;
    model->x = fatal_calloc(data->n * model->stride, sizeof *model->x);
    for (size_t i = 0; i < data->n; i++) {
        double *row = &model->x[i * model->stride];

        for (size_t j = 0; j < data->d; j++)
            row[j] =
                (data->x[i * data->d + j] - data->mean[j]) / data->spread[j];
        row[data->d] = 1.0;
    }
}

void fit_model_finish(struct fit_model *model)
{
    free(model->x);
    *model = (struct fit_model){ 0 };
}

static void logits_at(const struct fit_model *model, const double *w,
                      const double *x, double *z)
{
    if (model->logistic)
        *z++ = 0.0;
    for (size_t r = 0; r < model->rows; r++) {
        double sum = 0.0;

        for (size_t j = 0; j < model->stride; j++)
            sum += w[r * model->stride + j] * x[j];
        z[r] = sum;
    }
}

/* The logits z [k] of row i; a logistic model's are 0 and w x + b. */
static void logits(const struct fit_model *model, const double *w, size_t i,
                   double *z)
{
    logits_at(model, w, &model->x[i * model->stride], z);
}

void fit_chances(const struct fit_model *model, const double *w,
                 const double *x, double *p)
{
    const struct fit_data *data = model->data;
    double scaled[FIT_FEATURES_MAX + 1], z[FIT_CLASSES_MAX];

    for (size_t j = 0; j < data->d; j++)
        scaled[j] = (x[j] - data->mean[j]) / data->spread[j];
    scaled[data->d] = 1.0;
    logits_at(model, w, scaled, z);
    softmax(z, data->k, 1.0, p);
}

/* Adds to a sum that keeps the rounding errors. */
static void add(struct dd *sum, double x)
{
    struct dd s = dd_sum(sum->hi, x);

    *sum = (struct dd){ s.hi, sum->lo + s.lo };
}

/* A sum that overflowed has no useful error. */
static double total(struct dd sum)
{
    return isfinite(sum.hi) ? sum.hi + sum.lo : sum.hi;
}

static double penalty(const struct fit_model *model, const double *w)
{
    struct dd sum = { 0.0, 0.0 };

    if (model->l2 == 0.0)
        return 0.0;
    for (size_t i = 0; i < model->size; i++)
        if (i % model->stride != model->data->d)
            add(&sum, w[i] * w[i]);
    return 0.5 * model->l2 * total(sum);
}

double fit_cross_entropy(const struct fit_model *model, const double *w)
{
    const struct fit_data *data = model->data;
    struct dd sum = { 0.0, 0.0 };
    double z[FIT_CLASSES_MAX];

    for (size_t i = 0; i < data->n; i++) {
        logits(model, w, i, z);
        add(&sum, softmax_loss_nats(z, data->k, 1.0, (size_t)data->y[i]));
    }
    return total(sum) / (double)data->n;
}

double fit_objective(const struct fit_model *model, const double *w)
{
    return fit_cross_entropy(model, w) + penalty(model, w);
}

double fit_log_likelihood(const struct fit_model *model, const double *w)
{
    const struct fit_data *data = model->data;
    struct dd sum = { 0.0, 0.0 };
    double z[FIT_CLASSES_MAX];

    for (size_t i = 0; i < data->n; i++) {
        logits(model, w, i, z);
        softmax_log_nats(z, data->k, 1.0, z);
        add(&sum, z[data->y[i]]);
    }
    return total(sum);
}

/* What an example's logits should fall by: p - onehot(y). */
static void excess(const struct fit_model *model, const double *w, size_t i,
                   double *p)
{
    const struct fit_data *data = model->data;
    double others = 0.0;

    logits(model, w, i, p);
    softmax(p, data->k, 1.0, p);
    for (size_t k = 0; k < data->k; k++)
        if (k != (size_t)data->y[i])
            others += p[k];
    p[data->y[i]] = -others;
}

double fit_gradient(const struct fit_model *model, const double *w, double *g)
{
    const struct fit_data *data = model->data;
    size_t skip = model->logistic ? 1 : 0;
    double p[FIT_CLASSES_MAX];

    memset(g, 0, model->size * sizeof *g);
    for (size_t i = 0; i < data->n; i++) {
        const double *x = &model->x[i * model->stride];

        excess(model, w, i, p);
        for (size_t r = 0; r < model->rows; r++)
            for (size_t j = 0; j < model->stride; j++)
                g[r * model->stride + j] += p[r + skip] * x[j];
    }
    for (size_t i = 0; i < model->size; i++) {
        g[i] /= (double)data->n;
        if (i % model->stride != data->d)
            g[i] += model->l2 * w[i];
    }
    return fit_objective(model, w);
}

/* p_k (1 - p_k) on the diagonal, -p_k p_l beside it; 1 - p_k as the sum of the
 * others. */
static double curvature(const double *p, size_t k, size_t a, size_t b)
{
    double others = 0.0;

    if (a != b)
        return -p[a] * p[b];
    for (size_t c = 0; c < k; c++)
        if (c != a)
            others += p[c];
    return p[a] * others;
}

static void add_block(const struct fit_model *model, double c, const double *x,
                      size_t a, size_t b, double *h)
{
    size_t s = model->stride;

    for (size_t i = 0; i < s; i++)
        for (size_t j = 0; j < s; j++)
            h[(a * s + i) * model->size + b * s + j] += c * x[i] * x[j];
}

void fit_hessian(const struct fit_model *model, const double *w, double *h)
{
    const struct fit_data *data = model->data;
    size_t m = model->size, skip = model->logistic ? 1 : 0;
    double p[FIT_CLASSES_MAX];

    memset(h, 0, m * m * sizeof *h);
    for (size_t i = 0; i < data->n; i++) {
        logits(model, w, i, p);
        softmax(p, data->k, 1.0, p);
        for (size_t a = 0; a < model->rows; a++)
            for (size_t b = 0; b < model->rows; b++)
                add_block(model, curvature(p, data->k, a + skip, b + skip),
                          &model->x[i * model->stride], a, b, h);
    }
    for (size_t i = 0; i < m * m; i++)
        h[i] /= (double)data->n;
    for (size_t i = 0; i < m; i++)
        if (i % model->stride != data->d)
            h[i * m + i] += model->l2;
}

double fit_sharpness(const struct fit_model *model, const double *w)
{
    size_t m = model->size;
    double *h = fatal_calloc(m * m, sizeof *h);
    double v[FIT_SIZE_MAX], u[FIT_SIZE_MAX], value = 0.0;

    fit_hessian(model, w, h);
    for (size_t i = 0; i < m; i++)
        v[i] = 1.0 / (double)(i + 1);
    for (int round = 0; round < 200; round++) {
        double norm = 0.0, before = value;

        for (size_t i = 0; i < m; i++) {
            u[i] = 0.0;
            for (size_t j = 0; j < m; j++)
                u[i] += h[i * m + j] * v[j];
            norm = hypot(norm, u[i]);
        }
        value = norm;
        if (!(norm > 0.0) || !isfinite(norm))
            break;
        for (size_t i = 0; i < m; i++)
            v[i] = u[i] / norm;
        if (round > 10 && fabs(value - before) <= 1e-9 * value)
            break;
    }
    free(h);
    return value;
}

size_t fit_right(const struct fit_model *model, const double *w)
{
    const struct fit_data *data = model->data;
    size_t right = 0;
    double z[FIT_CLASSES_MAX];

    for (size_t i = 0; i < data->n; i++) {
        size_t best = 0;

        logits(model, w, i, z);
        for (size_t k = 1; k < data->k; k++)
            if (z[k] > z[best])
                best = k;
        right += best == (size_t)data->y[i];
    }
    return right;
}

void fit_margins(const struct fit_model *model, const double *w, double *least,
                 double *most)
{
    const struct fit_data *data = model->data;
    double z[FIT_CLASSES_MAX];

    *least = INFINITY;
    *most = -INFINITY;
    for (size_t i = 0; i < data->n; i++) {
        size_t y = (size_t)data->y[i];

        logits(model, w, i, z);
        for (size_t k = 0; k < data->k; k++) {
            if (k == y)
                continue;
            *least = fmin(*least, z[y] - z[k]);
            *most = fmax(*most, z[y] - z[k]);
        }
    }
}
