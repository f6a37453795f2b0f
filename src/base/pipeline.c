#include "base/pipeline.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>

#include "base/crew.h"

/* Pieces are counted; piece i is in slot i mod slots. */
struct run {
    const struct pipeline *pipeline;
    size_t slots;
    pthread_mutex_t lock; /* held for all below, never during a call */
    pthread_cond_t change;
    uint64_t filled, drained;
    bool ready[PIPELINE_SLOTS]; /* worked on, not yet drained */
    bool filling, draining;
    bool ended;   /* fill has said false */
    bool stopped; /* drain has */
};

static size_t slot_of(const struct run *run, uint64_t piece)
{
    return (size_t)(piece % run->slots);
}

static bool can_drain(const struct run *run)
{
    return !run->draining && !run->stopped && run->drained < run->filled &&
           run->ready[slot_of(run, run->drained)];
}

static bool can_fill(const struct run *run)
{
    return !run->filling && !run->stopped && !run->ended &&
           run->filled - run->drained < run->slots;
}

static bool is_over(const struct run *run)
{
    return run->stopped || (run->ended && run->drained == run->filled);
}

static void drain(struct run *run)
{
    size_t slot = slot_of(run, run->drained);
    bool more;

    run->draining = true;
    pthread_mutex_unlock(&run->lock);
    more = run->pipeline->drain(run->pipeline->context, slot);
    pthread_mutex_lock(&run->lock);
    run->draining = false;
    run->ready[slot] = false;
    run->drained++;
    run->stopped = !more;
    pthread_cond_broadcast(&run->change);
}

/* `filling` stays set until the piece is counted, so that pieces are counted
 * in the order in which they were filled. */
static void fill_and_work(struct run *run)
{
    size_t slot = slot_of(run, run->filled);
    bool more;

    run->filling = true;
    pthread_mutex_unlock(&run->lock);
    more = run->pipeline->fill(run->pipeline->context, slot);
    pthread_mutex_lock(&run->lock);
    run->filling = false;
    run->ended = !more;
    run->filled += more;
    pthread_cond_broadcast(&run->change);
    if (!more)
        return;
    pthread_mutex_unlock(&run->lock);
    run->pipeline->work(run->pipeline->context, slot);
    pthread_mutex_lock(&run->lock);
    run->ready[slot] = true;
    pthread_cond_broadcast(&run->change);
}

/* What is ready leaves before anything new comes. */
static void serve(void *context)
{
    struct run *run = context;

    pthread_mutex_lock(&run->lock);
    while (!is_over(run)) {
        if (can_drain(run))
            drain(run);
        else if (can_fill(run))
            fill_and_work(run);
        else
            pthread_cond_wait(&run->change, &run->lock);
    }
    pthread_mutex_unlock(&run->lock);
}

bool pipeline_run(const struct pipeline *pipeline, size_t threads, size_t slots)
{
    struct run run = { .pipeline = pipeline, .slots = slots };

    assert(slots > 0 && slots <= PIPELINE_SLOTS);
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.change, NULL);
    crew_run(threads, serve, &run);
    pthread_cond_destroy(&run.change);
    pthread_mutex_destroy(&run.lock);
    return !run.stopped;
}
