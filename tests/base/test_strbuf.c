#include "support/test.h"

#include <string.h>

#include "base/slice.h"
#include "base/strbuf.h"

static void is_an_empty_text_before_anything_is_added(void **state)
{
    struct strbuf buf = { 0 };

    (void)state;
    assert_string_equal(strbuf_text(&buf), "");
    assert_null(buf.at);
    strbuf_clear(&buf);
    strbuf_finish(&buf);
}

static void every_way_of_adding_appends(void **state)
{
    struct strbuf buf = { 0 };

    (void)state;
    strbuf_puts(&buf, "log");
    strbuf_putc(&buf, ' ');
    strbuf_add(&buf, "Lxx", 1);
    strbuf_slice(&buf, slice_of(" = "));
    strbuf_printf(&buf, "%.2f", -2.0715);
    strbuf_fill(&buf, '.', 3);
    strbuf_rune(&buf, 0x2212);
    assert_string_equal(strbuf_text(&buf), "log L = -2.07...\xE2\x88\x92");
    assert_int_equal(buf.len, strlen(buf.at));
    strbuf_finish(&buf);
    assert_null(buf.at);
}

static void adding_nothing_ends_the_text_all_the_same(void **state)
{
    struct strbuf buf = { 0 };

    (void)state;
    strbuf_slice(&buf, (struct slice){ 0 });
    assert_non_null(buf.at);
    assert_string_equal(buf.at, "");
    strbuf_finish(&buf);
}

static void clearing_keeps_the_memory(void **state)
{
    struct strbuf buf = { 0 };
    size_t cap;

    (void)state;
    strbuf_fill(&buf, 'x', 1000);
    cap = buf.cap;
    strbuf_clear(&buf);
    assert_int_equal(buf.cap, cap);
    assert_string_equal(strbuf_text(&buf), "");
    strbuf_finish(&buf);
}

static void a_NUL_byte_is_a_byte(void **state)
{
    struct strbuf buf = { 0 };

    (void)state;
    strbuf_add(&buf, "a\0b", 3);
    assert_int_equal(buf.len, 3);
    assert_memory_equal(buf.at, "a\0b", 4);
    strbuf_finish(&buf);
}

static void prints_what_does_not_fit_the_first_room(void **state)
{
    struct strbuf buf = { 0 };

    (void)state;
    for (int i = 0; i < 300; i++)
        strbuf_printf(&buf, "%0*d", i, 1);
    /* By hand: widths 0 and 1 both print "1": 1 + (1 + 2 + ... + 299). */
    assert_int_equal(buf.len, 1 + 299 * 300 / 2);
    assert_int_equal(strlen(buf.at), buf.len);
    strbuf_finish(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_an_empty_text_before_anything_is_added),
        cmocka_unit_test(every_way_of_adding_appends),
        cmocka_unit_test(adding_nothing_ends_the_text_all_the_same),
        cmocka_unit_test(clearing_keeps_the_memory),
        cmocka_unit_test(a_NUL_byte_is_a_byte),
        cmocka_unit_test(prints_what_does_not_fit_the_first_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
