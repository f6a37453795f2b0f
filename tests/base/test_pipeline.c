/* A number is put into a slot, squared there and taken out again, with pauses
 * that mix threads up. Faults are counted and looked at afterwards: only the
 * test's own thread can leave an assertion. */
#include "base/pipeline.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <unistd.h>

#include "base/refusal.h"
#include "support/test.h"

enum { PIECES = 300, MOST_SLOTS = 16 };

struct flow {
    size_t pieces, slots;
    size_t stop_at; /* drain says false there; never: PIECES or more */
    uint64_t slot[MOST_SLOTS];
    atomic_int filling, draining, faults;
    size_t filled, drained, ends;
    uint64_t out[PIECES];
};

/* Enters what one thread at a time may enter. */
static void enter(struct flow *flow, atomic_int *inside)
{
    if (atomic_fetch_add(inside, 1) != 0)
        atomic_fetch_add(&flow->faults, 1);
}

static bool fill(void *context, size_t slot)
{
    struct flow *flow = context;
    bool more;

    enter(flow, &flow->filling);
    if (slot != flow->filled % flow->slots || flow->ends > 0)
        atomic_fetch_add(&flow->faults, 1);
    more = flow->filled < flow->pieces;
    if (more)
        flow->slot[slot] = flow->filled++;
    else
        flow->ends++;
    atomic_fetch_sub(&flow->filling, 1);
    return more;
}

static void work(void *context, size_t slot)
{
    struct flow *flow = context;
    uint64_t x = flow->slot[slot];

    if (x % 5 == 0)
        usleep((useconds_t)(x * 7 % 40));
    flow->slot[slot] = x * x;
}

static bool drain(void *context, size_t slot)
{
    struct flow *flow = context;

    enter(flow, &flow->draining);
    flow->out[flow->drained++] = flow->slot[slot];
    atomic_fetch_sub(&flow->draining, 1);
    return flow->drained <= flow->stop_at;
}

static bool let_flow(struct flow *flow, size_t threads)
{
    const struct pipeline pipeline = { fill, work, drain, flow };

    return pipeline_run(&pipeline, threads, flow->slots);
}

static void pieces_leave_in_the_order_in_which_they_came(void **state)
{
    const size_t threads[] = { 0, 1, 2, 7 }, slots[] = { 1, 2, 5, MOST_SLOTS };

    (void)state;
    refusal_after(SIZE_MAX);
    for (size_t t = 0; t < 4; t++)
        for (size_t s = 0; s < 4; s++) {
            struct flow flow = { .pieces = PIECES,
                                 .slots = slots[s],
                                 .stop_at = PIECES };

            assert_true(let_flow(&flow, threads[t]));
            assert_int_equal(flow.faults, 0);
            assert_int_equal(flow.drained, PIECES);
            for (size_t i = 0; i < PIECES; i++)
                assert_int_equal(flow.out[i], i * i);
        }
}

static void nothing_to_fill_is_nothing_to_drain(void **state)
{
    (void)state;
    for (size_t threads = 1; threads < 4; threads++) {
        struct flow flow = { .slots = 2, .stop_at = PIECES };

        assert_true(let_flow(&flow, threads));
        assert_int_equal(flow.drained, 0);
        assert_int_equal(flow.ends, 1);
    }
}

/* The pieces before the one that stops were drained, none behind it. */
static void the_first_that_stops_is_the_last_drained(void **state)
{
    (void)state;
    for (size_t threads = 1; threads < 8; threads++)
        for (size_t stop = 0; stop < 40; stop += 13) {
            struct flow flow = { .pieces = PIECES,
                                 .slots = 7,
                                 .stop_at = stop };

            assert_false(let_flow(&flow, threads));
            assert_int_equal(flow.faults, 0);
            assert_int_equal(flow.drained, stop + 1);
            assert_true(flow.filled <= stop + 1 + flow.slots);
            assert_true(threads > 1 || flow.filled == stop + 1);
        }
}

static void stopping_at_the_last_piece_is_stopping(void **state)
{
    struct flow flow = { .pieces = 10, .slots = 3, .stop_at = 9 };

    (void)state;
    assert_false(let_flow(&flow, 2));
    assert_int_equal(flow.drained, 10);
}

static void a_refused_thread_changes_nothing(void **state)
{
    (void)state;
    for (size_t allowed = 0; allowed < 2; allowed++) {
        struct flow flow = { .pieces = PIECES, .slots = 4, .stop_at = PIECES };

        refusal_after(allowed);
        assert_true(let_flow(&flow, 4));
        assert_int_equal(refusal_made(), allowed);
        assert_int_equal(flow.drained, PIECES);
    }
}

/* Two pieces are at work together, or this waits ten seconds and fails. */
static void meet(void *context, size_t slot)
{
    struct flow *flow = context;

    (void)slot;
    atomic_fetch_add(&flow->faults, 1);
    for (int i = 0; i < 10000 && atomic_load(&flow->faults) < 2; i++)
        usleep(1000);
    if (atomic_load(&flow->faults) >= 2)
        flow->slot[slot] = 1;
}

static void two_pieces_are_worked_on_at_once(void **state)
{
    struct flow flow = { .pieces = 2, .slots = 2, .stop_at = PIECES };
    const struct pipeline pipeline = { fill, meet, drain, &flow };

    (void)state;
    refusal_after(SIZE_MAX);
    assert_true(pipeline_run(&pipeline, 2, 2));
    assert_int_equal(flow.out[0], 1);
    assert_int_equal(flow.out[1], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_leave_in_the_order_in_which_they_came),
        cmocka_unit_test(nothing_to_fill_is_nothing_to_drain),
        cmocka_unit_test(the_first_that_stops_is_the_last_drained),
        cmocka_unit_test(stopping_at_the_last_piece_is_stopping),
        cmocka_unit_test(a_refused_thread_changes_nothing),
        cmocka_unit_test(two_pieces_are_worked_on_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
