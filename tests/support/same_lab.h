/* same_lab.h - whether two labs are in the same state, bit for bit.
 *
 * Settings, rows and locks are; names, levers, history and saved states are
 * not compared.
 */
#ifndef SUPPORT_SAME_LAB_H
#define SUPPORT_SAME_LAB_H

#include <stdbool.h>

#include "lab/lab.h"
#include "lab/rows.h"

bool same_lab(const struct lab *a, const struct lab *b);

/* Their rows alone. A truth that is not read (its row has a label) may
 * differ. */
bool same_rows(const struct rows *a, const struct rows *b);

#endif
