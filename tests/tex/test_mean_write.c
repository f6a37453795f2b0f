/* Random trees, written as TeX and read back: a law, for thousands of seeded
 * trees of every kind that an expression has. What is written also lays out. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tex/reading.h"
#include "tex/scoped.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "tex/mean_write.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

static const char declared[] =
    "domain i = 1..N ; j, k = 1..K\n"
    "data N, K, a, b, c, y_{i,k}, z_i, z'_i, w_k, \\mathcal{D}\n"
    "label gt, pred ; word softmax, KL\n"
    "param \\theta = 1 in [0, 5]\n"
    "f(t) := t^2\n"
    "p(t) := 0.5\n"
    "p(s \\mid t; u) := 0.5\n"
    "q_{\\theta}(t) := \\theta^t\n"
    "KL(s \\| t) := 1\n"
    "softmax(s, t) := s\n"
    "\\hat{y}_{i,k} := y_{i,k}\n"
    "y_{i,gt,pred} := 1\n"
    "k_{gt} := 1\n";

/* A generator of its own, so that a failure can be had again. */
struct dice {
    struct arena *arena;
    uint64_t seed;
};

static unsigned roll(struct dice *dice, unsigned sides)
{
    dice->seed = dice->seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(dice->seed >> 33) % sides;
}

static struct mean *grow(struct dice *dice, int depth);

static struct mean *node_of(struct dice *dice, enum mean_kind kind)
{
    struct mean *node = arena_alloc(dice->arena, sizeof *node);

    node->kind = kind;
    node->decimals = -1;
    return node;
}

static struct mean *name_of(struct dice *dice, const char *key)
{
    struct mean *node = node_of(dice, MEAN_NAME);

    node->name = slice_of(key);
    return node;
}

static struct mean *number(struct dice *dice)
{
    struct mean *node = node_of(dice, MEAN_NUMBER);
    char text[32];

    if (roll(dice, 2)) {
        node->decimals = 1 + (int)roll(dice, 4);
        snprintf(text, sizeof text, "%u.%0*u", roll(dice, 20), node->decimals,
                 roll(dice, 10));
    } else {
        snprintf(text, sizeof text, "%u", roll(dice, 1200));
    }
    node->number = strtod(text, NULL);
    node->percent = roll(dice, 8) == 0;
    if (node->percent)
        node->number /= 100.0;
    return node;
}

static const char *letter(struct dice *dice)
{
    static const char *const letters[] = { "i", "j", "k" };

    return letters[roll(dice, 3)];
}

static void add_item(struct dice *dice, struct mean *node, struct mean *item)
{
    struct mean **items =
        arena_array(dice->arena, node->item_count + 1, sizeof *items);

    for (size_t i = 0; i < node->item_count; i++)
        items[i] = node->items[i];
    items[node->item_count++] = item;
    node->items = items;
}

static struct mean *index_of(struct dice *dice)
{
    switch (roll(dice, 5)) {
    case 0:
        return grow(dice, 2);
    case 1:
        return name_of(dice, "k_{gt}");
    default:
        return name_of(dice, letter(dice));
    }
}

static struct mean *name(struct dice *dice)
{
    static const struct {
        const char *key;
        int items;
    } names[] = { { "a", 0 },           { "b", 0 },
                  { "c", 0 },           { "\\theta", 0 },
                  { "N", 0 },           { "i", 0 },
                  { "y", 2 },           { "z", 1 },
                  { "w", 1 },           { "\\hat{y}", 2 },
                  { "y_{gt,pred}", 1 }, { "k_{gt}", 0 },
                  { "z'", 1 },          { "\\mathcal{D}", 0 },
                  { "f", 0 },           { "z'", 0 } };
    size_t which = roll(dice, sizeof names / sizeof *names);
    struct mean *node = name_of(dice, names[which].key);

    for (int i = 0; i < names[which].items; i++)
        add_item(dice, node, index_of(dice));
    node->primed = names[which].key[1] == '\'';
    node->sort = names[which].key[0] == 'f'   ? NAME_FUNCTION
                 : names[which].key[0] == 'i' ? NAME_INDEX
                                              : NAME_DATA;
    return node;
}

static struct mean *relation(struct dice *dice, int depth)
{
    struct mean *node = node_of(dice, MEAN_RELATION);

    node->relation = (enum mean_relation)roll(dice, REL_COUNT);
    node->first = grow(dice, depth);
    node->second = grow(dice, depth);
    return node;
}

