/* parallel.h - many tasks over a few threads.
 *
 * For work that is cut into tasks beforehand, each of which writes to a place
 * of its own. How tasks are cut and how their results are joined is the
 * caller's affair and must not depend on the number of threads; then no result
 * does. What comes in a stream and leaves in order has pipeline.h.
 *
 * There is no pool: threads live as long as the call, some 20 microseconds
 * each. The signals of the program stay with the thread that calls.
 */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

enum { PARALLEL_MAX = 256 };

/* How many processors there are for threads; at least 1. */
size_t parallel_cores(void);

/* Calls work(context, i) once for each i below `tasks`, several at a time and
 * in no promised order, and returns when all have ended. All that they wrote
 * can then be read.
 *
 * threads  the caller's own is one of them, so that 0 and 1 make none: tasks
 *          then run in order. No more than PARALLEL_MAX, and none without a
 *          task, are made. Where the system refuses some, the others do all.
 */
void parallel_run(size_t threads, size_t tasks,
                  void (*work)(void *context, size_t task), void *context);

#endif
