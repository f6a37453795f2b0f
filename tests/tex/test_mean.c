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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_come_in_the_order_of_their_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