static struct mean *call(struct dice *dice, int depth)
{
    static const struct {
        const char *key;
        enum mean_separator marks[3];
        size_t count;
        bool item;
    } calls[] = {
        { "f", { SEPARATOR_NONE }, 1, false },
        { "q", { SEPARATOR_NONE }, 1, true },
        { "p",
          { SEPARATOR_NONE, SEPARATOR_BAR, SEPARATOR_SEMICOLON },
          3,
          false },
        { "KL", { SEPARATOR_NONE, SEPARATOR_DOUBLE_BAR }, 2, false },
        { "softmax", { SEPARATOR_NONE, SEPARATOR_COMMA }, 2, false },
    };
    size_t which = roll(dice, sizeof calls / sizeof *calls);
    struct mean *node = name_of(dice, calls[which].key);

    node->kind = MEAN_CALL;
    if (calls[which].item)
        add_item(dice, node, name_of(dice, "\\theta"));
    node->argument_count = calls[which].count;
    node->arguments = arena_array(dice->arena, 3, sizeof *node->arguments);
    node->separators = arena_array(dice->arena, 3, sizeof *node->separators);
    for (size_t i = 0; i < node->argument_count; i++) {
        node->separators[i] = calls[which].marks[i];
        node->arguments[i] =
            roll(dice, 6) ? grow(dice, depth) : relation(dice, depth);
    }
    return node;
}

static struct mean *sum(struct dice *dice, enum mean_kind kind, int depth)
{
    struct mean *node = node_of(dice, kind);

    node->name = slice_of(letter(dice));
    node->range = (enum range_kind)roll(dice, RANGE_BARE);
    if (node->range == RANGE_BOUNDS)
        node->from_bound = grow(dice, depth - 1);
    if (node->range == RANGE_BOUNDS || node->range == RANGE_TO)
        node->to_bound = grow(dice, depth - 1);
    if (node->range == RANGE_SET) {
        node->set = node_of(dice, MEAN_SET);
        for (unsigned n = roll(dice, 3); n > 0; n--)
            add_item(dice, node->set, grow(dice, depth - 1));
    }
    node->first = grow(dice, depth);
    return node;
}

static struct mean *cases(struct dice *dice, int depth)
{
    struct mean *node = node_of(dice, MEAN_CASES);

    for (unsigned n = roll(dice, 3) + 1; n > 0; n--) {
        add_item(dice, node, grow(dice, depth));
        add_item(dice, node, n > 1 ? relation(dice, depth) : NULL);
    }
    return node;
}

static struct mean *list(struct dice *dice, int depth)
{
    struct mean *node = node_of(dice, MEAN_LIST);

    for (unsigned n = roll(dice, 2) + 2; n > 0; n--)
        add_item(dice, node,
                 roll(dice, 6) ? grow(dice, depth)
                               : node_of(dice, MEAN_ELLIPSIS));
    return node;
}

static struct mean *binder(struct dice *dice, enum mean_kind kind, int depth)
{
    struct mean *node = node_of(dice, kind);

    node->maximum = roll(dice, 2);
    if (kind == MEAN_OPTIMUM) {
        node->name = slice_of(roll(dice, 2) ? "\\theta" : letter(dice));
    } else if (kind == MEAN_GRADIENT) {
        node->second = name(dice);
    } else if (roll(dice, 2)) {
        node->name = slice_of(letter(dice));
        node->second = name_of(dice, "p");
    } else {
        node->second = call(dice, 1);
    }
    node->first = grow(dice, depth);
    return node;
}

static struct mean *operation(struct dice *dice, enum mean_kind kind, int depth)
{
    struct mean *node = node_of(dice, kind);
    bool second = kind == MEAN_ADD || kind == MEAN_SUBTRACT ||
                  kind == MEAN_MULTIPLY || kind == MEAN_DIVIDE ||
                  kind == MEAN_POWER;

    node->first = grow(dice, depth);
    if (second || ((kind == MEAN_ROOT || kind == MEAN_LOG) && roll(dice, 2)))
        node->second = grow(dice, depth);
    return node;
}

static struct mean *grow(struct dice *dice, int depth)
{
    enum mean_kind kind =
        depth <= 0 ? (enum mean_kind)roll(dice, MEAN_CALL)
                   : (enum mean_kind)(roll(dice, MEAN_TEXT - MEAN_CALL) +
                                      (unsigned)MEAN_CALL);
    struct mean *node;

