#include "support/test.h"

#include <string.h>

#include "base/utf8.h"
#include "tex/control.h"
#include "tex/symbol.h"

static void the_tables_are_in_order(void **state)
{
    size_t count;
    const struct tex_symbol *symbols = tex_symbol_list(&count);
    const struct tex_control *commands;

    (void)state;
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(symbols[i - 1].name, symbols[i].name) < 0);
    commands = tex_control_list(&count);
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(commands[i - 1].name, commands[i].name) < 0);
}

static void every_symbol_is_found_and_no_command_hides_it(void **state)
{
    size_t count;
    const struct tex_symbol *symbols = tex_symbol_list(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        struct slice name = slice_of(symbols[i].name);

        assert_ptr_equal(tex_symbol_named(name), &symbols[i]);
        assert_null(tex_control_named(name));
    }
    assert_null(tex_symbol_named(slice_of("thet")));
    assert_null(tex_symbol_named(slice_of("thetas")));
    assert_null(tex_symbol_named((struct slice){ NULL, 0 }));
}

static void every_symbol_can_be_drawn_and_has_seven_bits(void **state)
{
    size_t count;
    const struct tex_symbol *symbols = tex_symbol_list(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        struct slice text = slice_of(symbols[i].text);

        assert_true(text.len > 0);
        assert_true(utf8_width(text) == (int)utf8_count(text));
        for (const char *c = symbols[i].ascii; *c; c++)
            assert_true(*c >= ' ' && *c <= '~');
    }
}

static void a_typed_sign_is_its_symbol(void **state)
{
    (void)state;
    assert_string_equal(tex_symbol_of(0x3B8)->ascii, "theta");
    assert_int_equal(tex_symbol_class(0x2264), TEX_REL);
    assert_null(tex_symbol_of('a'));
    assert_int_equal(tex_symbol_class('-'), TEX_BIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_are_in_order),
        cmocka_unit_test(every_symbol_is_found_and_no_command_hides_it),
        cmocka_unit_test(every_symbol_can_be_drawn_and_has_seven_bits),
        cmocka_unit_test(a_typed_sign_is_its_symbol),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
