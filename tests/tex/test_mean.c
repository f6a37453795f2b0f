/* Walking a meaning: children in the order of the source, and the node at a
 * place of it. */
#include "support/test.h"

#include "tex/scoped.h"

#include "base/arena.h"
#include "tex/mean.h"

static const struct mean *read(struct arena *arena, const char *tex)
{
    return scoped_read(arena,
                       scoped(arena, NULL,
                              "domain k = 1..2\n"
                              "data a, b, c, w_k\n"),
                       tex);
}

static struct slice text(const struct mean *node)
{
    return slice_sub(node->source, node->from, node->to);
}

static void children_come_in_the_order_of_their_source(void **state)
{
    struct arena *arena = arena_create();
    struct mean *children[4];
    const struct mean *sum = read(arena, "\\sum^{c}_{k=b} w_k");

    (void)state;
    assert_int_equal(mean_children(sum, children, 4), 3);
    assert_true(slice_is(text(children[0]), "c"));
    assert_true(slice_is(text(children[1]), "b"));
    assert_true(slice_is(text(children[2]), "w_k"));
    assert_int_equal(mean_children(sum, NULL, 0), 3);
    assert_int_equal(mean_children(sum, children, 1), 3);
    arena_destroy(arena);
}

static void the_smallest_node_at_a_place_is_found(void **state)
{
    struct arena *arena = arena_create();
    const struct mean *root = read(arena, "a + \\log (b + c) w_k");
    static const struct {
        uint32_t from, to;
        const char *text;
    } cases[] = {
        { 0, 1, "a" },
        { 10, 11, "b" },
        { 10, 15, "(b + c)" },
        { 2, 3, "a + \\log (b + c) w_k" },
        { 4, 8, "\\log (b + c)" },
        { 19, 20, "k" },
        { 17, 18, "w_k" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(slice_is(text(mean_at(root, cases[i].from, cases[i].to)),
                             cases[i].text));
    assert_null(mean_at(root, 0, 100));
    arena_destroy(arena);
}

static void every_kind_and_relation_has_a_name(void **state)
{
    (void)state;
    for (int kind = 0; kind < MEAN_KIND_COUNT; kind++)
        assert_non_null(mean_kind_name((enum mean_kind)kind));
    for (int relation = 0; relation < REL_COUNT; relation++)
        assert_non_null(mean_relation_name((enum mean_relation)relation));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_come_in_the_order_of_their_source),
        cmocka_unit_test(the_smallest_node_at_a_place_is_found),
        cmocka_unit_test(every_kind_and_relation_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
