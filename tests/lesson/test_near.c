/* Suggestions. Distances are counted by hand. */
#include "lesson/near.h"

#include "support/test.h"

static const char *const names[] = { "predicted", "label", "truth",
                                     "logits",    "kl",    NULL };

static void a_slip_finds_its_word(void **state)
{
    (void)state;
    assert_string_equal(near_name(slice_of("predcited"), names), "predicted");
    assert_string_equal(near_name(slice_of("lable"), names), "label");
    assert_string_equal(near_name(slice_of("thruth"), names), "truth");
    assert_string_equal(near_name(slice_of("Logits"), names), "logits");
    assert_string_equal(near_name(slice_of("labels"), names), "label");
}

static void another_word_finds_nothing(void **state)
{
    (void)state;
    assert_null(near_name(slice_of("entropy"), names));
    assert_null(near_name(slice_of("x"), names));
    assert_null(near_name(slice_of(""), names));
}

/* "ki" is one change from "kl", which one in three letters would not allow
 * but for the rule for short words. */
static void short_words_may_have_one_slip(void **state)
{
    (void)state;
    assert_string_equal(near_name(slice_of("ki"), names), "kl");
}

static void the_nearest_wins(void **state)
{
    static const char *const close[] = { "minuets", "minutes", NULL };

    (void)state;
    assert_string_equal(near_name(slice_of("minute"), close), "minutes");
}

static void a_long_word_is_no_slip(void **state)
{
    char text[200];

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = 'a';
    assert_null(near_name((struct slice){ text, sizeof text }, names));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_finds_its_word),
        cmocka_unit_test(another_word_finds_nothing),
        cmocka_unit_test(short_words_may_have_one_slip),
        cmocka_unit_test(the_nearest_wins),
        cmocka_unit_test(a_long_word_is_no_slip),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
