/* logistic.h - predictions made from features: for lab*.c only.
 *
 * P(second class) = sigmoid(w x + b), the first class has the rest. The
 * weights are parameters called w_1 to w_d, or w where there is one feature
 * and w is a number; b is another. A list w among the data gives their first
 * values, and shows their present ones.
 */
#ifndef LAB_LOGISTIC_H
#define LAB_LOGISTIC_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct lab;
struct lab_data;
struct lab_spec;

enum { LOGISTIC_FEATURES_MAX = 12 };

/* Whether there are two classes, features in every row, and w and b for them.
 */
bool logistic_check(const struct lab_spec *spec, struct err *err);

/* How many parameters logistic_params() adds at most. */
size_t logistic_count(const struct lab_spec *spec);

/* Gives the lab those of its weights that it was not declared with. */
void logistic_params(struct lab *lab, const struct lab_spec *spec,
                     void (*add)(struct lab *lab, const struct lab_spec *spec,
                                 const char *name, double value));

/* Keeps the features; when the parameters are there. */
void logistic_init(struct lab *lab, const struct lab_spec *spec);

/* Whether an array is the list of weights: its values are parameters. */
bool logistic_is_weights(const struct lab *lab, const struct lab_data *array);

/* Makes such an array show them. */
void logistic_point(struct lab *lab, struct lab_data *array);

/* Predictions of rows [row, row + count), into the table of all, [n][2]. */
void logistic_predict(const struct lab *lab, size_t row, size_t count,
                      double *table);

#endif
