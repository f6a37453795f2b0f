/* test_beside.c - what is said beside equations. The judgements are made by
 * hand: what follows from which is the evaluator's affair. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/equation.h"
#include "draw/beside.h"
#include "lesson/block.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

enum { SIDES = 4, LINES = 4 };

/* An equation of one statement and its judgement. */
struct scene {
    struct arena *arena;
    struct block block;
    struct equation equation;
    struct judgement judged;
    struct beside beside[LINES];
};

static struct scene begin(const char *tex)
{
    struct scene scene = { .arena = arena_create() };
    struct slice text = slice_of(tex);

    scene.block.kind = BLOCK_MATH;
    scene.equation.formula =
        mean_read(scene.arena, tex_parse(scene.arena, text, NULL), text,
                  scope_create(scene.arena));
    assert_int_equal(scene.equation.formula->count, 1);
    assert_true(scene.equation.formula->reads);
    scene.judged.side_count = scene.equation.formula->statements[0].side_count;
    scene.judged.sides =
        arena_array(scene.arena, SIDES, sizeof *scene.judged.sides);
    scene.judged.links =
        arena_array(scene.arena, SIDES, sizeof *scene.judged.links);
    for (size_t i = 0; i < scene.judged.side_count; i++) {
        scene.judged.sides[i].node =
            scene.equation.formula->statements[0].sides[i];
        scene.judged.sides[i].status = EVAL_UNBOUND;
        scene.judged.links[i].says = "";
    }
    scene.equation.known = scene.equation.fresh = true;
    return scene;
}

static void is(struct scene *scene, size_t side, double x, unsigned flags)
{
    struct judged_side *one = &scene->judged.sides[side];

    one->status = EVAL_VALUE;
    one->value.shape = VALUE_NUMBER;
    one->value.number = real_of(x);
    one->value.number.flags = flags;
}

static void joins(struct scene *scene, size_t side, enum truth truth,
                  const char *says)
{
    scene->judged.links[side].truth = truth;
    scene->judged.links[side].says = says;
}

/* The lines begin at the given bytes. */
static void fill(struct scene *scene, const uint32_t *from, size_t count,
                 bool ascii)
{
    scene->equation.block = &scene->block;
    scene->equation.judged = &scene->judged;
    beside_fill(&scene->equation, from, count, ascii, scene->beside);
}

static void fill_one(struct scene *scene)
{
    const uint32_t from = 0;

    fill(scene, &from, 1, false);
}

static void sides_that_print_alike_are_said_once(void **state)
{
    struct scene scene = begin("L = a b");

    (void)state;
    is(&scene, 0, 0.126, 0);
    is(&scene, 1, 0.12600001, 0);
    joins(&scene, 1, TRUTH_HOLDS, "");
    fill_one(&scene);
    assert_string_equal(scene.beside[0].value, "0.126");
    assert_string_equal(scene.beside[0].notes[0], "");
    assert_string_equal(beside_mark(&scene.beside[0], false), "✓");
    assert_string_equal(beside_mark(&scene.beside[0], true), "ok");
    arena_destroy(scene.arena);
}

static void sides_that_differ_are_all_said_and_by_how_much(void **state)
{
    struct scene scene = begin("H = a b");

    (void)state;
    is(&scene, 0, 0.69049, REAL_LOG_SCALED);
    is(&scene, 1, -0.69049, REAL_LOG_SCALED);
    joins(&scene, 1, TRUTH_FALSE, "off by 1.381: the sign");
    fill_one(&scene);
    assert_string_equal(scene.beside[0].value, "−0.6905");
    assert_string_equal(scene.beside[0].unit, "nats");
    assert_string_equal(scene.beside[0].notes[0],
                        "0.6905 ≠ −0.6905, off by 1.381: the sign");
    assert_string_equal(scene.beside[0].notes[1],
                        "0.6905 ≠ −0.6905, off by 1.381");
    assert_string_equal(scene.beside[0].notes[2], "off by 1.381: the sign");
    assert_string_equal(scene.beside[0].notes[3], "off by 1.381");
    assert_string_equal(scene.beside[0].notes[4], "0.6905 ≠ −0.6905");
    assert_string_equal(scene.beside[0].notes[5], "");
    assert_string_equal(beside_mark(&scene.beside[0], false), "✗");
    assert_string_equal(beside_mark(&scene.beside[0], true), "no");
    arena_destroy(scene.arena);
}