    depth--;
    switch (kind) {
    case MEAN_NUMBER:
        return number(dice);
    case MEAN_INFINITY:
    case MEAN_EULER:
        return node_of(dice, kind);
    case MEAN_NAME:
        return name(dice);
    case MEAN_CALL:
        return call(dice, depth);
    case MEAN_SUM:
    case MEAN_PRODUCT:
        return sum(dice, kind, depth);
    case MEAN_OPTIMUM:
    case MEAN_EXPECT:
    case MEAN_GRADIENT:
        return binder(dice, kind, depth);
    case MEAN_CASES:
        return cases(dice, depth);
    case MEAN_LIST:
        return list(dice, depth);
    case MEAN_RELATION:
    case MEAN_SET:
    case MEAN_ELLIPSIS:
        return grow(dice, depth);
    default:
        node = operation(dice, kind, depth);
        node->grouped = roll(dice, 8) == 0;
        return node;
    }
}

static void random_trees_read_back_from_what_is_written(void **state)
{
    struct strbuf tex = { 0 }, form = { 0 }, again = { 0 };

    (void)state;
    for (uint64_t seed = 1; seed <= 6000; seed++) {
        struct arena *arena = arena_create();
        const struct scope *scope = scoped(arena, NULL, declared);
        struct dice dice = { arena, seed };
        const struct mean *tree = grow(&dice, 1 + (int)(seed % 6));
        const struct mean_formula *back;

        strbuf_clear(&tex);
        strbuf_clear(&form);
        strbuf_clear(&again);
        mean_write_tex(&tex, tree);
        mean_write_form(&form, tree);
        back = reading_of(arena, scope, slice_of(strbuf_text(&tex)));
        if (back->count > 0)
            mean_write_statement_form(&again, &back->statements[0]);
        if (back->count != 1 || !back->reads ||
            strcmp(strbuf_text(&form), strbuf_text(&again)) != 0) {
            print_error("seed %d: %s\nis     %s\nbut is %s\n", (int)seed,
                        strbuf_text(&tex), strbuf_text(&form),
                        strbuf_text(&again));
            if (back->count > 0 && back->statements[0].fault)
                print_error("%s\n", back->statements[0].fault->text);
            fail();
        }
        arena_destroy(arena);
    }
    strbuf_finish(&tex);
    strbuf_finish(&form);
    strbuf_finish(&again);
}

/* By hand: brackets only where they are needed, or were. */
static void what_is_written_is_as_a_person_would(void **state)
{
    static const struct {
        const char *tex, *written;
    } cases[] = {
        { "a+b c", "a + b c" },
        { "-\\sum_{k=1}^K w_k\\log w_k",
          "-\\sum_{k=1}^{K} w_{k} \\log\\left(w_{k}\\right)" },
        { "(a+b)c", "\\left(a + b\\right) \\cdot c" },
        { "y_{i,gt}^2", "y_{i,\\text{gt}}^{2}" },
        { "p(a|b;c)", "p\\left(a \\mid b; c\\right)" },
        { "argmax_\\theta f(\\theta)",
          "\\arg\\max_{\\theta} f\\left(\\theta\\right)" },
        { "c x'^2", "c \\cdot \\left(x'\\right)^{2}" },
        { "\\operatorname{→} b", "\\operatorname{→} b" },
        { "\\bar\\text{loss}", "\\bar{\\operatorname{loss}}" },
        { "\\mathbf{ab}'_2", "\\mathbf{ab}'_{2}" },
        { "35.7\\%", "35.7\\%" },
        { "softmax(a,b)", "\\operatorname{softmax}\\left(a, b\\right)" },
    };
    struct arena *arena = arena_create();
    const struct scope *scope = scoped(arena, NULL, declared);
    const struct mean_formula *words;
    struct strbuf text = { 0 };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf out = { 0 };

        mean_write_tex(&out, scoped_read(arena, scope, cases[i].tex));
        assert_string_equal(strbuf_text(&out), cases[i].written);
        strbuf_finish(&out);
    }

    /* Behind words a bracket would be the argument of what stands before. */
    words = reading_of(arena, scope, slice_of("\\text{so says } f i^2"));
    mean_write_tex(&text, words->statements[0].sides[0]);
    assert_string_equal(strbuf_text(&text), "\\text{so says} f i^{2}");
    strbuf_finish(&text);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_trees_read_back_from_what_is_written),
        cmocka_unit_test(what_is_written_is_as_a_person_would),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
