/* What stands behind a lab that has the whole screen waits, and is there in
 * full once it is seen. Seen to fail: with equations judged unseen; with a
 * text that counts as unseen while it has the whole screen. */
#include "screen/stage.h"

#include <stdlib.h>

#include "course/equation.h"
#include "screen/app_state.h"

static bool waits(struct stage *stage)
{
    return equations_waiting(stage->app->study.equations);
}

static void no_equation_is_judged_behind_a_lab(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.1" });
    app_settle(stage.app);
    assert_false(waits(&stage));
    stage_keys(&stage, "tab");
    stage_act(&stage, "set 1 heads 0.25");
    app_settle(stage.app);
    assert_true(waits(&stage));
    assert_false(app_waits(stage.app));
    stage_keys(&stage, "tab");
    app_settle(stage.app);
    assert_false(waits(&stage));
    stage_close(&stage);
}

/* A law: the text does not tell which of the two was in front. */
static void the_text_is_the_same_as_had_it_been_seen(void **state)
{
    struct stage behind, seen;
    char *picture[2];

    (void)state;
    stage_open(&behind, (struct stage_options){ .section = "1.1" });
    stage_open(&seen, (struct stage_options){ .section = "1.1" });
    stage_keys(&behind, "tab");
    stage_act(&behind, "set 2 heads 0.25");
    stage_act(&behind, "label 1 tails");
    app_settle(behind.app);
    stage_keys(&behind, "tab");
    stage_act(&seen, "set 2 heads 0.25");
    stage_act(&seen, "label 1 tails");
    stage_keys(&seen, "tab tab");
    app_settle(behind.app);
    app_settle(seen.app);
    picture[0] = stage_picture(&behind);
    picture[1] = stage_picture(&seen);
    assert_string_equal(picture[0], picture[1]);
    free(picture[0]);
    free(picture[1]);
    stage_close(&behind);
    stage_close(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_equation_is_judged_behind_a_lab),
        cmocka_unit_test(the_text_is_the_same_as_had_it_been_seen),
    };

    return cmocka_run_group_tests_name("behind", tests, NULL, NULL);
}
