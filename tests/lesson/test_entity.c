/* Character references against Unicode's numbers. */
#include "lesson/entity.h"

#include "base/strbuf.h"
#include "support/test.h"

static void check(const char *entity, const char *wanted)
{
    struct strbuf out = { 0 };

    entity_add(&out, slice_of(entity));
    assert_string_equal(strbuf_text(&out), wanted);
    strbuf_finish(&out);
}

static void names_of_prose_are_known(void **state)
{
    (void)state;
    check("&amp;", "&");
    check("&lt;", "<");
    check("&nbsp;", "\xC2\xA0");
    check("&minus;", "\xE2\x88\x92");
}

static void numbers_are_code_points(void **state)
{
    (void)state;
    check("&#955;", "\xCE\xBB");
    check("&#x3bb;", "\xCE\xBB");
    check("&#X3BB;", "\xCE\xBB");
}

static void what_is_no_character_is_replaced(void **state)
{
    (void)state;
    check("&#0;", "\xEF\xBF\xBD");
    check("&#xD800;", "\xEF\xBF\xBD");
    check("&#x110000;", "\xEF\xBF\xBD");
    check("&#9999999;", "\xEF\xBF\xBD");
}

static void an_unknown_name_stays_as_it_is(void **state)
{
    (void)state;
    check("&zzz;", "&zzz;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_prose_are_known),
        cmocka_unit_test(numbers_are_code_points),
        cmocka_unit_test(what_is_no_character_is_replaced),
        cmocka_unit_test(an_unknown_name_stays_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
