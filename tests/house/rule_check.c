#include "house/rule_check.h"

#include "base/strbuf.h"
#include "support/test.h"

int rule_check_open(void **state)
{
    static const char *const folders[] = { "src", "tests", "lessons", "docs" };
    static struct source_tree tree;

    source_tree_init(&tree);
    *state = &tree;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!source_tree_read(&tree, HOUSE_ROOT, folders[i]))
            return -1;
    return 0;
}

int rule_check_close(void **state)
{
    source_tree_finish(*state);
    return 0;
}

void rule_check(rule_check_fn *rule, const struct source_tree *tree,
                const char *want)
{
    struct strbuf report = { 0 };

    rule(tree, &report);
    assert_string_equal(strbuf_text(&report), want);
    strbuf_finish(&report);
}

void rule_check_file(rule_check_fn *rule, const char *path, const char *text,
                     const char *want)
{
    struct source_tree tree;

    source_tree_init(&tree);
    source_tree_add(&tree, path, text);
    rule_check(rule, &tree, want);
    source_tree_finish(&tree);
}
