/* row_class.h - the class that a row is of, and the one it is taken for.
 *
 * The first argmax of the truth, also where it is soft, and of the prediction
 * (num/dist.h): what accuracy, confusion, reliability and filters go by. The
 * lab has classes. For a truth of one class neither costs time with K.
 */
#ifndef LAB_ROW_CLASS_H
#define LAB_ROW_CLASS_H

#include <stddef.h>

struct lab;

size_t row_true_class(const struct lab *lab, size_t row);

/* This one always reads K numbers: logits, where predictions come from them. */
size_t row_predicted_class(const struct lab *lab, size_t row);

/* The probability of the predicted class, which the caller has at hand. */
double row_confidence(const struct lab *lab, size_t row, size_t predicted);

#endif
