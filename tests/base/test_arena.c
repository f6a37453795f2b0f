#include "support/test.h"

#include <string.h>

#include "base/arena.h"
#include "base/slice.h"

/* Every pointer at the alignment of any object, and no byte shared: the items
 * are filled and read back. */
static void fill_and_check(struct arena *arena)
{
    unsigned char *items[100];

    for (size_t i = 0; i < 100; i++) {
        items[i] = arena_alloc(arena, i);
        assert_int_equal((uintptr_t)items[i] % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < i; j++)
            assert_int_equal(items[i][j], 0);
        memset(items[i], (int)i + 1, i);
    }
    for (size_t i = 0; i < 100; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_equal(items[i][j], i + 1);
}

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
    struct arena *arena = arena_create();

    (void)state;
    fill_and_check(arena);
    arena_destroy(arena);
}

static void blocks_of_four_bytes_serve_as_well(void **state)
{
    struct arena *arena = arena_create_sized(4);

    (void)state;
    fill_and_check(arena);
    arena_destroy(arena);
}

static void nothing_asked_gives_a_pointer_still(void **state)
{
    struct arena *arena = arena_create();

    (void)state;
    assert_non_null(arena_alloc(arena, 0));
    assert_non_null(arena_array(arena, 0, 8));
    assert_non_null(arena_array(arena, 8, 0));
    arena_destroy(arena);
}

static void destroying_nothing_is_fine(void **state)
{
    (void)state;
    arena_destroy(NULL);
}

/* A hundred small pieces after a huge one still share a block: the arena may
 * grow by one block of its usual size, not by a hundred. */
static void a_huge_piece_does_not_end_the_block_in_use(void **state)
{
    struct arena *arena = arena_create_sized(4096);
    size_t before;

    (void)state;
    arena_alloc(arena, 16);
    memset(arena_alloc(arena, 100000), 1, 100000);
    before = arena_used(arena);
    for (int i = 0; i < 100; i++)
        arena_alloc(arena, 16);
    assert_int_equal(arena_used(arena), before);
    arena_destroy(arena);
}

static void what_is_used_covers_what_was_given(void **state)
{
    struct arena *arena = arena_create();
    size_t before = arena_used(arena);

    (void)state;
    arena_alloc(arena, 1 << 20);
    assert_true(arena_used(arena) >= before + (1 << 20));
    assert_true(arena_used(arena) < before + (1 << 20) + 4096);
    arena_destroy(arena);
}

static void texts_are_copied_and_ended(void **state)
{
    struct arena *arena = arena_create_sized(4);
    char source[] = "likelihood";
    char *text = arena_text(arena, source, 4);

    (void)state;
    source[0] = '!';
    assert_string_equal(text, "like");
    assert_string_equal(arena_text(arena, NULL, 0), "");
    assert_string_equal(slice_text(arena, slice_of("a slice")), "a slice");
    arena_destroy(arena);
}

static void prints_a_text_longer_than_a_block(void **state)
{
    struct arena *arena = arena_create_sized(4);
    char *text = arena_printf(arena, "%0500d|%s", 7, "end");

    (void)state;
    assert_int_equal(strlen(text), 504);
    assert_string_equal(text + 499, "7|end");
    arena_destroy(arena);
}

static void only_the_last_piece_grows_and_only_in_its_block(void **state)
{
    struct arena *arena = arena_create_sized(128);
    char *first = arena_alloc(arena, 10), *second;

    (void)state;
    assert_true(arena_extend(arena, first, 10, 40));
    for (int i = 0; i < 40; i++)
        assert_int_equal(first[i], 0);
    second = arena_alloc(arena, 16);
    assert_true(second >= first + 40);
    assert_false(arena_extend(arena, first, 40, 60));
    assert_false(arena_extend(arena, second, 8 * 16, 9 * 16));
    assert_false(arena_extend(arena, second, 16, 128));
    assert_true(arena_extend(arena, second, 16, 64));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(blocks_of_four_bytes_serve_as_well),
        cmocka_unit_test(nothing_asked_gives_a_pointer_still),
        cmocka_unit_test(destroying_nothing_is_fine),
        cmocka_unit_test(a_huge_piece_does_not_end_the_block_in_use),
        cmocka_unit_test(what_is_used_covers_what_was_given),
        cmocka_unit_test(texts_are_copied_and_ended),
        cmocka_unit_test(prints_a_text_longer_than_a_block),
        cmocka_unit_test(only_the_last_piece_grows_and_only_in_its_block),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
