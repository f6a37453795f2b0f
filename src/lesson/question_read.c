#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "lesson/block.h"
#include "lesson/fenced.h"
#include "lesson/lab_parts.h"
#include "lesson/lesson.h"
#include "lesson/yaml_schema.h"

/* Figures that may be locked, and the methods of a fit. */
static const char *const figures[] = { "plot",     "sample", "fit", "newton",
                                       "gradient", "lbfgs",  NULL };

enum {
    CHOICES_MAX = 26,
    ORDER_MAX = 26,
    STEPS_MAX = 100,
    SLIPS_MAX = 100,
    HINTS_MAX = 100,
    PLAY_MAX = 1000
};

/* What the table fills: the block's own members, and those that need a second
 * look. */
struct both {
    struct question_block question;
    struct yaml_tree *locks, *vary, *play;
};

#define CHOICE(key)   offsetof(struct question_choice, key)
#define STEP(key)     offsetof(struct question_step, key)
#define SLIP(key)     offsetof(struct question_slip, key)
#define QUESTION(key) offsetof(struct both, question.key)

static const struct schema_key choice_keys[] = {
    { .name = "text",
      .type = SCHEMA_PROSE,
      .required = true,
      .at = CHOICE(text) },
    { .name = "right", .type = SCHEMA_BOOL, .at = CHOICE(right) },
    { .name = "because",
      .type = SCHEMA_PROSE,
      .required = true,
      .at = CHOICE(because) },
    { .name = "proof", .type = SCHEMA_TEX, .at = CHOICE(proof) },
    { .name = NULL },
};

static const struct schema choice_schema = { "a choice", choice_keys,
                                             sizeof(struct question_choice),
                                             CHOICE(line) };

static const struct schema_key slip_keys[] = {
    { .name = "when", .type = SCHEMA_TEX, .required = true, .at = SLIP(when) },
    { .name = "say", .type = SCHEMA_PROSE, .required = true, .at = SLIP(say) },
    { .name = NULL },
};

static const struct schema slip_schema = { "a slip", slip_keys,
                                           sizeof(struct question_slip),
                                           SLIP(line) };

static const struct schema_key step_keys[] = {
    { .name = "show", .type = SCHEMA_PROSE, .at = STEP(show) },
    { .name = "ask", .type = SCHEMA_PROSE, .at = STEP(ask) },
    { .name = "answer", .type = SCHEMA_TEX, .at = STEP(answer) },
    { .name = "because", .type = SCHEMA_PROSE, .at = STEP(because) },
    { .name = "slips",
      .type = SCHEMA_MAPS,
      .at = STEP(slips),
      .count_at = STEP(slip_count),
      .most = SLIPS_MAX,
      .sub = &slip_schema },
    { .name = NULL },
};

static const struct schema step_schema = { "a step", step_keys,
                                           sizeof(struct question_step),
                                           STEP(line) };

static const struct schema_key question_keys[] = {
    { .name = "ask",
      .type = SCHEMA_PROSE,
      .required = true,
      .at = QUESTION(ask) },
    { .name = "first", .type = SCHEMA_BOOL, .at = QUESTION(first) },
    { .name = "locks",
      .type = SCHEMA_TREE,
      .at = offsetof(struct both, locks) },
    { .name = "choices",
      .type = SCHEMA_MAPS,
      .at = QUESTION(choices),
      .count_at = QUESTION(choice_count),
      .sub = &choice_schema },
    { .name = "answer", .type = SCHEMA_TEX, .at = QUESTION(answer) },
    { .name = "within",
      .type = SCHEMA_NUMBER,
      .at = QUESTION(within),
      .low = 0,
      .high = 1e300 },
    { .name = "reach", .type = SCHEMA_TEX, .at = QUESTION(reach) },
    { .name = "order",
      .type = SCHEMA_PROSES,
      .at = QUESTION(order),
      .count_at = QUESTION(order_count) },
    { .name = "steps",
      .type = SCHEMA_MAPS,
      .at = QUESTION(steps),
      .count_at = QUESTION(step_count),
      .most = STEPS_MAX,
      .sub = &step_schema },
    { .name = "vary", .type = SCHEMA_TREE, .at = offsetof(struct both, vary) },
    { .name = "slips",
      .type = SCHEMA_MAPS,
      .at = QUESTION(slips),
      .count_at = QUESTION(slip_count),
      .most = SLIPS_MAX,
      .sub = &slip_schema },
    { .name = "hints",
      .type = SCHEMA_PROSES,
      .at = QUESTION(hints),
      .count_at = QUESTION(hint_count),
      .most = HINTS_MAX },
    { .name = "why", .type = SCHEMA_PROSE, .at = QUESTION(why) },
    { .name = "play", .type = SCHEMA_TREE, .at = offsetof(struct both, play) },
    { .name = NULL },
};

static const struct schema question_schema = {
    "the 'question' block", question_keys, sizeof(struct both), SCHEMA_NO_LINE
};

