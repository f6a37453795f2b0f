#include "lab/row_class.h"

#include "lab/lab.h"
#include "lab/state.h"
#include "num/dist.h"
#include "num/softmax.h"

/* The first largest of the logits, where no other is so near it that their
 * probabilities may round to the same double: they are 1 and exp(-gap) over one
 * sum. -1: it must be looked at closely. */
static long clear_peak(const double *z, size_t k, double temperature)
{
    size_t top = dist_first_argmax(z, k);

    for (size_t j = 0; j < k; j++)
        if (j != top && z[top] - z[j] < 1e-9 * temperature)
            return -1;
    return (long)top;
}

size_t row_true_class(const struct lab *lab, size_t row)
{
    int label = lab_class(lab, row);

    if (label >= 0 && lab_softness(lab, row) == 0.0)
        return (size_t)label;
    return dist_first_argmax(lab_truth(lab, row), lab_classes(lab));
}

size_t row_predicted_class(const struct lab *lab, size_t row)
{
    size_t k = lab_classes(lab);

    if (lab_from_logits(lab)) {
        long peak = clear_peak(lab_scores(lab, row), k, lab_temperature(lab));

        if (peak >= 0)
            return (size_t)peak;
    }
    return dist_first_argmax(lab_prediction(lab, row), k);
}

double row_confidence(const struct lab *lab, size_t row, size_t predicted)
{
    if (lab_from_logits(lab))
        return softmax_peak(lab_scores(lab, row), lab_classes(lab),
                            lab_temperature(lab));
    return lab_prediction(lab, row)[predicted];
}
