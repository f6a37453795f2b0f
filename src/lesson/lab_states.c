/* lab_states.c - lab_parts_states() of lab_parts.h: what a lecturer can put the
 * lab into. */
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "lesson/lab_parts.h"
#include "lesson/yaml_schema.h"

/* The actions of a list in one text. */
static bool read_actions(struct raw_lab *raw, const struct yaml_tree *list,
                         struct lab_block_state *out)
{
    struct strbuf text = { 0 };
    bool fine = true;

    for (struct yaml_tree *item = list->first; item && fine;
         item = item->next) {
        const char *action;

        fine = schema_text(raw->reader, item, &action);
        if (fine && strpbrk(action, ";\n"))
            fine = reader_fail(raw->reader, item->place,
                               "an action with ';' or of several lines; one a "
                               "list item");
        if (fine)
            strbuf_printf(&text, "%s%s", text.len ? "; " : "", action);
    }
    if (fine)
        out->actions = (struct slice){ arena_text(raw->reader->arena,
                                                  strbuf_text(&text), text.len),
                                       text.len };
    strbuf_finish(&text);
    return fine;
}

bool lab_parts_states(struct raw_lab *raw)
{
    struct lab_block *lab = raw->lab;
    struct yaml_tree *node = raw->states;

    if (!node)
        return true;
    if (node->kind != YAML_TREE_MAP || node->count == 0 ||
        node->count > LAB_BLOCK_STATES_MAX)
        return lab_parts_fail(
            raw, "states",
            "'states' is no map of up to eight names to lists "
            "of actions, such as {sure: [set 1 1 0.99]}");
    lab->states =
        arena_array(raw->reader->arena, node->count, sizeof *lab->states);
    for (node = node->first; node; node = node->next) {
        struct lab_block_state *state = &lab->states[lab->state_count++];

        state->name = slice_text(raw->reader->arena, node->key);
        if (node->kind != YAML_TREE_LIST || node->count == 0)
            return reader_fail(raw->reader, node->place,
                               "state '%s' is no list of actions", state->name);
        state->line = node->first->place.line;
        state->column = node->first->place.column;
        if (!read_actions(raw, node, state))
            return false;
    }
    return true;
}
