/* fault_kinds.h - which calls for files fail in which ways.
 */
#ifndef FAULTS_FAULT_KINDS_H
#define FAULTS_FAULT_KINDS_H

#include <stdbool.h>
#include <stddef.h>

#include "faults/faulty.h"

enum { FAULT_HOWS = 5, FAULT_SHORT = -1, FAULT_ALIKE = 1000, FAULT_NAME = 64 };

/* An errno, FAULT_SHORT, and + FAULT_ALIKE where nobody may notice; 0 behind
 * the last. */
struct fault_kind {
    enum faulty_call call;
    int hows[FAULT_HOWS];
};

extern const struct fault_kind fault_kinds[];
extern const size_t fault_kind_count;

int fault_kind_hows(const struct fault_kind *kind);

/* Whether nobody may notice it. */
bool fault_is_alike(int how);

/* What faulty.h's FAULTS has for the nth call; on: "" or ":on". */
void fault_name(char name[FAULT_NAME], enum faulty_call call, long n, int how,
                const char *on);

#endif
