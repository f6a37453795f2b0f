/* test_desk_screens.c - the free lab's screens as golden text, at sizes from
 * the smallest to a large one: tests/data/screen/desk-*. Look at what changed
 * before UPDATE=1 is committed.
 */
#include "screen/stage.h"

struct scene {
    const char *name, *file, *script;
    bool ascii;
};

static const struct scene scenes[] = {
    { "desk", "films.csv", "", false },
    { "desk-ascii", "films.csv", "down\nright", true },
    { "desk-typing", "films.csv", "type\npress 4\npress 2", false },
    { "desk-missed", "films.csv", "filter missed", false },
    { "desk-edited", "films.csv",
      "sort loss\nset 1 Positive 0.05\nsoften 2 0.2\nlock 3 1\nunit bits",
      false },
    { "desk-confusion", "films.csv", "view confusion\ndown\nright", false },
    { "desk-reliability", "films.csv", "view reliability", false },
    { "desk-reliability-ascii", "films.csv", "view reliability", true },
    { "desk-worst", "films.csv", "view worst\ndown", false },
    { "desk-write", "films.csv", "write", false },
    { "desk-ask", "films.csv", "set 1 Positive 0.1\nquit", false },
    { "desk-refused", "films.csv", "press esc", false },
    { "desk-ghost", "films.csv", "prompt \"filter mi\"", false },
    { "desk-help", "films.csv", "help", false },
    { "desk-logits", "images.csv", "temperature 2\nexamples 1000", false },
    { "desk-logits-pairs", "images.csv", "view confusion", false },
    { "desk-logits-filter", "images.csv", "filter confused cat ship", false },
};

static void compare_all(int cols, int rows)
{
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct stage stage;

        stage_open(&stage, (struct stage_options){ .section = scenes[i].file,
                                                   .cols = cols,
                                                   .rows = rows,
                                                   .ascii = scenes[i].ascii });
        stage_script(&stage, scenes[i].script);
        stage_golden(&stage, scenes[i].name);
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
