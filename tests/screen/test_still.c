/* test_still.c - where nothing is to move by itself, nothing does.
 *
 * Keys of every kind at every scene: no verdict asks to be woken.
 */
#include "screen/stage.h"

#include <stdlib.h>
#include <string.h>

#include "base/own_folder.h"
#include "num/rng.h"
#include "screen/scenes.h"

static const uint32_t starting[6] = { PRESS_ENTER, 'r',        'R',
                                      ' ',         PRESS_DOWN, '2' };

static void walk(enum scene_kind kind, const struct scene *scene, size_t seed,
                 bool still, int *woken)
{
    struct stage stage;
    struct rng rng;

    rng_seed(&rng, seed);
    scene_open(&stage, kind, scene,
               (struct stage_options){
                   .cols = 80, .rows = 24, .still = still });
    for (int k = 0; k < 40; k++) {
        /* Any key, and more often those that answer and that run a fit. */
        struct event event = { .kind = EVENT_KEY,
                               .press = rng_below(&rng, 3)
                                            ? starting[rng_below(&rng, 6)]
                                            : stage_any_key(&rng) };

        stage.verdict = app_handle(stage.app, &event);
        *woken += stage.verdict.wake_ms > 0;
        if (still && stage.verdict.wake_ms > 0)
            fail_msg("%s: key %d asks to be woken", scene->name, k + 1);
    }
    stage_close(&stage);
}

static int walk_all(bool still)
{
    int woken = 0;

    /* The others have a clock. */
    for (int kind = 0; kind <= SCENE_TALK; kind++) {
        size_t count;
        const struct scene *list = scenes((enum scene_kind)kind, &count);

        for (size_t i = 0; i < count; i++)
            for (size_t seed = 1; seed <= 2; seed++)
                walk((enum scene_kind)kind, &list[i], seed, still, &woken);
    }
    return woken;
}

static void nothing_moves_by_itself(void **state)
{
    (void)state;
    assert_int_equal(walk_all(true), 0);
}

/* Else the keys would show nothing. */
static void which_these_keys_would_make_it(void **state)
{
    (void)state;
    assert_true(walk_all(false) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_moves_by_itself),
        cmocka_unit_test(which_these_keys_would_make_it),
    };

    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
