/* test_shape.c - the size and the surface of the code, by shape_rules.h.
 *
 * Each rule meets a made-up file with the fault first, then the real tree. To
 * see one fail on the real tree: put 61 lines into a function, or copy a file
 * to another folder.
 */
#include "support/test.h"

#include "base/strbuf.h"
#include "house/rule_check.h"
#include "house/shape_rules.h"

/* A function whose braces are `lines` apart, first line being `first`. */
static void function(struct strbuf *text, const char *first, int lines)
{
    strbuf_printf(text, "static void f(void)\n{\n%s\n", first);
    for (int i = 3; i < lines; i++)
        strbuf_puts(text, "    g();\n");
    strbuf_puts(text, "}\n");
}

static void a_long_function_is_caught(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    function(&text, "    int x;", 60);
    rule_check_file(shape_rules_sizes, "src/num/a.c", text.at, "");
    function(&text, "    int x;", 61);
    rule_check_file(shape_rules_sizes, "src/num/a.c", text.at,
                    "src/num/a.c:63: a function of 61 lines\n");
    strbuf_clear(&text);
    function(&text, "    switch (x) {", 100);
    rule_check_file(shape_rules_sizes, "src/num/a.c", text.at, "");
    strbuf_finish(&text);
}

static void a_long_file_is_caught(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    strbuf_fill(&text, '\n', 500);
    rule_check_file(shape_rules_sizes, "src/num/a.h", text.at, "");
    strbuf_putc(&text, '\n');
    rule_check_file(shape_rules_sizes, "src/num/a.h", text.at,
                    "src/num/a.h: 501 lines\n");
    strbuf_finish(&text);
}

static void a_wide_line_and_a_slash_comment_are_caught(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    strbuf_fill(&text, 'x', 81);
    strbuf_puts(&text, "\n  /"
                       "/ no\n");
    rule_check_file(shape_rules_lines, "src/num/a.c", text.at,
                    "src/num/a.c:1: 81 cells wide\n"
                    "src/num/a.c:2: a comment by two slashes\n");
    strbuf_finish(&text);
}

static void a_name_used_twice_and_a_wrong_guard_are_caught(void **state)
{
    struct source_tree tree;

    (void)state;
    source_tree_init(&tree);
    source_tree_add(&tree, "src/num/a.c", "");
    source_tree_add(&tree, "src/tex/a.c", "");
    source_tree_add(&tree, "src/tex/b.h", "#ifndef TEX_C_H\n");
    rule_check(shape_rules_names, &tree,
               "src/tex/a.c: has the name of src/num/a.c\n"
               "src/tex/b.h: has no guard TEX_B_H\n");
    source_tree_finish(&tree);
}

static void a_file_that_is_never_compiled_is_caught(void **state)
{
    struct source_tree tree;

    (void)state;
    source_tree_init(&tree);
    source_tree_add(&tree, "tests/num/meson.build", "['dist', 'x.c']");
    source_tree_add(&tree, "tests/num/test_dist.c", "");
    source_tree_add(&tree, "tests/num/x.c", "");
    source_tree_add(&tree, "tests/num/test_lost.c", "");
    source_tree_add(&tree, "src/num/lost.c", "");
    rule_check(shape_rules_listed, &tree,
               "tests/num/test_lost.c: is not in its meson.build\n"
               "src/num/lost.c: is not in its meson.build\n");
    source_tree_finish(&tree);
}

static void a_word_that_does_not_belong_is_caught(void **state)
{
    (void)state;
    rule_check_file(shape_rules_words, "src/num/a.c",
                    "/* "
                    "FIX"
                    "ME later */\n",
                    "src/num/a.c: says "
                    "FIX"
                    "ME\n");
}

static void files_and_functions_are_short(void **state)
{
    rule_check(shape_rules_sizes, *state, "");
}

static void lines_fit_the_terminals_of_their_readers(void **state)
{
    rule_check(shape_rules_lines, *state, "");
}

static void names_are_used_once(void **state)
{
    rule_check(shape_rules_names, *state, "");
}

static void every_file_is_compiled(void **state)
{
    rule_check(shape_rules_listed, *state, "");
}

static void no_word_is_out_of_place(void **state)
{
    rule_check(shape_rules_words, *state, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_function_is_caught),
        cmocka_unit_test(a_long_file_is_caught),
        cmocka_unit_test(a_wide_line_and_a_slash_comment_are_caught),
        cmocka_unit_test(a_name_used_twice_and_a_wrong_guard_are_caught),
        cmocka_unit_test(a_file_that_is_never_compiled_is_caught),
        cmocka_unit_test(a_word_that_does_not_belong_is_caught),
        cmocka_unit_test(files_and_functions_are_short),
        cmocka_unit_test(lines_fit_the_terminals_of_their_readers),
        cmocka_unit_test(names_are_used_once),
        cmocka_unit_test(every_file_is_compiled),
        cmocka_unit_test(no_word_is_out_of_place),
    };

    return cmocka_run_group_tests(tests, rule_check_open, rule_check_close);
}
