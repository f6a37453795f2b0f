/* How values are written and compared. */
#include "tex/value.h"

#include <string.h>

#include "base/strbuf.h"
#include "support/test.h"

static struct real scaled(double x, int64_t scale)
{
    return (struct real){ .x = x, .scale = scale };
}

static void writes(struct real r, int digits, const char *text)
{
    struct strbuf out = { 0 };

    real_write(&out, r, digits);
    if (strcmp(strbuf_text(&out), text) != 0)
        fail_msg("%s, not %s", strbuf_text(&out), text);
    strbuf_finish(&out);
}

/* 2^-10000 = 5.0124e-3011 and 2^5000 = 1.4125e1505 by their logarithms:
 * 10000 log10 2 = 3010.29996, 5000 log10 2 = 1505.14998. */
static void a_number_as_a_reader_sees_it(void **state)
{
    (void)state;
    writes(real_of(0.126), 4, "0.126");
    writes(real_of(-2.07147337), 5, "-2.0715");
    writes(real_of(-0.0), 4, "0");
    writes(real_of(INFINITY), 4, "inf");
    writes(real_of(-INFINITY), 4, "-inf");
    writes(real_of(NAN), 4, "nan");
    writes(real_of(5e-324), 3, "4.94e-324");
    writes(scaled(.5, -9999), 5, "5.0124e-3011");
    writes(scaled(-.5, 5001), 5, "-1.4125e+1505");
    writes(scaled(.5, 11), 4, "1024");
}

static void compares(struct real a, struct real b, int order)
{
    assert_int_equal(real_compare(a, b), order);
    assert_int_equal(real_compare(b, a), -order);
}

static void numbers_compare_by_size_and_sign(void **state)
{
    (void)state;
    compares(real_of(1.0), real_of(2.0), -1);
    compares(real_of(0.0), real_of(-0.0), 0);
    compares(scaled(.5, -9999), real_of(5e-324), -1);
    compares(scaled(.5, -9999), real_of(0.0), 1);
    compares(scaled(-.5, -9999), real_of(0.0), -1);
    compares(scaled(-.5, -9999), scaled(.75, -99999), -1);
    compares(scaled(-.5, 9999), scaled(-.5, 9998), -1);
    compares(scaled(.75, 9999), scaled(.5, 9999), 1);
    compares(scaled(.75, 9999), real_of(INFINITY), -1);
    compares(scaled(.75, 9999), real_of(1e308), 1);
    assert_true(isinf(real_double(scaled(.75, 9999))));
    assert_true(real_double(scaled(.75, -9999)) == 0.0);
}

static void vectors_and_matrices_are_cut(void **state)
{
    const struct real entries[] = { real_of(1), real_of(.5), real_of(-0.0),
                                    real_of(4), real_of(5),  real_of(6) };
    struct value vector = {
        .shape = VALUE_VECTOR, .rows = 6, .cols = 1, .entries = entries
    };
    struct value matrix = {
        .shape = VALUE_MATRIX, .rows = 3, .cols = 2, .entries = entries
    };
    struct strbuf out = { 0 };

    (void)state;
    value_write(&out, &vector, 4, 6);
    assert_string_equal(strbuf_text(&out), "(1, 0.5, 0, 4, 5, 6)");
    strbuf_clear(&out);
    value_write(&out, &vector, 4, 2);
    assert_string_equal(strbuf_text(&out), "(1, 0.5, ...)");
    strbuf_clear(&out);
    value_write(&out, &matrix, 4, 6);
    assert_string_equal(strbuf_text(&out), "[(1, 0.5), (0, 4), (5, 6)]");
    strbuf_clear(&out);
    value_write(&out, &matrix, 4, 3);
    assert_string_equal(strbuf_text(&out), "[(1, 0.5), (0, ...), ...]");
    strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_as_a_reader_sees_it),
        cmocka_unit_test(numbers_compare_by_size_and_sign),
        cmocka_unit_test(vectors_and_matrices_are_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
