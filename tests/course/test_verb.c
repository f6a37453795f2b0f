/* test_verb.c - words to edits. Expected values by hand. */
#include "course/class.h"

#include <string.h>

#include "base/strbuf.h"
#include "course/verb.h"
#include "lab/lab.h"

static void reads_numbers_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        { "0.35", 0.35 },
        { "1/4", 0.25 },
        { "35%", 0.35 },
        { "-2", -2.0 },
        { "\xe2\x88\x92"
          "2",
          -2.0 },
        { "1e-3", 1e-3 },
        { "-1/2", -0.5 },
    };
    double value;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(verb_number(slice_of(cases[i].text), &value, NULL));
        assert_near(value, cases[i].value, 1e-15);
    }
}

static void refuses_what_is_no_number(void **state)
{
    static const char *const cases[] = { "",    "x",   "0.3x", "1/0", "1/",
                                         "nan", "inf", "%",    "/2",  "1/2/3" };
    struct err err;
    double value = 42.0;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(verb_number(slice_of(cases[i]), &value, &err));
    assert_true(value == 42.0);
    assert_non_null(strstr(err.text, "is no number"));
}

static void reads_counts_with_commas_and_powers(void **state)
{
    long n;

    (void)state;
    assert_true(verb_count(slice_of("10,000"), &n, NULL));
    assert_int_equal(n, 10000);
    assert_true(verb_count(slice_of("1e6"), &n, NULL));
    assert_int_equal(n, 1000000);
    assert_false(verb_count(slice_of("1.5"), &n, NULL));
    assert_false(verb_count(slice_of("x"), &n, NULL));
    assert_false(verb_count(slice_of(""), &n, NULL));
    assert_int_equal(n, 1000000);
}

/* A lab without questions: section 2.1's, K = 3 logits. */
static void walks_examples_by_decades(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "2.1");
    struct lab *lab = section->labs[0].lab;
    static const long up[] = { 3, 10, 30, 100 };
    struct err err;

    (void)state;
    assert_int_equal(lab_example_count(lab), 2);
    for (int i = 0; i < 4; i++) {
        assert_true(verb_line(lab, slice_of("examples +"), NULL));
        assert_int_equal(lab_example_count(lab), up[i]);
    }
    assert_true(verb_line(lab, slice_of("examples -"), NULL));
    assert_int_equal(lab_example_count(lab), 30);
    assert_true(verb_line(lab, slice_of("examples 10000000"), NULL));
    assert_false(verb_line(lab, slice_of("examples +"), &err));
    assert_non_null(strstr(err.text, "10000000"));
    assert_true(verb_line(lab, slice_of("examples 1"), NULL));
    assert_false(verb_line(lab, slice_of("examples -"), NULL));
    section_close(section);
    class_close(class);
}

static void cycles_labels_formats_units_and_softness(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "2.1");
    struct lab *lab = section->labs[0].lab;

    (void)state;
    assert_true(verb_line(lab, slice_of("label 1 +"), NULL));
    assert_int_equal(lab_class(lab, 0), 1);
    assert_true(verb_line(lab, slice_of("label second +"), NULL));
    assert_int_equal(lab_class(lab, 1), 0);
    assert_true(verb_line(lab, slice_of("format +"), NULL));
    assert_int_equal(lab_format(lab), FORMAT_FLOAT32);
    assert_true(verb_line(lab, slice_of("unit +"), NULL));
    assert_int_equal(lab_unit(lab), UNIT_BITS);
    for (int i = 1; i <= 3; i++) {
        assert_true(verb_line(lab, slice_of("soften 1 +"), NULL));
        assert_near(lab_softness(lab, 0), i / 10.0, 1e-15);
    }
    assert_true(verb_line(lab, slice_of("soften 1 +"), NULL));
    assert_true(lab_softness(lab, 0) == 0.0);
    section_close(section);
    class_close(class);
}

/* By hand: the middle of 2 and 5, of 1 and 3, of 0.5 and 1. */
static void says_a_part_of_the_way(void **state)
{
    static const char *const cases[][2] = {
        { "set 1 a 5", "set 1 a 3.5" },
        { "set first b 1/2", NULL }, /* it stands there */
        { "temperature 3", "temperature 2" },
        { "let t 1", "let t 0.75" },
        { "let nobody 1", NULL },
        { "set 9 a 1", NULL },
        { "set 1 a", NULL },
        { "label 1 +", NULL },
        { "examples 5", NULL },
        { "reset", NULL },
        { "", NULL },
    };
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "2.1");
    struct lab *lab = section->labs[0].lab;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf line = { 0 };
        bool moves = verb_part(lab, slice_of(cases[i][0]), 0.5, &line);

        assert_true(moves == (cases[i][1] != NULL));
        assert_string_equal(strbuf_text(&line), moves ? cases[i][1] : "");
        strbuf_finish(&line);
    }
    section_close(section);
    class_close(class);
}

static void refuses_with_what_would_do(void **state)
{
    static const char *const cases[][2] = {
        { "set 1 a", "takes 3 arguments" },
        { "set 1 a 1 2 3", "too many words" },
        { "fly", "nothing a lab can do" },
        { "format float8", "bfloat16" },
        { "unit miles", "nats, bits or bans" },
        { "set 1 a x", "is no number" },
        { "set 9 a 1", "9" },
        { "set 1 z 1", "z" },
        { "", "missing" },
    };
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "2.1");
    uint64_t before = lab_revision(section->labs[0].lab);
    struct err err;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(
            verb_line(section->labs[0].lab, slice_of(cases[i][0]), &err));
        if (!strstr(err.text, cases[i][1]))
            fail_msg("'%s' said: %s", cases[i][0], err.text);
    }
    assert_true(lab_revision(section->labs[0].lab) == before);
    section_close(section);
    class_close(class);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers_as_people_write_them),
        cmocka_unit_test(refuses_what_is_no_number),
        cmocka_unit_test(reads_counts_with_commas_and_powers),
        cmocka_unit_test(walks_examples_by_decades),
        cmocka_unit_test(cycles_labels_formats_units_and_softness),
        cmocka_unit_test(says_a_part_of_the_way),
        cmocka_unit_test(refuses_with_what_would_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
