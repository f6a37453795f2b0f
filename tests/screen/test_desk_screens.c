/* test_desk_screens.c - the free lab's screens as golden text, at sizes from
 * the smallest to a large one: tests/data/screen/desk-*. Look at what changed
 * before UPDATE=1 is committed.
 */
#include "screen/scenes.h"
#include "screen/stage.h"

static void compare_all(int cols, int rows)
{
    size_t count;
    const struct scene *list = scenes(SCENE_FILE, &count);

    for (size_t i = 0; i < count; i++) {
        struct stage stage;

        scene_open(&stage, SCENE_FILE, &list[i],
                   (struct stage_options){ .cols = cols, .rows = rows });
        stage_golden(&stage, list[i].name);
        stage_close(&stage);
    }
}

static void every_screen_at_40_by_12(void **state)
{
    (void)state;
    compare_all(40, 12);
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

static void every_screen_at_160_by_45(void **state)
{
    (void)state;
    compare_all(160, 45);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_at_40_by_12),
        cmocka_unit_test(every_screen_at_80_by_24),
        cmocka_unit_test(every_screen_at_100_by_30),
        cmocka_unit_test(every_screen_at_160_by_45),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
