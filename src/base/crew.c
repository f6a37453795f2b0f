#include "base/crew.h"

#include <pthread.h>
#include <signal.h>

#include "base/parallel.h"

struct hand {
    void (*work)(void *context);
    void *context;
};

static void *lend(void *context)
{
    const struct hand *hand = context;

    hand->work(hand->context);
    return NULL;
}

/* A new thread inherits the mask: with all signals blocked, those that steer
 * the program (a new size, an interrupt) end the sleep of the thread that
 * waits for them. */
static size_t start(pthread_t *threads, size_t wanted, struct hand *hand)
{
    sigset_t all, before;
    size_t n = 0;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (n < wanted && pthread_create(&threads[n], NULL, lend, hand) == 0)
        n++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return n;
}

void crew_run(size_t threads, void (*work)(void *context), void *context)
{
    struct hand hand = { work, context };
    pthread_t others[PARALLEL_MAX - 1];
    size_t n = 0;

    if (threads > PARALLEL_MAX)
        threads = PARALLEL_MAX;
    if (threads > 1)
        n = start(others, threads - 1, &hand);
    work(context);
    for (size_t i = 0; i < n; i++)
        pthread_join(others[i], NULL);
}