static void what_is_lost_in_the_format_has_a_tilde(void **state)
{
    struct scene scene = begin("L = a b");

    (void)state;
    is(&scene, 0, 0.0, 0);
    is(&scene, 1, 0.0, 0);
    joins(&scene, 1, TRUTH_LOST, "0, not 2.347e-900");
    fill_one(&scene);
    assert_string_equal(scene.beside[0].value, "0");
    assert_string_equal(scene.beside[0].notes[0], "0, not 2.347e−900");
    assert_string_equal(beside_mark(&scene.beside[0], false), "~");
    arena_destroy(scene.arena);
}

static void a_number_that_stands_there_is_not_repeated(void **state)
{
    struct scene scene = begin("a = b = 0.357");
    const uint32_t from[] = { 0, 6 };

    (void)state;
    is(&scene, 0, 0.35667, REAL_LOG_SCALED);
    is(&scene, 1, 0.35667, REAL_LOG_SCALED);
    is(&scene, 2, 0.357, 0);
    joins(&scene, 1, TRUTH_HOLDS, "");
    joins(&scene, 2, TRUTH_HOLDS, "");
    fill(&scene, from, 2, false);
    assert_string_equal(scene.beside[0].value, "0.3567");
    assert_string_equal(scene.beside[1].value, "");
    assert_true(scene.beside[1].any);
    assert_int_equal(scene.beside[1].truth, TRUTH_HOLDS);
    arena_destroy(scene.arena);
}

/* Each line has the sides whose relation begins it. */
static void every_line_has_its_own_link(void **state)
{
    struct scene scene = begin("a = b = c");
    const uint32_t from[] = { 0, 6 };

    (void)state;
    is(&scene, 0, 2.0, 0);
    is(&scene, 1, 2.0, 0);
    is(&scene, 2, 3.0, 0);
    joins(&scene, 1, TRUTH_HOLDS, "");
    joins(&scene, 2, TRUTH_FALSE, "off by 1");
    fill(&scene, from, 2, false);
    assert_string_equal(scene.beside[0].value, "2");
    assert_int_equal(scene.beside[0].truth, TRUTH_HOLDS);
    assert_string_equal(scene.beside[1].value, "3");
    assert_int_equal(scene.beside[1].truth, TRUTH_FALSE);
    assert_string_equal(scene.beside[1].notes[0], "off by 1");
    arena_destroy(scene.arena);
}

static void what_is_not_up_to_date_is_marked(void **state)
{
    struct scene scene = begin("L = a b");

    (void)state;
    is(&scene, 0, 0.126, 0);
    joins(&scene, 1, TRUTH_NONE, "");
    scene.equation.fresh = false;
    fill_one(&scene);
    assert_string_equal(scene.beside[0].value, "0.126");
    assert_string_equal(beside_mark(&scene.beside[0], false), "…");
    assert_string_equal(beside_mark(&scene.beside[0], true), "..");
    arena_destroy(scene.arena);
}

static void an_equation_without_a_value_says_nothing(void **state)
{
    struct scene scene = begin("L = a b");

    (void)state;
    fill_one(&scene);
    assert_false(scene.beside[0].any);
    assert_false(beside_wanted(&scene.equation));
    is(&scene, 1, 1.0, 0);
    scene.block.mark = CHECK_UNREAD;
    assert_false(beside_wanted(&scene.equation));
    arena_destroy(scene.arena);
}

/* By hand: 2^-3000 = 10^(-3000 log10 2) = 10^-903.0899869919436, and
 * 10^0.9100130080564 = 8.1286. The scale is that of 1/2 <= x < 1. */
