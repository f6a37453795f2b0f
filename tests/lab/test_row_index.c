/* test_row_index.c - a few rows among very many. */
#include "support/test.h"

#include "lab/row_index.h"
#include "num/rng.h"

static void rows_stand_where_they_came(void **state)
{
    struct row_index index = { 0 };

    (void)state;
    assert_true(row_index_find(&index, 0) == ROW_NONE);
    assert_int_equal(row_index_add(&index, 9999999), 0);
    assert_int_equal(row_index_add(&index, 0), 1);
    assert_int_equal(row_index_find(&index, 9999999), 0);
    assert_int_equal(row_index_find(&index, 0), 1);
    assert_true(row_index_find(&index, 1) == ROW_NONE);
    assert_true(index.cap >= 2);
    row_index_finish(&index);
    assert_true(row_index_find(&index, 0) == ROW_NONE);
    row_index_finish(&index);
}

/* Against an array that knows of every row. */
static void many_rows_are_found_as_few_are(void **state)
{
    enum { ROWS = 20000 };
    static size_t place[ROWS];
    struct row_index index = { 0 };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 1);
    for (size_t i = 0; i < ROWS; i++)
        place[i] = ROW_NONE;
    for (int i = 0; i < 15000; i++) {
        /* Numbers in steps, as a hash would not like them. */
        size_t row = rng_below(&rng, ROWS) / 16 * 16 + (size_t)i % 2;

        assert_true(row_index_find(&index, row) == place[row]);
        if (place[row] == ROW_NONE)
            place[row] = row_index_add(&index, row);
    }
    for (size_t i = 0; i < ROWS; i++)
        assert_true(row_index_find(&index, i) == place[i]);
    for (size_t i = 0; i < index.count; i++)
        assert_int_equal(place[index.row[i]], i);
    row_index_finish(&index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_where_they_came),
        cmocka_unit_test(many_rows_are_found_as_few_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
