/* YAML with places, and what is refused. */
#include "lesson/yaml_tree.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "support/test.h"

struct fixture {
    struct reader reader;
    struct place_map map;
    struct err err;
};

static struct yaml_tree *read_text(struct fixture *f, const char *text)
{
    f->reader.arena = f->reader.scratch = arena_create();
    f->reader.err = &f->err;
    f->reader.path = "x";
    place_map_lines(&f->map, f->reader.arena, slice_of(text), 1);
    return yaml_tree_read(&f->reader, &f->map, "the block",
                          (struct place){ 1, 1 });
}

static void refused(const char *text, int line, int column, const char *why)
{
    struct fixture f = { 0 };

    assert_null(read_text(&f, text));
    assert_int_equal(f.err.line, line);
    assert_int_equal(f.err.column, column);
    if (!strstr(f.err.text, why))
        print_error("%s\n", f.err.text);
    assert_non_null(strstr(f.err.text, why));
    arena_destroy(f.reader.arena);
}

static void a_tree_knows_its_places(void **state)
{
    struct fixture f = { 0 };
    struct yaml_tree *tree = read_text(&f, "a: 1\nb:\n  - 'x'\n  - {c: y}\n");
    struct yaml_tree *b;

    (void)state;
    assert_int_equal(tree->kind, YAML_TREE_MAP);
    assert_int_equal(tree->count, 2);
    b = yaml_tree_get(tree, "b");
    assert_int_equal(b->key_place.line, 2);
    assert_int_equal(b->kind, YAML_TREE_LIST);
    assert_int_equal(b->first->place.line, 3);
    assert_int_equal(b->first->place.column, 5);
    assert_false(b->first->plain);
    assert_int_equal(b->first->next->first->place.column, 9);
    assert_int_equal(b->first->next->first->key_place.column, 6);
    assert_ptr_equal(b->first->next->parent, b);
    assert_null(yaml_tree_get(tree, "c"));
    arena_destroy(f.reader.arena);
}

static void columns_count_code_points(void **state)
{
    (void)state;
    refused("{\xC3\xA9: \xE6\x97\xA5, \xC3\xA9: 1}", 1, 8, "again");
}

static void what_lessons_do_not_need_is_refused(void **state)
{
    (void)state;
    refused("a: &x 1\n", 1, 4, "anchors and aliases");
    refused("a: *x\n", 1, 4, "anchors and aliases");
    refused("a: !!int 1\n", 1, 4, "tags");
    refused("a: 1\n---\nb: 2\n", 2, 1, "a second YAML document");
    refused("[a]: 1\n", 1, 1, "a key that is a list");
    refused("a: 1\nb: 2\na: 3\n", 3, 1, "key 'a' again; it stands in line 1");
    refused("", 1, 1, "the block is empty");
    refused("  \n\n", 1, 1, "the block is empty");
    refused("# only a comment\n", 1, 1, "the block is empty");
}

static void characters_that_steer_are_refused(void **state)
{
    (void)state;
    refused("a: x\x1By\n", 1, 5, "control character U+001B");
    refused("a: x\x7Fy\n", 1, 5, "control character U+007F");
    refused("a: x\xC2\x85y\n", 1, 5, "control character U+0085");
    refused("a: x\xE2\x80\xA8y\n", 1, 5, "control character U+2028");
    refused("a: x\xEF\xBB\xBFy\n", 1, 5, "control character U+FEFF");
    refused("a: x\xFFy\n", 1, 5, "a byte that is not UTF-8");
    refused("a: \"x\\ey\"\n", 1, 4, "U+001B");
    refused("a: \"x\\ny\"\n", 1, 4, "U+000A");
}

static void depth_and_breadth_are_bounded(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    strbuf_puts(&text, "a: ");
    strbuf_fill(&text, '[', 100000);
    refused(strbuf_text(&text), 1, 19, "nested deeper than 16");
    strbuf_clear(&text);
    for (int i = 0; i < 300; i++)
        strbuf_printf(&text, "k%d: 1\n", i);
    refused(strbuf_text(&text), 257, 1, "more than 256 keys");
    strbuf_finish(&text);
}

/* The place in the file of each byte of a scalar's content. */
static void map_of(const char *text, const char *content, const int *columns,
                   const int *lines)
{
    struct fixture f = { 0 };
    struct yaml_tree *tree = read_text(&f, text);
    struct place_map map;

    assert_non_null(tree);
    assert_true(slice_is(tree->first->text, content));
    yaml_tree_map(&f.reader, &f.map, tree->first, &map);
    for (size_t i = 0; content[i]; i++) {
        if (content[i] == ' ' || content[i] == '\n')
            continue;
        assert_int_equal(place_at(&map, i).line, lines[i]);
        assert_int_equal(place_at(&map, i).column, columns[i]);
    }
    arena_destroy(f.reader.arena);
}

static void a_scalar_maps_back_through_its_quoting(void **state)
{
    (void)state;
    map_of("a: xyz\n", "xyz", (int[]){ 4, 5, 6 }, (int[]){ 1, 1, 1 });
    map_of("a: 'x''y'\n", "x'y", (int[]){ 5, 6, 8 }, (int[]){ 1, 1, 1 });
    map_of("a: \"x\\\\y\"\n", "x\\y", (int[]){ 5, 6, 8 }, (int[]){ 1, 1, 1 });
    map_of("a: |\n  x\n  yz\n", "x\nyz\n", (int[]){ 3, 0, 3, 4 },
           (int[]){ 2, 2, 3, 3 });
    map_of("a: >-\n  x\n  yz\n", "x yz", (int[]){ 3, 0, 3, 4 },
           (int[]){ 2, 2, 3, 3 });
    map_of("a: x\n   yz\n", "x yz", (int[]){ 4, 0, 4, 5 },
           (int[]){ 1, 1, 2, 2 });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_knows_its_places),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(what_lessons_do_not_need_is_refused),
        cmocka_unit_test(characters_that_steer_are_refused),
        cmocka_unit_test(depth_and_breadth_are_bounded),
        cmocka_unit_test(a_scalar_maps_back_through_its_quoting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
