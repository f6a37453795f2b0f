/* test_scope_define.c - what is wrong with a define block, and where. */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "tex/scope.h"
#include "tex/scoped.h"

static void what_is_no_statement(void **state)
{
    (void)state;
    scoped_refuses(NULL, "data a\nhello there", 2, 1, "'hello' begins no");
    scoped_refuses(NULL, "f(x) = x", 1, 6, "with ':=' and not '='");
    scoped_refuses(NULL, "domains i = 1..3", 1, 1, "'domains' begins no");
    scoped_refuses(NULL, "softmax = 3", 1, 9, "with ':=' and not '='");
    scoped_refuses(NULL, "data", 1, 5, "'data' declares nothing");
    scoped_refuses(NULL, "a :=", 1, 5, "nothing stands behind ':='");
    scoped_refuses(NULL, "  := 3", 1, 3, "missing");
}

static void bad_domains(void **state)
{
    (void)state;
    scoped_refuses(NULL, "domain i", 1, 8, "i = 1..N");
    scoped_refuses(NULL, "domain i = ", 1, 8, "i = 1..N");
    scoped_refuses(NULL, "domain i = 3", 1, 12, "'3' is no range");
    scoped_refuses(NULL, "domain i = 1...3", 1, 12, "is no range");
    scoped_refuses(NULL, "domain i = 5..3", 1, 12, "is empty");
    scoped_refuses(NULL, "domain i = 0.5..3", 1, 12, "whole numbers");
    scoped_refuses(NULL, "domain i = 1..M", 1, 15, "declared 'M'");
    scoped_refuses(NULL, "domain i, i = 1..3", 1, 11, "declared twice");
    scoped_refuses(NULL, "domain i = 1..3 ; j, i = 1..2", 1, 22,
                   "declared twice");
    scoped_refuses(NULL, "domain i_k = 1..3", 1, 8, "'i_k' has");
    scoped_refuses(NULL, "domain i, = 1..3", 1, 10, "missing");
    scoped_refuses(NULL, "domain 3 = 1..3", 1, 8, "is a number");
    scoped_refuses(NULL, "domain i \\in \\mathbb{R}", 1, 14, "no set");
}

static void a_label_is_no_index_letter(void **state)
{
    struct arena *arena = arena_create();
    const struct scope *low = scoped(arena, NULL, "domain i = 1..3\nlabel t");

    (void)state;
    scoped_refuses(low, "label MLE, i", 1, 12, "an index letter already");
    scoped_refuses(low, "domain t = 1..3", 1, 8, "a label already");
    scoped_refuses(NULL, "domain k = 1..2\nlabel k", 1, 8, "a label already");
    arena_destroy(arena);
}

static void bad_labels_words_and_formats(void **state)
{
    (void)state;
    scoped_refuses(NULL, "label MLE, 3x", 1, 12, "'3x' is no label");
    scoped_refuses(NULL, "label a, a", 1, 10, "declared twice");
    scoped_refuses(NULL, "word K", 1, 6, "is one letter");
    scoped_refuses(NULL, "word KL, KL", 1, 10, "declared twice");
    scoped_refuses(NULL, "word K L", 1, 6, "'K L' is no word");
    scoped_refuses(NULL, "format float8", 1, 8, "no format 'float8'");
    scoped_refuses(NULL, "format exact\nformat exact", 2, 8, "a second");
}

static void bad_data(void **state)
{
    (void)state;
    scoped_refuses(NULL, "data N, y_{i,k}", 1, 12, "domain i = 1..N");
    scoped_refuses(NULL, "domain i = 1..3\ndata y_{i,k}", 2, 11,
                   "'k' is no index letter");
    scoped_refuses(NULL, "domain i,j,k = 1..3\ndata y_{i,j,k}", 2, 6,
                   "3 indices");
    scoped_refuses(NULL, "data a, b, a", 1, 12, "declared twice");
    scoped_refuses(NULL, "data a, 3", 1, 9, "is a number");
    scoped_refuses(NULL, "data f(x)", 1, 6, "has arguments");
}

static void bad_parameters(void **state)
{
    (void)state;
    scoped_refuses(NULL, "param t", 1, 7, "a value and a range");
    scoped_refuses(NULL, "param t = 1", 1, 11, "needs its range");
    scoped_refuses(NULL, "param t = x in [0, 1]", 1, 11, "not 'x'");
    scoped_refuses(NULL, "param t = 1 in 0, 1", 1, 16, "in [0, 5]");
    scoped_refuses(NULL, "param t = 1 in [0]", 1, 17, "in [0, 5]");
    scoped_refuses(NULL, "param t = 1 in [0, z]", 1, 20, "not 'z'");
    scoped_refuses(NULL, "param t = 1 in [3, 0]", 1, 7, "is empty");
    scoped_refuses(NULL, "param t = 9 in [0, 3]", 1, 7, "not in the range");
    scoped_refuses(NULL, "param t = 1 in [0, 3] by 1", 1, 23, "'by' follows");
    scoped_refuses(NULL, "param t = 1 in [0, 3] step 0", 1, 28, "above 0");
    scoped_refuses(NULL, "param t = 1 in [0, 3] step 4", 1, 7, "wider");
    scoped_refuses(NULL, "param t_1 = 1 in [0, 3]", 1, 7, "has an index");
    scoped_refuses(NULL, "param t = 1 in [0, 3] ; t = 1 in [0, 3]", 1, 25,
                   "declared twice");
    scoped_refuses(NULL, "data t\nparam t = 1 in [0, 3]", 2, 7, "as data");
    scoped_refuses(NULL, "domain t = 1..2\nparam t = 1 in [0, 3]", 2, 7,
                   "as an index letter");
}

