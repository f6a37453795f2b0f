/* A table of keys against small YAML texts. */
#include "lesson/yaml_schema.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "support/test.h"

struct item {
    long n;
    int line;
};

struct sample {
    const char *text, *name;
    bool flag;
    long whole;
    double real;
    const double *numbers;
    size_t number_count;
    const char **names;
    size_t name_count;
    struct item *items;
    size_t item_count;
    struct lesson_tex tex;
    struct spans prose;
};

static const char *const colours[] = { "red", "dark-blue", NULL };

#define AT(key) offsetof(struct sample, key)

static const struct schema_key item_keys[] = {
    { .name = "n",
      .type = SCHEMA_INTEGER,
      .required = true,
      .at = offsetof(struct item, n) },
    { .name = NULL },
};

static const struct schema item_schema = { "an item of the list", item_keys,
                                           sizeof(struct item),
                                           offsetof(struct item, line) };

static const struct schema_key keys[] = {
    { .name = "text", .type = SCHEMA_TEXT, .required = true, .at = AT(text) },
    { .name = "name", .type = SCHEMA_NAME, .at = AT(name), .names = colours },
    { .name = "flag", .type = SCHEMA_BOOL, .at = AT(flag) },
    { .name = "whole",
      .type = SCHEMA_INTEGER,
      .at = AT(whole),
      .low = 1,
      .high = 10 },
    { .name = "real", .type = SCHEMA_NUMBER, .at = AT(real) },
    { .name = "numbers",
      .type = SCHEMA_NUMBERS,
      .at = AT(numbers),
      .count_at = AT(number_count) },
    { .name = "names",
      .type = SCHEMA_NAMES,
      .at = AT(names),
      .count_at = AT(name_count),
      .names = colours },
    { .name = "items",
      .type = SCHEMA_MAPS,
      .at = AT(items),
      .count_at = AT(item_count),
      .sub = &item_schema },
    { .name = "tex", .type = SCHEMA_TEX, .at = AT(tex) },
    { .name = "prose", .type = SCHEMA_PROSE, .at = AT(prose) },
    { .name = NULL },
};

static const struct schema schema = { "the block", keys, sizeof(struct sample),
                                      SCHEMA_NO_LINE };

static bool read_text(struct arena *arena, const char *text, struct sample *out,
                      struct err *err)
{
    struct reader reader = {
        .arena = arena, .scratch = arena, .err = err, .path = "x"
    };
    struct place_map map;
    struct yaml_tree *tree;

    place_map_lines(&map, arena, slice_of(text), 1);
    tree = yaml_tree_read(&reader, &map, "the block", (struct place){ 1, 1 });
    return tree && schema_read(&reader, &map, &schema, tree, out);
}

static void every_type_fills_its_member(void **state)
{
    struct arena *arena = arena_create();
    struct sample s = { .real = 7.0 };
    struct err err = { 0 };

    (void)state;
    assert_true(read_text(arena,
                          "text: 12\nname: dark_blue\nflag: true\nwhole: 10\n"
                          "numbers: [1, -2.5e1, .5]\nnames: [red]\n"
                          "items:\n  - n: 3\n  - {n: -4}\n"
                          "tex: 'a_b'\nprose: 'so *so*'\n",
                          &s, &err));
    assert_string_equal(s.text, "12");
    assert_string_equal(s.name, "dark-blue");
    assert_true(s.flag);
    assert_true(s.whole == 10);
    assert_true(s.real == 7.0);
    assert_int_equal(s.number_count, 3);
    assert_true(s.numbers[1] == -25.0 && s.numbers[2] == 0.5);
    assert_int_equal(s.name_count, 1);
    assert_int_equal(s.item_count, 2);
    assert_true(s.items[1].n == -4);
    assert_int_equal(s.items[1].line, 9);
    assert_true(slice_is(s.tex.text, "a_b"));
    assert_int_equal(s.prose.count, 2);
    arena_destroy(arena);
}

static void refused(const char *text, int line, int column, const char *why)
{
    struct arena *arena = arena_create();
    struct sample s = { 0 };
    struct err err = { 0 };

    assert_false(read_text(arena, text, &s, &err));
    assert_string_equal(err.text, why);
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
    arena_destroy(arena);
}

static void wrong_values_are_named_with_what_would_do(void **state)
{
    (void)state;
    refused("flag: true\n", 1, 1, "the block has no 'text'");
    refused("text:\n", 1, 6, "'text' is nothing; expected text");
    refused("text: ''\n", 1, 7, "'text' is nothing; expected text");
    refused("text: {a: b}\n", 1, 7, "'text' is a map; expected text");
    refused("flag: yes\n", 1, 7, "'flag' is 'yes'; expected true or false");
    refused("flag: 'true'\n", 1, 7,
            "'flag' is quoted text; expected true or false");
    refused("whole: 0\n", 1, 8, "'whole' is '0'; expected from 1 to 10");
    refused("whole: 1.0\n", 1, 8, "'whole' is '1.0'; expected a whole number");
    refused("whole: 99999999999999999999\n", 1, 8,
            "'whole' is '99999999999999999999'; expected a whole number");
    refused("real: 0x10\n", 1, 7, "'real' is '0x10'; expected a number");
    refused("real: inf\n", 1, 7, "'real' is 'inf'; expected a number");
    refused("real: 1,5\n", 1, 7, "'real' is '1,5'; expected a number");
    refused("real: '1'\n", 1, 7, "'real' is quoted text; expected a number");
    refused("numbers: 1\n", 1, 10,
            "'numbers' is '1'; expected a list: [one, two], or lines that "
            "begin with '- '");
    refused("numbers: [1, [2]]\n", 1, 14,
            "an item of 'numbers' is a list; expected a number");
    refused("name: green\n", 1, 7,
            "unknown name 'green'; expected red or dark-blue");
    refused("name: rde\n", 1, 7, "unknown name 'rde'; did you mean 'red'?");
    refused("names: [red, red]\n", 1, 14, "'red' twice in 'names'");
    refused("items:\n  - {n: 1}\n  - {m: 1}\n", 3, 6,
            "unknown key 'm' in an item of the list; expected n");
    refused("items:\n  - 5\n", 2, 5,
            "an item of the list is '5'; expected 'key: value' pairs");
    refused("txet: 1\n", 1, 1,
            "unknown key 'txet' in the block; did you mean 'text'?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_fills_its_member),
        cmocka_unit_test(wrong_values_are_named_with_what_would_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
