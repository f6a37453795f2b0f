#include "lab/row_class.h"

#include "lab/lab.h"
#include "lab/state.h"
#include "num/dist.h"
#include "num/softmax.h"

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

    if (lab_from_logits(lab))
        return softmax_first_argmax(lab_scores(lab, row), k,
                                    lab_temperature(lab));
    return dist_first_argmax(lab_prediction(lab, row), k);
}

double row_confidence(const struct lab *lab, size_t row, size_t predicted)
{
    if (lab_from_logits(lab))
        return softmax_peak(lab_scores(lab, row), lab_classes(lab),
                            lab_temperature(lab));
    return lab_prediction(lab, row)[predicted];
}
