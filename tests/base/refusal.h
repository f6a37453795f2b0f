/* refusal.h - a system that gives no more threads.
 *
 * For programs linked with --wrap=pthread_create.
 */
#ifndef REFUSAL_H
#define REFUSAL_H

#include <stddef.h>

/* From now on the first `allowed` threads are made and all others refused. */
void refusal_after(size_t allowed);

/* How many were made since. */
size_t refusal_made(void);

#endif