static void numbers_past_a_double_keep_their_exponent(void **state)
{
    struct scene scene = begin("L = a b");
    struct strbuf text = { 0 };

    (void)state;
    is(&scene, 0, 0.5, 0);
    scene.judged.sides[0].value.number.scale = -2999;
    joins(&scene, 1, TRUTH_NONE, "");
    fill_one(&scene);
    assert_string_equal(scene.beside[0].value, "8.129e−904");
    scene.judged.sides[0].value.number.x = -0.5;
    fill_one(&scene);
    assert_string_equal(scene.beside[0].value, "−8.129e−904");
    beside_text(&text, &scene.beside[0]);
    assert_string_equal(strbuf_text(&text), "−8.129e−904");
    strbuf_finish(&text);
    arena_destroy(scene.arena);
}

static void an_optimum_that_ties_says_so(void **state)
{
    struct scene scene = begin("t = a b");

    (void)state;
    is(&scene, 1, 0.0, 0);
    scene.judged.sides[1].value.optimum = true;
    scene.judged.sides[1].value.ties = 201;
    scene.judged.sides[1].value.candidates = 201;
    fill_one(&scene);
    assert_string_equal(scene.beside[0].notes[0], "201 of 201 tie");
    arena_destroy(scene.arena);
}

static void what_was_agreed_to_be_a_number_is_marked(void **state)
{
    struct scene scene = begin("H = a b");

    (void)state;
    is(&scene, 0, 0.0, REAL_LOG_SCALED | REAL_ZERO_LOG);
    is(&scene, 1, 0.0, REAL_LOG_SCALED | REAL_ZERO_POWER);
    joins(&scene, 1, TRUTH_HOLDS, "");
    fill_one(&scene);
    assert_string_equal(scene.beside[0].notes[0], "0 log 0 := 0, 0^0 := 1");
    arena_destroy(scene.arena);
}

/* What would do is left out where the column is too narrow for it. */
static void what_is_refused_says_what_is_wrong_at_least(void **state)
{
    struct scene scene = begin("H = a b");

    (void)state;
    scene.judged.sides[1].status = EVAL_REFUSED;
    scene.judged.sides[1].fault.text = "no sum here, write \\sum";
    joins(&scene, 1, TRUTH_REFUSED, "");
    fill_one(&scene);
    assert_int_equal(scene.beside[0].truth, TRUTH_REFUSED);
    assert_string_equal(scene.beside[0].notes[0], "no sum here, write \\sum");
    assert_string_equal(scene.beside[0].notes[1], "no sum here");
    assert_string_equal(scene.beside[0].notes[2], "");
    arena_destroy(scene.arena);
}

static void
a_value_beside_what_is_refused_does_not_hide_the_reason(void **state)
{
    struct scene scene = begin("H = a b");

    (void)state;
    is(&scene, 0, 0.25, 0);
    scene.judged.sides[1].status = EVAL_REFUSED;
    scene.judged.sides[1].fault.text = "a row and a column do not fit";
    joins(&scene, 1, TRUTH_REFUSED, "");
    fill_one(&scene);
    assert_string_equal(scene.beside[0].value, "0.25");
    assert_int_equal(scene.beside[0].truth, TRUTH_REFUSED);
    assert_string_equal(scene.beside[0].notes[0],
                        "a row and a column do not fit");
    arena_destroy(scene.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sides_that_print_alike_are_said_once),
        cmocka_unit_test(sides_that_differ_are_all_said_and_by_how_much),
        cmocka_unit_test(what_is_lost_in_the_format_has_a_tilde),
        cmocka_unit_test(a_number_that_stands_there_is_not_repeated),
        cmocka_unit_test(every_line_has_its_own_link),
        cmocka_unit_test(what_is_not_up_to_date_is_marked),
        cmocka_unit_test(an_equation_without_a_value_says_nothing),
        cmocka_unit_test(numbers_past_a_double_keep_their_exponent),
        cmocka_unit_test(an_optimum_that_ties_says_so),
        cmocka_unit_test(what_was_agreed_to_be_a_number_is_marked),
        cmocka_unit_test(what_is_refused_says_what_is_wrong_at_least),
        cmocka_unit_test(
            a_value_beside_what_is_refused_does_not_hide_the_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