static void bad_patterns(void **state)
{
    (void)state;
    scoped_refuses(NULL, "3 := 4", 1, 1, "'3' is a number");
    scoped_refuses(NULL, "domain i = 1..3\ni := 4", 2, 1, "an index letter");
    scoped_refuses(NULL, "param t = 1 in [0, 2]\nt := 4", 2, 1, "a parameter");
    scoped_refuses(NULL, "x_{} := 1", 1, 5, "an index or a label");
    scoped_refuses(NULL, "g(x := 1", 1, 2, "not closed");
    scoped_refuses(NULL, "f(x + 1) := x", 1, 3, "no argument of a pattern");
    scoped_refuses(NULL, "f(x, x) := x", 1, 6, "stands twice");
    scoped_refuses(NULL, "f(x) := x\nf(y) := 2", 2, 1, "in line 1");
    scoped_refuses(NULL, "a := 1\na := 2", 2, 1, "never met");
    scoped_refuses(NULL, "f(a,b,c,d,g,h,j,k,l,m,n,o,p,q,r,s,t) := 1", 1, 1,
                   "16 letters");
}

/* The place is in the body, wherever the body's line is. */
static void a_body_that_does_not_read(void **state)
{
    (void)state;
    scoped_refuses(NULL, "a := 1 +", 1, 9, "");
    scoped_refuses(NULL, "b := 2\na := \\frac{1}{2", 2, 14, "");
    scoped_refuses(NULL, "a := 1 +\n   f(2)", 2, 4, "f");
    /* Columns are of characters: the umlaut is two bytes. */
    scoped_refuses(NULL, "a := \\text{\xC3\xA4} + f(2)", 1, 17, "f");
}

static void what_defines_itself(void **state)
{
    (void)state;
    scoped_refuses(NULL, "a := 1 + a", 1, 10, "'a' is defined by itself");
    scoped_refuses(NULL, "f(x) := f(x - 1)", 1, 9, "'f' is defined by itself");
    scoped_refuses(NULL, "a := b\nb := 2 c\nc := a", 3, 6,
                   "'a' is defined by itself, in line 1");
    scoped_refuses(NULL, "f(x) := x + L\nL := \\sum_{i=1}^3 f(i)", 2, 19,
                   "'f' is defined by itself");
}

/* H(p) may use H(p, q): another pattern. An upper block may use a lower one's
 * name for its own, but not below itself. */
static void other_patterns_of_a_name_are_others(void **state)
{
    struct arena *arena = arena_create();
    const struct scope *low;

    (void)state;
    low = scoped(arena, NULL, "H(p, q) := p q\nH(p) := H(p, p)");
    scoped(arena, low, "G(p) := H(p)");
    arena_destroy(arena);
}

static void bytes_that_may_not_stand(void **state)
{
    (void)state;
    scoped_refuses(NULL, "a := 35% of it", 1, 8, "a percent sign is '\\%'");
    scoped_refuses(NULL, "a := 1\nb := \x01", 2, 6, "control character");
    scoped_refuses(NULL, "a := \xFF", 1, 6, "0xFF is no UTF-8");
    scoped_refuses(NULL, "\xC3\xA4 := \x7F", 1, 6, "control character");
}

/* A hundred thousand bytes of anything are refused or read, and the message
 * stays short enough to be shown. */
static void long_lines_are_no_trouble(void **state)
{
    static const char *const pieces[] = { "a",  "f(",  "{",   "\\frac{1}",
                                          "x,", "1..", "[0,", "\\text",
                                          ";",  ":=",  "^a",  "_b" };
    static const char *const heads[] = {
        "",      "data ",   "domain ", "param ",         "label ",
        "word ", "format ", "f := ",   "param t = 1 in "
    };

    (void)state;
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
        for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
            struct arena *arena = arena_create();
            struct strbuf text = { 0 };
            struct err err = { 0 };

            strbuf_puts(&text, heads[h]);
            while (text.len < 100000)
                strbuf_puts(&text, pieces[p]);
            if (!scope_define(arena, scope_create(arena),
                              (struct slice){ text.at, text.len }, 1, &err)) {
                assert_int_equal(err.line, 1);
                assert_true(err.column >= 1);
                assert_true(strlen(err.text) > 0);
            }
            strbuf_finish(&text);
            arena_destroy(arena);
        }
}

/* Any bytes: a generator of our own, so that the same are tried each time. */
static void random_bytes_are_no_trouble(void **state)
{
    static const char alphabet[] =
        "abik 0123.,;:=+-(){}[]|\\_^%\n\n\tdomain data param in step word "
        "\\frac\\sum\\theta\\mid:=..";
    unsigned seed = 1;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct arena *arena = arena_create();
        char text[80];
        struct err err = { 0 };

        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = alphabet[(seed >> 8) % (sizeof alphabet - 1)];
        }
        if (!scope_define(arena, scope_create(arena),
                          (struct slice){ text, sizeof text }, 1, &err))
            assert_true(err.line >= 1 && err.text[0]);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_statement),
        cmocka_unit_test(bad_domains),
        cmocka_unit_test(a_label_is_no_index_letter),
        cmocka_unit_test(bad_labels_words_and_formats),
        cmocka_unit_test(bad_data),
        cmocka_unit_test(bad_parameters),
        cmocka_unit_test(bad_patterns),
        cmocka_unit_test(a_body_that_does_not_read),
        cmocka_unit_test(what_defines_itself),
        cmocka_unit_test(other_patterns_of_a_name_are_others),
        cmocka_unit_test(bytes_that_may_not_stand),
        cmocka_unit_test(long_lines_are_no_trouble),
        cmocka_unit_test(random_bytes_are_no_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
