/* fit_sets.h - data to be fitted: the files of assets/, and sets that are
 * small enough to be worked by hand.
 */
#ifndef LAB_FIT_SETS_H
#define LAB_FIT_SETS_H

#include "lab/fit_data.h"

/* All four measures of all three irises. */
struct fit_data *fit_set_iris(void);

/* Two species of them, by names of columns; NULL ends the list. */
struct fit_data *fit_set_irises(const char *one, const char *other,
                                const char *first_feature,
                                const char *second_feature);

/* Bills of three species of penguin. */
struct fit_data *fit_set_penguins(void);

/* At x = -1 three of four are `no`, at x = 1 three of four are `yes`: mean 0,
 * spread 1. */
struct fit_data *fit_set_odds(void);

/* A CSV text with columns x, (y,) and class. */
struct fit_data *fit_set_text(const char *text, size_t features);

#endif
