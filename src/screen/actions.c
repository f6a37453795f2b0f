#include "screen/actions.h"

#include <string.h>

static const char *const argument_names[] = {
    [ARGUMENT_NONE] = "",           [ARGUMENT_ROW] = "ROW",
    [ARGUMENT_CLASS] = "CLASS",     [ARGUMENT_NUMBER] = "X",
    [ARGUMENT_COUNT] = "N",         [ARGUMENT_FORMAT] = "FORMAT",
    [ARGUMENT_UNIT] = "UNIT",       [ARGUMENT_THEME] = "THEME",
    [ARGUMENT_SECTION] = "SECTION", [ARGUMENT_QUESTION] = "ID",
    [ARGUMENT_CHOICE] = "CHOICE",   [ARGUMENT_NAME] = "NAME",
    [ARGUMENT_READING] = "READING", [ARGUMENT_FILE] = "FILE",
    [ARGUMENT_TEXT] = "TEXT",       [ARGUMENT_KEY] = "KEY",
};

const char *argument_name(enum argument argument)
{
    return argument_names[argument];
}

const struct action *action_find(struct slice name)
{
    size_t count;
    const struct action *list = actions(&count);

    for (size_t i = 0; i < count; i++)
        if (slice_is(name, list[i].name))
            return &list[i];
    return NULL;
}

/* Letters to change, leave out or put in: Wagner and Fischer's table, a row
 * at a time. Names are short; what is longer is far from all of them. */
size_t action_distance(struct slice a, const char *b)
{
    size_t row[32], n = strlen(b);

    if (a.len > 24 || n > 24)
        return 99;
    for (size_t k = 0; k <= n; k++)
        row[k] = k;
    for (size_t i = 0; i < a.len; i++) {
        size_t corner = row[0];

        row[0] = i + 1;
        for (size_t k = 0; k < n; k++) {
            size_t best = corner + (a.at[i] != b[k]);

            corner = row[k + 1];
            if (row[k] + 1 < best)
                best = row[k] + 1;
            if (corner + 1 < best)
                best = corner + 1;
            row[k + 1] = best;
        }
    }
    return row[n];
}

const struct action *action_near(struct slice name)
{
    size_t count;
    const struct action *list = actions(&count);
    const struct action *best = NULL;
    size_t least = 3;

    for (size_t i = 0; i < count; i++) {
        size_t far = action_distance(name, list[i].name);

        if (far < least) {
            least = far;
            best = &list[i];
        }
    }
    return best;
}

const struct action *action_of_key(uint32_t press, unsigned where,
                                   const struct action_key **key)
{
    size_t count;
    const struct action *list = actions(&count);

    for (size_t i = 0; i < count; i++) {
        const struct action *action = &list[i];

        if (!(action->where & where))
            continue;
        for (size_t k = 0; k < ACTION_KEYS && action->keys[k].press; k++)
            if (action->keys[k].press == press &&
                (!action->keys[k].where || action->keys[k].where & where)) {
                *key = &action->keys[k];
                return action;
            }
    }
    return NULL;
}
