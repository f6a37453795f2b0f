/* test_scenes.c - the scenes show every place where keys do something: what
 * is held to be true of every screen is tried at each of them.
 *
 * Seen to fail: with "marked", "find", "figure", "reach", "desk-ask",
 * "talk-jump", "talk-blank", "talk-figure" or "notes" taken out of the lists;
 * each other place has two scenes or more.
 */
#include "screen/stage.h"

#include "base/own_folder.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/scenes.h"

/* All places that the scenes of the list are. */
static unsigned places(enum scene_kind kind)
{
    size_t count;
    const struct scene *list = scenes(kind, &count);
    unsigned seen = 0;

    for (size_t i = 0; i < count; i++) {
        struct stage stage;

        scene_open(&stage, kind, &list[i], (struct stage_options){ 0 });
        seen |= app_where(stage.app);
        stage_close(&stage);
    }
    return seen;
}

/* All where some key does something. */
static unsigned places_with_keys(void)
{
    size_t count;
    const struct action *list = actions(&count);
    unsigned where = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++)
            where |=
                list[i].keys[k].where ? list[i].keys[k].where : list[i].where;
    return where & ~(unsigned)(WHERE_NO_KEY | WHERE_SIGHT);
}

static void they_are_wherever_keys_are(void **state)
{
    unsigned seen = 0;

    (void)state;
    for (int kind = 0; kind < SCENE_KINDS; kind++)
        seen |= places((enum scene_kind)kind);
    if (places_with_keys() & ~seen)
        fail_msg("no scene is at %#x (actions.h)", places_with_keys() & ~seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_wherever_keys_are),
    };

    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