static char *words_of(struct reader *reader, struct spans spans)
{
    struct strbuf text = { 0 };
    char *copy;

    spans_text(spans, &text);
    copy = arena_text(reader->arena, strbuf_text(&text), text.len);
    strbuf_finish(&text);
    return copy;
}

/* Exactly one of the five keys says what kind of question it is. */
static bool read_kind(struct reader *reader, const struct yaml_tree *tree,
                      struct question_block *question)
{
    static const char *const kinds[] = { "choices", "answer", "reach", "order",
                                         "steps" };
    struct yaml_tree *found = NULL;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct yaml_tree *node = yaml_tree_get(tree, kinds[i]);

        if (!node)
            continue;
        if (found)
            return reader_fail(reader, node->key_place,
                               "'%s' beside '%.*s'; a question has one of "
                               "choices, answer, reach, order and steps",
                               kinds[i], SLICE_ARG(found->key));
        found = node;
        question->kind = (enum question_kind)i;
    }
    if (!found)
        return reader_fail(reader, tree->place,
                           "the 'question' block has none of choices, answer, "
                           "reach, order and steps; it needs one");
    if (found->kind == YAML_TREE_LIST && found->count < 2)
        return reader_fail(reader, found->place,
                           "'%.*s' has %zu item%s; expected at least 2",
                           SLICE_ARG(found->key), found->count,
                           found->count == 1 ? "" : "s");
    return true;
}

/* An explanation that stands on the page can point at a number there. */
static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

static bool check_choice(struct reader *reader, const struct yaml_tree *node,
                         char **because, size_t i)
{
    struct yaml_tree *key = yaml_tree_get(node, "because");

    for (size_t j = 0; j < i; j++)
        if (strcmp(because[i], because[j]) == 0)
            return reader_fail(reader, key->place,
                               "this 'because' is that of choice %zu; each "
                               "explains its own choice",
                               j + 1);
    if (!has_digit(because[i]))
        reader_warn(reader, key->place,
                    "this 'because' names no number; point at one on the page");
    return true;
}

static bool check_choices(struct reader *reader, const struct yaml_tree *tree,
                          const struct question_block *question)
{
    struct yaml_tree *list = yaml_tree_get(tree, "choices"), *node;
    char *because[CHOICES_MAX];
    size_t right = 0, i = 0;

    if (!list)
        return true;
    if (question->choice_count > CHOICES_MAX)
        return reader_fail(reader, list->place, "%zu choices; at most %d",
                           question->choice_count, CHOICES_MAX);
    for (node = list->first; node; node = node->next, i++) {
        because[i] = words_of(reader, question->choices[i].because);
        if (!check_choice(reader, node, because, i))
            return false;
        if (question->choices[i].right && right++ > 0)
            return reader_fail(reader, yaml_tree_get(node, "right")->key_place,
                               "a second right choice; exactly one is right");
    }
    if (right == 0)
        return reader_fail(reader, list->key_place,
                           "no choice is right; give one 'right: true'");
    return true;
}

static bool check_order(struct reader *reader, const struct yaml_tree *tree,
                        const struct question_block *question)
{
    return question->order_count <= ORDER_MAX ||
           reader_fail(reader, yaml_tree_get(tree, "order")->place,
                       "%zu lines to be put in order; at most %d",
                       question->order_count, ORDER_MAX);
}

static bool check_steps(struct reader *reader, const struct yaml_tree *tree,
                        const struct question_block *question)
{
    struct yaml_tree *list = yaml_tree_get(tree, "steps"), *node;
    size_t asked = 0;

    if (!list)
        return true;
    for (node = list->first; node; node = node->next) {
        bool show = yaml_tree_get(node, "show") != NULL;
        bool ask = yaml_tree_get(node, "ask") != NULL;
        bool answer = yaml_tree_get(node, "answer") != NULL;

        if (show && (ask || answer || yaml_tree_get(node, "because") ||
                     yaml_tree_get(node, "slips")))
            return reader_fail(reader, node->place,
                               "a step that is shown has no key but 'show'");
        if (!show && (!ask || !answer))
            return reader_fail(reader, node->place,
                               "a step has either 'show', or 'ask' and "
                               "'answer'");
        asked += ask;
    }
    if (asked > 0 || question->step_count == 0)
        return true;
    return reader_fail(reader, list->key_place,
                       "every step is shown; ask for one at least");
}

static bool read_vary(struct reader *reader, const struct yaml_tree *node,
                      struct question_block *question)
{
    if (!node)
        return true;
    if (node->kind != YAML_TREE_MAP || node->count == 0)
        return reader_fail(reader, node->place,
                           "'vary' is no map; expected 'name: [value, ...]'");
    question->vary =
        arena_array(reader->arena, node->count, sizeof *question->vary);
    for (struct yaml_tree *item = node->first; item; item = item->next) {
        struct question_vary *vary = &question->vary[question->vary_count++];

        vary->name = item->key.at;
        if (!schema_numbers(reader, item, &vary->values, &vary->count))
            return false;
        if (vary->count == 0)
            return reader_fail(reader, item->place, "'%s' is empty",
                               vary->name);
    }
    return true;
}

