/* test_broken.c - the breaks that `./run broken` tries are breaks of the tree
 * as it is, by broken_rules.h: who changes a line that one takes, or moves a
 * test, is told here and writes the row anew.
 *
 * Each rule meets a made-up tree with the faults first, then the real one.
 */
#include "support/test.h"

#include "house/broken_rules.h"
#include "house/rule_check.h"

static void made_up(struct source_tree *tree, const char *rows)
{
    source_tree_init(tree);
    source_tree_add(tree, BROKEN_TABLE, rows);
    source_tree_add(tree, "src/ui/a.c", "one\ntwo\ntwo\n  three\n");
    source_tree_add(tree, "tests/torture/test_a.c", "");
    source_tree_add(tree, "tests/ui/test_b.c", "");
    source_tree_add(tree, "docs/robustness.md",
                    "| 1 | a storm |\n| 2 | a stop |\n");
}

static void rows_of_all_kinds_are_read(void **state)
{
    struct source_tree tree;

    (void)state;
    made_up(&tree, "# a comment\n"
                   "\n"
                   "1 torture/test_a.c: a line goes\n"
                   "src/ui/a.c\n"
                   "-one\n"
                   "+\n"
                   "\n"
                   "2 ui/test_b.c: two edits\n"
                   "src/ui/a.c\n"
                   "-two\n"
                   "-two\n"
                   "+four\n"
                   "-  three\n"
                   "+five\n");
    rule_check(broken_rules_rows, &tree, "");
    rule_check(broken_rules_all, &tree, "");
    source_tree_finish(&tree);
}

static void a_row_that_the_code_ran_away_from_is_caught(void **state)
{
    struct source_tree tree;

    (void)state;
    made_up(&tree, "1 torture/test_c.c: no test\n"
                   "src/ui/b.c\n"
                   "\n"
                   "1 ui/test_b.c: twice\n"
                   "src/ui/a.c\n"
                   "-two\n"
                   "+three\n"
                   "\n"
                   "1 ui/test_b.c: twice\n"
                   "src/ui/a.c\n"
                   "-three\n"
                   "+\n"
                   "-one\n"
                   "+one\n"
                   "\n");
    rule_check(broken_rules_rows, &tree,
               BROKEN_TABLE
               ":1: no such test\n" BROKEN_TABLE
               ":2: no such file\n" BROKEN_TABLE
               ":1: breaks nothing\n" BROKEN_TABLE
               ":4: another row begins with the same line\n" BROKEN_TABLE
               ":8: what is taken before it stands 2 times\n" BROKEN_TABLE
               ":9: another row begins with the same line\n" BROKEN_TABLE
               ":13: what is taken before it stands 0 times\n" BROKEN_TABLE
               ":15: what is put before it is what was taken\n");
    rule_check(broken_rules_all, &tree,
               "tests/torture/test_a.c: no break is tried on it\n"
               "hazard 2: no break is tried\n");
    source_tree_finish(&tree);
}

static void what_is_taken_stands_once(void **state)
{
    rule_check(broken_rules_rows, *state, "");
}

static void every_torture_and_every_hazard_has_a_break(void **state)
{
    rule_check(broken_rules_all, *state, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_all_kinds_are_read),
        cmocka_unit_test(a_row_that_the_code_ran_away_from_is_caught),
        cmocka_unit_test(what_is_taken_stands_once),
        cmocka_unit_test(every_torture_and_every_hazard_has_a_break),
    };

    return cmocka_run_group_tests_name("broken", tests, rule_check_open,
                                       rule_check_close);
}
