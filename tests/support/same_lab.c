#include "support/same_lab.h"

#include <string.h>

#include "lab/state.h"

static bool same(const void *a, const void *b, size_t n)
{
    return n == 0 || memcmp(a, b, n) == 0;
}

/* Whether b has what is marked in a. */
static bool marks_match(const struct rows *a, const struct rows *b)
{
    size_t k = a->k;

    for (size_t i = 0; i < a->marks.count; i++) {
        size_t row = a->marks.row[i];
        const bool *locks = rows_locks(b, row);
        double softness = rows_softness(b, row);

        if (!same(&a->softness[i], &softness, sizeof softness))
            return false;
        for (size_t j = 0; j < k; j++)
            if (a->locked[i * k + j] != (locks && locks[j]))
                return false;
    }
    return true;
}

bool same_rows(const struct rows *a, const struct rows *b)
{
    size_t n = a->n, k = a->k;

    if (n != b->n || k != b->k ||
        !same(a->label, b->label, n * sizeof *a->label) ||
        (a->score && b->score &&
         !same(a->score, b->score, n * k * sizeof *a->score)) ||
        !marks_match(a, b) || !marks_match(b, a))
        return false;
    for (size_t i = 0; a->given && i < n; i++)
        if (a->label[i] < 0 &&
            !same(a->given + i * k, b->given + i * k, k * sizeof *a->given))
            return false;
    return true;
}

bool same_lab(const struct lab *a, const struct lab *b)
{
    return a->param_count == b->param_count && a->model == b->model &&
           settings_differ(&a->settings, &b->settings, a->param_count) == 0 &&
           same_rows(&a->rows, &b->rows);
}
