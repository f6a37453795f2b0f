#include "lab/labs.h"

#include <string.h>

#include <math.h>

static const struct slice film_classes[] = { { "Positive", 8 },
                                             { "Neutral", 7 },
                                             { "Negative", 8 } };
static const double films[3][3] = { { 0.7, 0.2, 0.1 },
                                    { 0.5, 0.3, 0.2 },
                                    { 0.1, 0.3, 0.6 } };
static const struct lab_row film_rows[] = {
    { .input = { "film 1", 6 }, .label = 0, .predicted = films[0] },
    { .input = { "film 2", 6 }, .label = 1, .predicted = films[1] },
    { .input = { "film 3", 6 }, .label = 2, .predicted = films[2] },
};

struct lab_spec labs_films(void)
{
    return (struct lab_spec){ .name = slice_of("reviews"),
                              .title = slice_of("three film reviews"),
                              .classes = film_classes,
                              .class_count = 3,
                              .rows = film_rows,
                              .row_count = 3,
                              .levers = LAB_LEVER_ALL };
}

static const double logits[3][3] = { { 2.0, 0.5, -1.0 },
                                     { 0.3, 0.1, 0.9 },
                                     { 0.0, 1.5, 1.0 } };
static const struct lab_row logit_rows[] = {
    { .label = 0, .logits = logits[0] },
    { .label = 2, .logits = logits[1] },
    { .label = 1, .logits = logits[2] },
};

struct lab_spec labs_logits(void)
{
    struct lab_spec spec = labs_films();

    spec.rows = logit_rows;
    spec.model = LAB_SOFTMAX;
    return spec;
}

struct lab_spec labs_coin(const double *p, struct lab_row *row, long examples)
{
    static const struct slice classes[] = { { "yes", 3 }, { "no", 2 } };

    *row = (struct lab_row){ .label = 0, .predicted = p };
    return (struct lab_spec){ .classes = classes,
                              .class_count = 2,
                              .rows = row,
                              .row_count = 1,
                              .examples = examples,
                              .levers = LAB_LEVER_ALL };
}

struct lab_spec labs_bernoulli(void)
{
    static const double x[] = { 1, 0, 1, 1, 0, 1, 1, 1 };
    static const double p[] = { 0.7 }, theta[] = { 0.6 };
    static const struct lab_data data[] = {
        { { "x", 1 }, 1, 1, 8, x },
        { { "p", 1 }, 0, 1, 1, p },
        { { "theta", 5 }, 0, 1, 1, theta },
    };
    static const struct lab_param params[] = {
        { { "theta", 5 }, 0.6, 0.0, 1.0, 0.0 },
    };

    return (struct lab_spec){ .data = data,
                              .data_count = 3,
                              .params = params,
                              .param_count = 1,
                              .levers = LAB_LEVER_ALL };
}

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

bool labs_same_readings(const struct readings *a, const struct readings *b)
{
    bool rows = a->zero_rows == b->zero_rows;

    for (size_t i = 0; rows && i < a->zero_rows && i < READINGS_ZERO_ROWS; i++)
        rows = a->zero_first[i] == b->zero_first[i];
    return rows && a->examples == b->examples &&
           same(a->likelihood.fraction10, b->likelihood.fraction10) &&
           a->likelihood.exponent10 == b->likelihood.exponent10 &&
           same(a->log_likelihood, b->log_likelihood) && same(a->nll, b->nll) &&
           same(a->nll_mean, b->nll_mean) &&
           same(a->cross_entropy, b->cross_entropy) &&
           same(a->entropy, b->entropy) && same(a->kl, b->kl) &&
           same(a->kl_reverse, b->kl_reverse) &&
           same(a->perplexity, b->perplexity) &&
           same(a->accuracy, b->accuracy) && a->hits == b->hits &&
           a->one_hot == b->one_hot && a->zero_examples == b->zero_examples &&
           same(a->residue_mean, b->residue_mean) &&
           same(a->residue_split, b->residue_split);
}
