/* test_large.c - the talk in large signs, for the last row of a room.
 *
 * To see it fail: have equation_of() in room_panel.c forget what is covered,
 * or let draw_valued() take one row too many.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

/* A product of probabilities; fractions of powers; a line that is broken over
 * others; a derivation; limits where nothing is valued. */
static void large_signs_are_as_they_were(void **state)
{
    static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 160, 45 } };
    static const struct {
        const char *script, *name;
        bool ascii;
    } screens[] = {
        { "large", "large", false },
        { "large", "large-ascii", true },
        { "step 1\nlarge", "large-tall", false },
        { "step 2\nlarge", "large-broken", false },
        { "step 4\nlarge", "large-lines", false },
        { "step 7\nlarge", "large-unread", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t k = 0; k < sizeof screens / sizeof *screens; k++) {
            struct stage stage;
            char path[512];

            snprintf(path, sizeof path, "%s/data/screen/large.md",
                     getenv("LIKELY_TESTS"));
            stage_open(&stage,
                       (struct stage_options){ .section = path,
                                               .cols = sizes[i][0],
                                               .rows = sizes[i][1],
                                               .talk = true,
                                               .ascii = screens[k].ascii });
            stage_script(&stage, screens[k].script);
            stage_golden(&stage, screens[k].name);
            stage_close(&stage);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_signs_are_as_they_were),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
