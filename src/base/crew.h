/* crew.h - several threads at the same work.
 *
 * What parallel.h and pipeline.h have in common; for base/ alone.
 */
#ifndef BASE_CREW_H
#define BASE_CREW_H

#include <stddef.h>

/* Calls work(context) in `threads` threads at once, the caller's among them,
 * and returns when all calls have: never fewer than one call, nor more than
 * PARALLEL_MAX (parallel.h), and fewer where the system refuses a thread. */
void crew_run(size_t threads, void (*work)(void *context), void *context);

#endif
