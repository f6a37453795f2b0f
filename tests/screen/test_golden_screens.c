/* test_golden_screens.c - scripts of actions and the screens they end on.
 *
 * tests/data/screen/NAME.COLSxROWS.txt is the screen behind a list of actions
 * at that size. With UPDATE=1 in the environment it is written instead of
 * compared; then look at what changed.
 */
#include "screen/scenes.h"
#include "screen/stage.h"

static void compare_all(int cols, int rows)
{
    size_t count;
    const struct scene *list = scenes(SCENE_COURSE, &count);

    for (size_t i = 0; i < count; i++) {
        struct stage stage;

        scene_open(&stage, SCENE_COURSE, &list[i],
                   (struct stage_options){ .cols = cols, .rows = rows });
        stage_golden(&stage, list[i].name);
        stage_close(&stage);
    }
}

static void every_screen_at_80_by_24(void **state)
{
    (void)state;
    compare_all(80, 24);
}

static void every_screen_at_100_by_30(void **state)
{
    (void)state;
    compare_all(100, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_at_80_by_24),
        cmocka_unit_test(every_screen_at_100_by_30),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
