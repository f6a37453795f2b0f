/* What tasks do is looked at when they have ended: an assertion may leave its
 * function, which only the thread of the test can do. */
#include "base/parallel.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/refusal.h"
#include "support/test.h"

enum { TASKS = 1000 };

struct seen {
    size_t times[TASKS]; /* each task its own */
    size_t order[TASKS]; /* where there is one thread */
    atomic_size_t count;
    pthread_t caller;
    atomic_size_t by_caller;
};

static void note(void *context, size_t task)
{
    struct seen *seen = context;

    seen->times[task]++;
    seen->order[atomic_fetch_add(&seen->count, 1)] = task;
    if (pthread_equal(pthread_self(), seen->caller))
        atomic_fetch_add(&seen->by_caller, 1);
}

static struct seen nothing_seen(void)
{
    struct seen seen;

    memset(&seen, 0, sizeof seen);
    seen.caller = pthread_self();
    return seen;
}

static void assert_each_once(const struct seen *seen, size_t tasks)
{
    for (size_t i = 0; i < TASKS; i++)
        assert_int_equal(seen->times[i], i < tasks);
}

static void every_task_is_done_once(void **state)
{
    const size_t threads[] = { 0, 1, 2, 7, 1000000 };
    const size_t tasks[] = { 0, 1, 2, 6, TASKS };

    (void)state;
    for (size_t t = 0; t < 5; t++)
        for (size_t n = 0; n < 5; n++) {
            struct seen seen = nothing_seen();

            refusal_after(PARALLEL_MAX);
            parallel_run(threads[t], tasks[n], note, &seen);
            assert_each_once(&seen, tasks[n]);
            assert_true(refusal_made() < PARALLEL_MAX);
            assert_true(refusal_made() == 0 || refusal_made() < tasks[n]);
        }
}

static void one_thread_is_the_callers_and_keeps_the_order(void **state)
{
    (void)state;
    for (size_t threads = 0; threads < 2; threads++) {
        struct seen seen = nothing_seen();

        parallel_run(threads, TASKS, note, &seen);
        assert_int_equal(seen.by_caller, TASKS);
        for (size_t i = 0; i < TASKS; i++)
            assert_int_equal(seen.order[i], i);
    }
}

/* The second task to begin lets the first one end: one thread alone would wait
 * here for ever, so it gives up after ten seconds. */
static void meet(void *context, size_t task)
{
    atomic_size_t *begun = context;

    (void)task;
    atomic_fetch_add(begun, 1);
    for (int i = 0; i < 10000 && atomic_load(begun) < 2; i++)
        usleep(1000);
}

static void two_tasks_run_at_once(void **state)
{
    atomic_size_t begun;

    (void)state;
    atomic_init(&begun, 0);
    refusal_after(PARALLEL_MAX);
    parallel_run(2, 2, meet, &begun);
    assert_int_equal(refusal_made(), 1);
    assert_int_equal(begun, 2);
}

static void the_others_do_the_work_of_a_refused_thread(void **state)
{
    (void)state;
    for (size_t allowed = 0; allowed < 3; allowed++) {
        struct seen seen = nothing_seen();

        refusal_after(allowed);
        parallel_run(8, TASKS, note, &seen);
        assert_int_equal(refusal_made(), allowed);
        assert_each_once(&seen, TASKS);
        if (allowed == 0)
            assert_int_equal(seen.by_caller, TASKS);
    }
}

struct masks {
    pthread_t caller;
    atomic_size_t others, open;
    atomic_size_t begun;
};

static void look_at_mask(void *context, size_t task)
{
    struct masks *masks = context;
    sigset_t mask;

    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    if (!pthread_equal(pthread_self(), masks->caller)) {
        atomic_fetch_add(&masks->others, 1);
        if (!sigismember(&mask, SIGINT) || !sigismember(&mask, SIGWINCH))
            atomic_fetch_add(&masks->open, 1);
    }
    meet(&masks->begun, task);
}

static void signals_stay_with_the_caller(void **state)
{
    struct masks masks = { .caller = pthread_self() };
    sigset_t before, after;

    (void)state;
    refusal_after(PARALLEL_MAX);
    pthread_sigmask(SIG_SETMASK, NULL, &before);
    parallel_run(2, 2, look_at_mask, &masks);
    pthread_sigmask(SIG_SETMASK, NULL, &after);
    assert_int_equal(masks.others, 1);
    assert_int_equal(masks.open, 0);
    assert_int_equal(sigismember(&before, SIGINT), sigismember(&after, SIGINT));
}

static void there_is_a_processor(void **state)
{
    (void)state;
    assert_true(parallel_cores() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_task_is_done_once),
        cmocka_unit_test(one_thread_is_the_callers_and_keeps_the_order),
        cmocka_unit_test(two_tasks_run_at_once),
        cmocka_unit_test(the_others_do_the_work_of_a_refused_thread),
        cmocka_unit_test(signals_stay_with_the_caller),
        cmocka_unit_test(there_is_a_processor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
