#include "lab/row_class.h"

#include "lab/lab.h"
#include "num/dist.h"

size_t row_true_class(const struct lab *lab, size_t row)
{
    int label = lab_class(lab, row);

    if (label >= 0 && lab_softness(lab, row) == 0.0)
        return (size_t)label;
    return dist_first_argmax(lab_truth(lab, row), lab_classes(lab));
}

size_t row_predicted_class(const struct lab *lab, size_t row)
{
    return dist_first_argmax(lab_prediction(lab, row), lab_classes(lab));
}

bool row_is_hit(const struct lab *lab, size_t row)
{
    return row_true_class(lab, row) == row_predicted_class(lab, row);
}
