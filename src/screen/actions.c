#include "screen/actions.h"

#include <assert.h>

#include "lesson/near.h"

enum { ACTIONS_MAX = 128 };

static const char *const argument_names[] = {
    [ARGUMENT_NONE] = "",           [ARGUMENT_ROW] = "ROW",
    [ARGUMENT_CLASS] = "CLASS",     [ARGUMENT_NUMBER] = "X",
    [ARGUMENT_COUNT] = "N",         [ARGUMENT_FORMAT] = "FORMAT",
    [ARGUMENT_UNIT] = "UNIT",       [ARGUMENT_THEME] = "THEME",
    [ARGUMENT_SECTION] = "SECTION", [ARGUMENT_QUESTION] = "ID",
    [ARGUMENT_CHOICE] = "CHOICE",   [ARGUMENT_NAME] = "NAME",
    [ARGUMENT_READING] = "READING", [ARGUMENT_FILE] = "FILE",
    [ARGUMENT_ANSWER] = "ANSWER",   [ARGUMENT_TEXT] = "TEXT",
    [ARGUMENT_KEY] = "KEY",         [ARGUMENT_WAY] = "WAY",
    [ARGUMENT_LETTER] = "LETTER",   [ARGUMENT_DEED] = "WHAT",
    [ARGUMENT_OF_DEED] = "X",       [ARGUMENT_VIEW] = "VIEW",
    [ARGUMENT_ORDER] = "ORDER",     [ARGUMENT_FILTER] = "WHICH",
    [ARGUMENT_OVER] = "over",       [ARGUMENT_ON] = "on",
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

const struct action *action_near(struct slice name)
{
    const char *names[ACTIONS_MAX + 1] = { NULL };
    const char *near;
    size_t count;
    const struct action *list = actions(&count);

    assert(count <= ACTIONS_MAX);
    for (size_t i = 0; i < count; i++)
        names[i] = list[i].name;
    near = near_name(name, names);
    return near ? action_find(slice_of(near)) : NULL;
}

bool action_only_of_talk(const struct action *action)
{
    return !(action->where &
             ~(unsigned)(WHERE_LECTURE | WHERE_SIGHT | WHERE_NO_KEY)) &&
           action->where & WHERE_LECTURE;
}

bool action_of_talk(const struct action *action)
{
    return action->where &
           (WHERE_LECTURE | WHERE_LAB | WHERE_MAP | WHERE_NO_KEY | WHERE_HELP |
            WHERE_ASK | WHERE_PROMPT);
}

bool action_of_course(const struct action *action)
{
    return !(action->where & WHERE_FILE) ||
           action->where & ~(unsigned)(WHERE_FILE | WHERE_SIGHT | WHERE_ASK);
}

bool action_of_desk(const struct action *action)
{
    return action->where & (WHERE_FILE | WHERE_HELP | WHERE_FIELD | WHERE_ASK);
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
