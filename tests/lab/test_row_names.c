/* test_row_names.c - texts of rows, one after another. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "lab/row_names.h"

static void some_rows_have_names_and_others_none(void **state)
{
    struct row_names names = { 0 };
    size_t row = 9;

    (void)state;
    assert_false(row_names_find(&names, slice_of("x"), &row));
    assert_null(row_names_at(&names, 0));
    row_names_add(&names, slice_of("first"));
    row_names_add(&names, slice_of(NULL));
    row_names_add(&names, slice_of(""));
    row_names_add(&names, (struct slice){ "cut\0off", 7 });
    row_names_add(&names, slice_of("last"));
    assert_string_equal(row_names_at(&names, 0), "first");
    assert_null(row_names_at(&names, 1));
    assert_null(row_names_at(&names, 2));
    assert_string_equal(row_names_at(&names, 3), "cut");
    assert_string_equal(row_names_at(&names, 4), "last");
    assert_null(row_names_at(&names, 5));
    assert_true(row_names_find(&names, slice_of("cut"), &row));
    assert_int_equal(row, 3);
    assert_true(row_names_find(&names, slice_of("last"), &row));
    assert_int_equal(row, 4);
    assert_false(row_names_find(&names, slice_of("las"), &row));
    assert_false(row_names_find(&names, slice_of(""), &row));
    assert_int_equal(row, 4);
    row_names_finish(&names);
    assert_null(row_names_at(&names, 0));
}

static void any_row_of_many_is_found(void **state)
{
    struct row_names names = { 0 };
    char text[200];

    (void)state;
    for (int i = 0; i < 5000; i++) {
        memset(text, 'x', sizeof text);
        snprintf(text + i % 150, sizeof text - 150, "%d", i);
        row_names_add(&names, slice_of(i % 7 ? text : ""));
    }
    for (int i = 4999; i >= 0; i--) {
        const char *name = row_names_at(&names, (size_t)i);

        if (i % 7 == 0) {
            assert_null(name);
            continue;
        }
        snprintf(text, sizeof text, "%d", i);
        assert_string_equal(name + i % 150, text);
    }
    row_names_finish(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_rows_have_names_and_others_none),
        cmocka_unit_test(any_row_of_many_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
