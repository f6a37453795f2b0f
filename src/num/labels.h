/* labels.h - whether labels name classes; for the kernels, each of which has
 * its own copy, as wide as its vectors (kernel.h).
 */
#ifndef NUM_LABELS_H
#define NUM_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether all of label [n] are from 0 to classes - 1; true of none. */
static inline bool labels_fit(const int32_t *label, size_t n, size_t classes)
{
    uint32_t most = 0;

    /* A negative label is huge when unsigned. */
    for (size_t i = 0; i < n; i++)
        most = (uint32_t)label[i] > most ? (uint32_t)label[i] : most;
    return n == 0 || most < classes;
}

#endif
