#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"

/* What err_print() writes, to be freed. */
static char *printed(const struct err *err)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    err_print(err, out);
    fclose(out);
    return text;
}

static void assert_prints(const struct err *err, const char *want)
{
    char *got = printed(err);

    assert_string_equal(got, want);
    free(got);
}

static void setting_an_error_is_false(void **state)
{
    struct err err;

    (void)state;
    assert_false(err_set(&err, "no '%s'", "thing"));
    assert_string_equal(err.text, "no 'thing'");
    assert_string_equal(err.file, "");
    assert_int_equal(err.line, 0);
    assert_int_equal(err.column, 0);
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_false(err_set(NULL, "unheard"));
    assert_false(err_at(NULL, "f", 1, 2, "unheard"));
}

static void prints_every_part_of_the_place_that_is_known(void **state)
{
    struct err err;

    (void)state;
    err_at(&err, "phan-1.md", 12, 5, "unknown key 'tilte'; 'title' would do");
    assert_prints(&err, "likely: phan-1.md:12:5: unknown key 'tilte'; "
                        "'title' would do\n");
    err_at(&err, "phan-1.md", 12, 0, "wrong");
    assert_prints(&err, "likely: phan-1.md:12: wrong\n");
    err_at(&err, "phan-1.md", 0, 0, "wrong");
    assert_prints(&err, "likely: phan-1.md: wrong\n");
    err_at(&err, NULL, 3, 4, "wrong");
    assert_prints(&err, "likely: 3:4: wrong\n");
    err_set(&err, "wrong");
    assert_prints(&err, "likely: wrong\n");
}

/* ESC ] 0 sets a window's title, U+202E turns the reading order: neither may
 * reach the terminal from a file's name or content. */
static void hostile_text_is_made_visible(void **state)
{
    struct err err;

    (void)state;
    err_at(&err, "\033]0;x\a.md", 1, 1, "bad '%s'", "a\rb\xE2\x80\xAE\xFF");
    assert_string_equal(err.file, "^[]0;x^G.md");
    assert_string_equal(err.text, "bad 'a^Mb<U+202E>\xEF\xBF\xBD'");
}

static void a_long_text_is_cut_between_code_points(void **state)
{
    struct err err;
    char text[2 * ERR_TEXT_MAX];

    (void)state;
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    text[sizeof text - 2] = '\0';
    err_at(&err, text, 1, 1, "%s", text);
    assert_int_equal(strlen(err.text), ERR_TEXT_MAX - 2);
    assert_int_equal(strlen(err.file), ERR_FILE_MAX - 2);
    assert_memory_equal(err.text + ERR_TEXT_MAX - 4, "\xC3\xA9", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setting_an_error_is_false),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(prints_every_part_of_the_place_that_is_known),
        cmocka_unit_test(hostile_text_is_made_visible),
        cmocka_unit_test(a_long_text_is_cut_between_code_points),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
