/* test_floors.c - includes go down, by the table in floor_rules.c.
 *
 * Each rule meets a made-up tree with the fault first, then the real one. To
 * see it fail on the real one: include "draw/canvas.h" in any file of lab/,
 * or <curses.h> anywhere but in ui/.
 */
#include "support/test.h"

#include "base/strbuf.h"
#include "house/floor_rules.h"
#include "house/rule_check.h"

static void an_include_that_climbs_is_caught(void **state)
{
    (void)state;
    rule_check_file(floor_rules_down, "src/lab/lab.c",
                    "#include <math.h>\n#include \"lesson/lesson.h\"\n",
                    "src/lab/lab.c:2: includes lesson/lesson.h, which is not "
                    "below\n");
    rule_check_file(floor_rules_down, "src/ui/loop.c",
                    "#include \"lesson/lesson.h\"\n",
                    "src/ui/loop.c:1: includes lesson/lesson.h, which is not "
                    "below\n");
    rule_check_file(floor_rules_down, "tests/num/test_dist.c",
                    "#include \"tex/parse.h\"\n",
                    "tests/num/test_dist.c:1: includes tex/parse.h, which is "
                    "not below\n");
    rule_check_file(
        floor_rules_down, "src/num/dist.c", "#include \"dist.h\"\n",
        "src/num/dist.c:1: includes dist.h, which is on no floor\n");
    rule_check_file(floor_rules_down, "src/lab/lab.c",
                    "#include \"lab/lab.h\"\n#include \"num/dist.h\"\n", "");
}

static void a_library_on_the_wrong_floor_is_caught(void **state)
{
    (void)state;
    rule_check_file(floor_rules_outside, "src/draw/canvas.c",
                    "#include <curses.h>\n",
                    "src/draw/canvas.c:1: includes curses.h, which is kept to "
                    "another floor\n");
    rule_check_file(floor_rules_outside, "src/lab/lab.c", "#include <zlib.h>\n",
                    "src/lab/lab.c:1: includes zlib.h, which no floor is "
                    "given\n");
    rule_check_file(floor_rules_outside, "src/ui/term.c",
                    "#include <curses.h>\n#include <sys/ioctl.h>\n", "");
}

static void a_ring_of_headers_is_caught(void **state)
{
    struct source_tree tree;

    (void)state;
    source_tree_init(&tree);
    source_tree_add(&tree, "src/num/a.h", "#include \"num/b.h\"\n");
    source_tree_add(&tree, "src/num/b.h", "#include \"num/c.h\"\n");
    source_tree_add(&tree, "src/num/c.h", "\n#include \"num/a.h\"\n");
    rule_check(floor_rules_cycles, &tree,
               "src/num/c.h:2: includes num/a.h, which includes it "
               "again\n");
    source_tree_finish(&tree);
}

static void every_include_goes_down(void **state)
{
    rule_check(floor_rules_down, *state, "");
}

static void every_library_is_kept_to_its_floor(void **state)
{
    rule_check(floor_rules_outside, *state, "");
}

static void no_headers_form_a_ring(void **state)
{
    rule_check(floor_rules_cycles, *state, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_include_that_climbs_is_caught),
        cmocka_unit_test(a_library_on_the_wrong_floor_is_caught),
        cmocka_unit_test(a_ring_of_headers_is_caught),
        cmocka_unit_test(every_include_goes_down),
        cmocka_unit_test(every_library_is_kept_to_its_floor),
        cmocka_unit_test(no_headers_form_a_ring),
    };

    return cmocka_run_group_tests(tests, rule_check_open, rule_check_close);
}