/* Actions stay text: only screen/ knows them all. */
static bool read_play(struct reader *reader, const struct yaml_tree *node,
                      struct question_block *question)
{
    if (!node)
        return true;
    if (node->kind != YAML_TREE_LIST || node->count == 0 ||
        node->count > PLAY_MAX)
        return reader_fail(reader, node->place,
                           "'play' is no list of actions, such as "
                           "[examples 1000, format float32]");
    question->play =
        arena_array(reader->arena, node->count, sizeof *question->play);
    for (struct yaml_tree *item = node->first; item; item = item->next) {
        struct question_action *action =
            &question->play[question->play_count++];
        const char *text;

        if (!schema_text(reader, item, &text))
            return false;
        if (strchr(text, '\n'))
            return reader_fail(reader, item->place,
                               "an action of several lines; one a list item");
        action->text = slice_trim(item->text);
        action->line = item->place.line;
        action->column = item->place.column;
    }
    return true;
}

static bool check_alone(struct reader *reader, const struct yaml_tree *tree,
                        const char *key, const char *needs)
{
    struct yaml_tree *node = yaml_tree_get(tree, key);

    if (!node || yaml_tree_get(tree, needs))
        return true;
    return reader_fail(reader, node->key_place, "'%s' without '%s'", key,
                       needs);
}

static const char *listed(struct slice word, const char *const *names)
{
    for (; *names; names++)
        if (slice_is(word, *names))
            return *names;
    return NULL;
}

/* Levers of the lab, by their kind or a parameter's name, and figures. */
static bool read_locks(struct reader *reader, const struct yaml_tree *node,
                       struct question_block *question)
{
    if (!node)
        return true;
    if (node->kind != YAML_TREE_LIST || node->count == 0)
        return reader_fail(reader, node->place,
                           "'locks' is no list of lever names");
    question->locks =
        arena_array(reader->arena, node->count, sizeof *question->locks);
    for (struct yaml_tree *item = node->first; item; item = item->next) {
        const char *text, *known;

        if (!schema_text(reader, item, &text))
            return false;
        known = listed(item->text, lab_block_levers);
        if (!known)
            known = listed(item->text, figures);
        if (!known && !lab_parts_is_number(reader, item->text))
            return reader_fail(reader, item->place,
                               "unknown lever '%s'; %s, a parameter, plot, "
                               "sample or fit",
                               text,
                               reader_hint(reader, item->text,
                                           lab_block_levers));
        question->locks[question->lock_count++] = known ? known : text;
    }
    return true;
}

/* A tolerance is for what is typed. */
static bool check_within(struct reader *reader, const struct yaml_tree *tree)
{
    return yaml_tree_get(tree, "steps") ||
           check_alone(reader, tree, "within", "answer");
}

static bool check_id(struct reader *reader, const struct fenced *fenced)
{
    struct slice rest = fenced->name, word;
    struct lesson *lesson = reader->lesson;
    const char *id = slice_text(reader->arena, fenced->name);

    if (!slice_word(&rest, &word))
        return reader_fail(reader, fenced->place,
                           "a question without an id; write ```question ID");
    if (word.len != fenced->name.len)
        return reader_fail(reader, fenced->place,
                           "the question's id '%s' is not one word", id);
    for (size_t i = 0; i < lesson->question_count; i++) {
        const struct question_block *old = lesson->questions[i]->question;

        if (strcmp(old->id, id) == 0)
            return reader_fail(reader, fenced->place,
                               "a second question '%s'; the first is in line "
                               "%d",
                               id, old->line);
    }
    return true;
}

bool question_read(struct reader *reader, struct fenced *fenced,
                   struct block *block)
{
    struct lesson *lesson = reader->lesson;
    struct both *both = arena_alloc(reader->arena, sizeof *both);
    struct question_block *question = &both->question;
    struct yaml_tree *tree;

    block->question = question;
    question->line = fenced->place.line;
    if (!check_id(reader, fenced))
        return false;
    question->id = slice_text(reader->arena, fenced->name);
    tree = yaml_tree_read(reader, &fenced->map, question_schema.what,
                          fenced->place);
    if (!tree ||
        !schema_read(reader, &fenced->map, &question_schema, tree, both) ||
        !read_kind(reader, tree, question) ||
        !check_choices(reader, tree, question) ||
        !check_order(reader, tree, question) ||
        !check_steps(reader, tree, question) || !check_within(reader, tree) ||
        !check_alone(reader, tree, "locks", "first") ||
        !read_locks(reader, both->locks, question) ||
        !read_vary(reader, both->vary, question) ||
        !read_play(reader, both->play, question))
        return false;
    *vec_push_in(reader->arena, lesson->questions, lesson->question_count,
                 reader->question_cap) = block;
    return true;
}
