/* test_walk.c - going through the parts of a formula. */
#include "support/test.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"
#include "tex/walk.h"

static const char letters[] = "domain i = 1..N ; j, k = 1..K\n"
                              "data p_k, q_k, N, K, a, b, c\n";

struct walker {
    struct arena *arena;
    struct slice source;
    struct walk walk;
};

static struct walker start(const char *formula)
{
    struct walker w = { arena_create(), slice_of(formula), { 0 } };
    struct err err = { .line = 0 };
    const struct scope *scope = scope_define(w.arena, scope_create(w.arena),
                                             slice_of(letters), 1, &err);

    if (!scope)
        fail_msg("line %d: %s", err.line, err.text);
    assert_true(
        walk_begin(&w.walk,
                   mean_read(w.arena, tex_parse(w.arena, w.source, NULL),
                             w.source, scope)));
    return w;
}

static void assert_part(const struct walker *w, const char *wanted)
{
    const struct mean *part = walk_part(&w->walk);
    struct slice is = slice_sub(w->source, part->from, part->to);

    if (!slice_is(is, wanted))
        fail_msg("'%.*s' is not '%s'", SLICE_ARG(is), wanted);
}

static void step(struct walker *w, enum walk_way way, const char *wanted)
{
    assert_true(walk_step(&w->walk, way));
    assert_part(w, wanted);
}

static void the_sides_of_a_chain_are_one_row(void **state)
{
    struct walker w = start("a = b = c \\\\ c = a");
    size_t count;

    (void)state;
    assert_part(&w, "a");
    assert_int_equal(walk_index(&w.walk, &count), 0);
    assert_int_equal(count, 5);
    step(&w, WALK_NEXT, "b");
    step(&w, WALK_NEXT, "c");
    step(&w, WALK_NEXT, "c");
    assert_int_equal(w.walk.statement, 1);
    assert_int_equal(walk_index(&w.walk, &count), 3);
    step(&w, WALK_NEXT, "a");
    assert_false(walk_step(&w.walk, WALK_NEXT));
    assert_false(walk_step(&w.walk, WALK_OUT));
    assert_false(walk_step(&w.walk, WALK_IN));
    assert_part(&w, "a");
    step(&w, WALK_BACK, "c");
    arena_destroy(w.arena);
}

/* a + b - c is read (a + b) - c, and drawn as a row of three. */
static void terms_and_factors_are_a_row_as_they_are_drawn(void **state)
{
    struct walker w = start("a + b - c");
    size_t count;

    (void)state;
    step(&w, WALK_IN, "a");
    step(&w, WALK_NEXT, "b");
    assert_int_equal(walk_index(&w.walk, &count), 1);
    assert_int_equal(count, 3);
    step(&w, WALK_NEXT, "c");
    assert_false(walk_step(&w.walk, WALK_NEXT));
    step(&w, WALK_OUT, "a + b - c");
    arena_destroy(w.arena);

    w = start("a b c");
    step(&w, WALK_IN, "a");
    step(&w, WALK_NEXT, "b");
    step(&w, WALK_NEXT, "c");
    assert_false(walk_step(&w.walk, WALK_NEXT));
    arena_destroy(w.arena);
}

static void what_stands_in_brackets_is_one_part(void **state)
{
    struct walker w = start("(a + b) + c");

    (void)state;
    assert_true(walk_step(&w.walk, WALK_IN));
    assert_int_equal(walk_part(&w.walk)->kind, MEAN_ADD);
    step(&w, WALK_NEXT, "c");
    step(&w, WALK_BACK, "(a + b)");
    step(&w, WALK_IN, "a");
    step(&w, WALK_NEXT, "b");
    arena_destroy(w.arena);
}

static void a_sum_opens_into_limits_and_body(void **state)
{
    struct walker w = start("a = -\\sum_{k=1}^{K} p_k \\log q_k");
    const struct mean *binders[4];

    (void)state;
    step(&w, WALK_NEXT, "-\\sum_{k=1}^{K} p_k \\log q_k");
    step(&w, WALK_IN, "\\sum_{k=1}^{K} p_k \\log q_k");
    /* The body is what is asked for; the limits stand before it. */
    step(&w, WALK_IN, "p_k \\log q_k");
    step(&w, WALK_BACK, "K");
    assert_int_equal(walk_binders(&w.walk, binders, 4), 0);
    step(&w, WALK_BACK, "1");
    step(&w, WALK_NEXT, "K");
    step(&w, WALK_NEXT, "p_k \\log q_k");
    assert_int_equal(walk_binders(&w.walk, binders, 4), 1);
    assert_true(slice_is(binders[0]->name, "k"));
    step(&w, WALK_IN, "p_k");
    step(&w, WALK_NEXT, "\\log q_k");
    step(&w, WALK_IN, "q_k");
    assert_int_equal(walk_binders(&w.walk, binders, 4), 1);
    arena_destroy(w.arena);
}

static void bytes_lead_to_the_smallest_part(void **state)
{
    const char *formula = "a = -\\sum_{k=1}^{K} p_k \\log q_k";
    struct walker w = start(formula);
    uint32_t q = (uint32_t)(strchr(formula, 'q') - formula);
    uint32_t sum = (uint32_t)(strstr(formula, "\\sum") - formula);

    (void)state;
    assert_true(walk_to(&w.walk, q, q + 1));
    assert_part(&w, "q_k");
    assert_true(walk_to(&w.walk, q + 2, q + 3));
    assert_part(&w, "k");
    assert_true(walk_to(&w.walk, sum, sum + 4));
    assert_part(&w, "\\sum_{k=1}^{K} p_k \\log q_k");
    assert_true(walk_to(&w.walk, 0, 1));
    assert_part(&w, "a");
    /* The relation is no part of either side. */
    assert_false(walk_to(&w.walk, 2, 3));
    assert_part(&w, "a");
    arena_destroy(w.arena);
}

/* Going in by any path and out again comes back: 400 random steps. */
static void out_undoes_in(void **state)
{
    struct walker w = start("\\frac{a + b c}{-(a - b)} = \\sum_k p_k^{q_k} = "
                            "\\sqrt{a} + \\log \\left( b \\right)");
    unsigned seed = 1;

    (void)state;
    for (int i = 0; i < 400; i++) {
        enum walk_way way;
        struct walk before = w.walk;

        seed = seed * 1103515245u + 12345u;
        way = (enum walk_way)(seed >> 16 & 3);
        if (!walk_step(&w.walk, way))
            continue;
        if (way == WALK_IN) {
            struct walk inside = w.walk;

            assert_true(walk_step(&inside, WALK_OUT));
            assert_ptr_equal(walk_part(&inside), walk_part(&before));
        }
        if (way == WALK_NEXT) {
            struct walk after = w.walk;

            assert_true(walk_step(&after, WALK_BACK));
            assert_ptr_equal(walk_part(&after), walk_part(&before));
        }
        assert_true(walk_part(&w.walk)->to <= w.source.len);
    }
    arena_destroy(w.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sides_of_a_chain_are_one_row),
        cmocka_unit_test(terms_and_factors_are_a_row_as_they_are_drawn),
        cmocka_unit_test(what_stands_in_brackets_is_one_part),
        cmocka_unit_test(a_sum_opens_into_limits_and_body),
        cmocka_unit_test(bytes_lead_to_the_smallest_part),
        cmocka_unit_test(out_undoes_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
