#include "support/test.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/vec.h"

struct item {
    int a;
    double b;
};

struct list {
    struct item *items;
    size_t count, cap;
};

static void pushes_keep_what_was_pushed_before(void **state)
{
    struct list v = { 0 };

    (void)state;
    for (int i = 0; i < 1000; i++) {
        struct item *new = vec_push(v.items, v.count, v.cap);

        assert_int_equal(new->a, 0);
        assert_true(new->b == 0.0);
        new->a = i;
        new->b = i;
    }
    assert_int_equal(v.count, 1000);
    assert_true(v.cap >= v.count);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(v.items[i].a, i);
    free(v.items);
}

static void pushes_into_an_arena_likewise(void **state)
{
    struct arena *arena = arena_create_sized(4);
    struct list v = { 0 };

    (void)state;
    for (int i = 0; i < 1000; i++)
        vec_push_in(arena, v.items, v.count, v.cap)->a = i;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(v.items[i].a, i);
    arena_destroy(arena);
}

/* A used-up slot may hold anything once the count was lowered. */
static void a_reused_slot_is_zeroed(void **state)
{
    struct list v = { 0 };

    (void)state;
    vec_push(v.items, v.count, v.cap)->a = 7;
    v.count = 0;
    assert_int_equal(vec_push(v.items, v.count, v.cap)->a, 0);
    free(v.items);
}

static void room_enough_moves_nothing(void **state)
{
    size_t cap = 0;
    char *at = vec_reserve(NULL, &cap, 100, 1);

    (void)state;
    assert_true(cap >= 100);
    assert_ptr_equal(vec_reserve(at, &cap, 100, 1), at);
    assert_ptr_equal(vec_reserve(at, &cap, 0, 1), at);
    free(at);
}

/* Doubling by half: n pushes may move the array only O(log n) times, here
 * log(1000000 / 8) / log(1.5) = 29. */
static void growth_is_geometric(void **state)
{
    struct list v = { 0 };
    size_t moves = 0, cap = 0;

    (void)state;
    for (int i = 0; i < 1000000; i++) {
        vec_push(v.items, v.count, v.cap)->a = i;
        moves += v.cap != cap;
        cap = v.cap;
    }
    assert_true(moves <= 31);
    free(v.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pushes_keep_what_was_pushed_before),
        cmocka_unit_test(pushes_into_an_arena_likewise),
        cmocka_unit_test(a_reused_slot_is_zeroed),
        cmocka_unit_test(room_enough_moves_nothing),
        cmocka_unit_test(growth_is_geometric),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
