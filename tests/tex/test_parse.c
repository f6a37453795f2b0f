#include "support/test.h"

#include "tex/corpus.h"

#include "tex/symbol.h"

static struct arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_create_sized(4);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static struct tex_node *parse(const char *tex)
{
    struct err err = { 0 };
    struct tex_node *node = tex_parse(arena, slice_of(tex), &err);

    assert_string_equal(err.text, "");
    return node;
}

/* The formula must be refused at this offset with these words. */
static void refuses(const char *tex, uint32_t offset, const char *words)
{
    struct err err = { 0 };
    struct tex_node *node = tex_parse(arena, slice_of(tex), &err);

    assert_int_equal(node->kind, TEX_SOURCE);
    assert_int_equal(node->fault, offset);
    assert_non_null(strstr(err.text, words));
    assert_int_equal(err.line, 1);
    assert_true(slice_is(node->text, tex));
}

static void scripts_come_in_any_order(void **state)
{
    struct tex_node *a = parse("x_i^2")->first, *b = parse("x^2_i")->first;

    (void)state;
    assert_int_equal(a->kind, TEX_SCRIPTS);
    assert_int_equal(a->child[1]->rune, 'i');
    assert_int_equal(a->child[2]->rune, '2');
    assert_int_equal(b->child[1]->rune, 'i');
    assert_int_equal(b->child[2]->rune, '2');
    assert_int_equal(a->to, 5);
}

/* TeX: a script takes one token, so x^10 is x^1 followed by 0. */
static void an_argument_without_braces_is_one_token(void **state)
{
    struct tex_node *node = parse("x^10")->first;

    (void)state;
    assert_int_equal(node->kind, TEX_SCRIPTS);
    assert_int_equal(node->child[2]->rune, '1');
    assert_int_equal(node->next->rune, '0');
    node = parse("\\frac12")->first;
    assert_int_equal(node->child[0]->rune, '1');
    assert_int_equal(node->child[1]->rune, '2');
    node = parse("\\sum_{j=1}^ke")->first;
    assert_int_equal(node->child[2]->rune, 'k');
    assert_int_equal(node->next->rune, 'e');
}

static void every_node_keeps_its_bytes(void **state)
{
    struct tex_node *node = parse("a + \\frac{1}{N}_i")->first;

    (void)state;
    node = node->next->next;
    assert_int_equal(node->kind, TEX_SCRIPTS);
    assert_int_equal(node->from, 4);
    assert_int_equal(node->to, 17);
    assert_int_equal(node->child[0]->kind, TEX_FRAC);
    assert_int_equal(node->child[0]->to, 15);
    assert_int_equal(node->child[0]->child[1]->from, 12);
    assert_int_equal(node->child[0]->child[1]->to, 15);
    assert_true(node->child[0]->child[1]->braced);
}

static void what_is_unmatched_is_named_with_its_offset(void **state)
{
    (void)state;
    refuses("a + {b", 4, "unmatched '{'");
    refuses("a}b", 1, "unmatched '}'");
    refuses("\\frac{1}{n", 8, "unmatched '{'");
    refuses("x \\left( y", 2, "unmatched '\\left'");
    refuses("x \\right) y", 2, "unmatched '\\right'");
    refuses("\\begin{cases} a", 0, "unmatched '\\begin{cases}'");
    refuses("\\begin{cases} a \\end{align}", 16, "'\\end{align}' where");
    refuses("a \\end{b}", 2, "unmatched '\\end'");
    refuses("\\text{a", 5, "unmatched '{'");
    refuses("\\sqrt[3{x}", 5, "unmatched '['");
}

static void the_column_counts_code_points(void **state)
{
    struct err err = { 0 };

    (void)state;
    tex_parse(arena, slice_of("θθ{"), &err);
    assert_int_equal(err.column, 3);
}

static void what_is_missing_is_marked_and_the_rest_is_read(void **state)
{
    const char *formulas[] = { "\\frac{a}", "x_",
                               "x^",        "a^b^c",
                               "\\sqrt",    "{a & b}",
                               "\\nothing", "\\begin{nosuch} a \\end{nosuch}",
                               "\\" };

    (void)state;
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++)
        assert_non_null(tex_node_trouble(parse(formulas[i])));
    assert_null(tex_node_trouble(parse("")));
    assert_null(tex_node_trouble(parse("_i")));
    assert_null(tex_node_trouble(parse("\\left. x \\right|_0")));
    assert_null(tex_node_trouble(NULL));
}

static void rows_outside_of_an_environment_make_one(void **state)
{
    struct tex_node *node = parse("a &= b \\\\ &= c");

    (void)state;
    assert_int_equal(node->kind, TEX_ENV);
    assert_int_equal(node->text.len, 0);
    assert_non_null(node->first->next);
    assert_null(node->first->next->next);
    /* One after the last row begins no other. */
    assert_int_equal(parse("a \\\\")->kind, TEX_LIST);
}

static void numbers_of_equations_are_found(void **state)
{
    (void)state;
    assert_true(slice_is(tex_node_tag(parse("a \\tag{7}")), "7"));
    assert_true(slice_is(tex_node_tag(parse("a \\quad (14)")), "14"));
    assert_true(slice_is(tex_node_tag(parse(
                             "\\begin{align} a \\\\ b \\tag{2} \\end{align}")),
                         "2"));
    assert_int_equal(tex_node_tag(parse("a \\quad (b)")).len, 0);
    assert_int_equal(tex_node_tag(parse("f(1)")).len, 0);
    assert_int_equal(tex_node_tag(NULL).len, 0);
}

static void limits_speak_of_the_atom_before_them(void **state)
{
    struct tex_node *node = parse("\\int\\limits_0^1 x")->first;

    (void)state;
    assert_int_equal(node->kind, TEX_SCRIPTS);
    assert_true(node->child[0]->limits);
    assert_non_null(node->child[2]);
    node = parse("\\sum\\nolimits_i x")->first;
    assert_false(node->child[0]->limits);
}

static void bad_utf8_is_one_sign_a_byte(void **state)
{
    struct tex_node *node = parse("a\xFF\xC3")->first;

    (void)state;
    assert_int_equal(node->next->rune, 0xFFFD);
    assert_int_equal(node->next->next->rune, 0xFFFD);
}

static void sources_past_the_limit_are_refused(void **state)
{
    size_t size = TEX_SOURCE_MAX + 1;
    char *text = malloc(size);
    struct err err = { 0 };

    (void)state;
    memset(text, 'x', size);
    assert_int_equal(tex_parse(arena, (struct slice){ text, size }, &err)->kind,
                     TEX_SOURCE);
    assert_non_null(strstr(err.text, "at most"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_come_in_any_order),
        cmocka_unit_test(an_argument_without_braces_is_one_token),
        cmocka_unit_test(every_node_keeps_its_bytes),
        cmocka_unit_test(what_is_unmatched_is_named_with_its_offset),
        cmocka_unit_test(the_column_counts_code_points),
        cmocka_unit_test(what_is_missing_is_marked_and_the_rest_is_read),
        cmocka_unit_test(rows_outside_of_an_environment_make_one),
        cmocka_unit_test(numbers_of_equations_are_found),
        cmocka_unit_test(limits_speak_of_the_atom_before_them),
        cmocka_unit_test(bad_utf8_is_one_sign_a_byte),
        cmocka_unit_test(sources_past_the_limit_are_refused),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
