/* faulty_plan.h - which call is to fail, asked by those that stand in for it.
 */
#ifndef FAULTS_FAULTY_PLAN_H
#define FAULTS_FAULTY_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "faulty.h"

/* The call that another stands in for. ISO C knows no way from an object's
 * pointer to a function's but through an integer. */
#define REAL(name) ((__typeof__(&name))(uintptr_t)faulty_real(#name))
void *faulty_real(const char *name);

/* Count a call, log it with what it is about, and say whether it is to fail;
 * errno is then set. */
bool faulty_path_fails(enum faulty_call call, const char *what);
bool faulty_fd_fails(enum faulty_call call, int fd);

/* Whether that means a read or a write of one byte instead; whether half of a
 * write goes through first, and faulty_kill() follows. */
bool faulty_cuts(void);
bool faulty_tears(void);
void faulty_kill(void);

/* Whether this is a child of the library's own. */
bool faulty_in_child(void);

#endif
