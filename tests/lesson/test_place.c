/* Lines and columns, counted by hand. */
#include "lesson/place.h"

#include "base/arena.h"
#include "support/test.h"

static void check(struct place_map *map, size_t offset, int line, int column)
{
    struct place place = place_at(map, offset);

    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void every_kind_of_line_end_counts_once(void **state)
{
    struct arena *arena = arena_create();
    struct place_map map;

    (void)state;
    place_map_lines(&map, arena, slice_of("ab\ncd\r\nef\rgh"), 5);
    check(&map, 0, 5, 1);
    check(&map, 1, 5, 2);
    check(&map, 3, 6, 1);
    check(&map, 7, 7, 1);
    check(&map, 10, 8, 1);
    check(&map, 12, 8, 3);
    check(&map, 99, 8, 3);
    arena_destroy(arena);
}

/* Two, three and four bytes a character. */
static void columns_are_code_points(void **state)
{
    struct arena *arena = arena_create();
    struct place_map map;

    (void)state;
    place_map_lines(&map, arena,
                    slice_of("\xC3\xA9\xE6\x97\xA5\xF0\x9D\x9C\x83x"), 1);
    check(&map, 2, 1, 2);
    check(&map, 5, 1, 3);
    check(&map, 9, 1, 4);
    arena_destroy(arena);
}

static void places_may_be_asked_in_any_order(void **state)
{
    struct arena *arena = arena_create();
    struct place_map map;

    (void)state;
    place_map_lines(&map, arena, slice_of("abcdef\nghijkl\n"), 1);
    check(&map, 12, 2, 6);
    check(&map, 4, 1, 5);
    check(&map, 2, 1, 3);
    check(&map, 5, 1, 6);
    check(&map, 9, 2, 3);
    check(&map, 8, 2, 2);
    arena_destroy(arena);
}

static void runs_point_where_the_text_was_cut_out(void **state)
{
    struct arena *arena = arena_create();
    struct place_map map = { .text = slice_of("abcd") };

    (void)state;
    place_map_add(&map, arena, 0, (struct place){ 3, 9 });
    place_map_add(&map, arena, 2, (struct place){ 4, 1 });
    place_map_add(&map, arena, 2, (struct place){ 4, 5 });
    check(&map, 1, 3, 10);
    check(&map, 2, 4, 5);
    check(&map, 3, 4, 6);
    assert_int_equal(map.count, 2);
    arena_destroy(arena);
}

static void without_runs_a_place_is_unknown(void **state)
{
    struct place_map map = { .text = slice_of("abc") };

    (void)state;
    check(&map, 1, 0, 0);
}

static void a_line_comes_without_its_end(void **state)
{
    struct arena *arena = arena_create();
    struct place_map map;

    (void)state;
    place_map_lines(&map, arena, slice_of("ab\r\n\ncd"), 7);
    assert_true(slice_is(place_line(&map, 7), "ab"));
    assert_true(slice_is(place_line(&map, 8), ""));
    assert_true(slice_is(place_line(&map, 9), "cd"));
    assert_int_equal(place_line(&map, 6).len, 0);
    assert_int_equal(place_line(&map, 10).len, 0);
    assert_int_equal(place_last_line(&map), 9);
    arena_destroy(arena);
}

static void a_last_line_end_begins_no_line(void **state)
{
    struct arena *arena = arena_create();
    struct place_map map;

    (void)state;
    place_map_lines(&map, arena, slice_of("ab\n"), 1);
    assert_int_equal(place_last_line(&map), 1);
    place_map_lines(&map, arena, slice_of(""), 1);
    assert_int_equal(place_last_line(&map), 0);
    arena_destroy(arena);
}

static void only_pointers_into_the_text_are_inside(void **state)
{
    static const char text[] = "abc";
    struct place_map map = { .text = { text, 3 } };

    (void)state;
    assert_true(place_inside(&map, text));
    assert_true(place_inside(&map, text + 2));
    assert_false(place_inside(&map, text + 3));
    assert_false(place_inside(&map, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_line_end_counts_once),
        cmocka_unit_test(columns_are_code_points),
        cmocka_unit_test(places_may_be_asked_in_any_order),
        cmocka_unit_test(runs_point_where_the_text_was_cut_out),
        cmocka_unit_test(without_runs_a_place_is_unknown),
        cmocka_unit_test(a_line_comes_without_its_end),
        cmocka_unit_test(a_last_line_end_begins_no_line),
        cmocka_unit_test(only_pointers_into_the_text_are_inside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
