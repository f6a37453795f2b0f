#include "base/refusal.h"

#include <errno.h>
#include <pthread.h>

static size_t left, made;

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *context);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *context);

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *context)
{
    if (left == 0)
        return EAGAIN;
    left--;
    made++;
    return __real_pthread_create(thread, attributes, start, context);
}

void refusal_after(size_t allowed)
{
    left = allowed;
    made = 0;
}

size_t refusal_made(void)
{
    return made;
}
