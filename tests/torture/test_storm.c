/* Three hundred sizes in a storm, from 1x1 to 300x100, with keys in between, at
 * every screen: a seed each. What is on the screen after it is what a fresh
 * start shows, and drawn in full: an emulator that saw nothing of before has
 * it.
 *
 * Seen to fail: without the clearok() at a new size the emulator lacks rows;
 * without add_region() a screen that grew scrolls in its upper part only. */
#include "support/console.h"

#include <signal.h>
#include <sys/wait.h>

#include "num/rng.h"
#include "support/test.h"
#include "torture/audit.h"
#include "torture/scene.h"
#include "ui/guest.h"

enum { SIZES = 300, COLS_MAX = 300, ROWS_MAX = 100 };

struct storm {
    struct console *console;
    const struct scene *scene;
    struct rng rng;
};

static int below(struct storm *storm, int n)
{
    return (int)rng_below(&storm->rng, (uint64_t)n);
}

/* A tenth are the least size, a tenth tiny, a twentieth the largest. */
static void resize_at_random(struct storm *storm)
{
    int kind = below(storm, 20);

    if (kind < 2)
        console_resize(storm->console, 1, 1);
    else if (kind < 4)
        console_resize(storm->console, 1 + below(storm, 11),
                       1 + below(storm, 5));
    else if (kind < 5)
        console_resize(storm->console, COLS_MAX, ROWS_MAX);
    else
        console_resize(storm->console, 1 + below(storm, COLS_MAX),
                       1 + below(storm, ROWS_MAX));
}

static void type_at_random(struct storm *storm)
{
    int n = 0;

    while (storm->scene->moves[n])
        n++;
    console_type(storm->console, storm->scene->moves[below(storm, n)]);
}

static void storm_over_a_screen(void **state)
{
    struct storm storm = { .scene = *state };
    struct guest *guest;
    struct console *fresh;

    rng_seed(&storm.rng, (uint64_t)(storm.scene - scenes) + 1);
    assert_int_equal(guest_make((void **)&guest), 0);
    fresh = scene_open(storm.scene, guest);
    console_type(fresh, storm.scene->settle);
    storm.console = scene_open(storm.scene, guest);
    console_blind(storm.console);
    for (int i = 0; i < SIZES; i++) {
        resize_at_random(&storm);
        if (below(&storm, 2))
            type_at_random(&storm);
        /* Some sizes are drawn in full, some in part, some never seen. */
        if (below(&storm, 3) == 0)
            console_taken(storm.console);
        else
            console_pump(storm.console, below(&storm, 4));
    }
    console_resize(storm.console, 80, 24);
    console_type(storm.console, "\f"); /* asks for the size, now */
    console_type(storm.console, storm.scene->settle);
    console_taken(storm.console);
    console_resize(storm.console, 120, 40);
    console_taken(storm.console);
    console_resize(storm.console, 80, 24);
    console_sight(storm.console);
    console_expect_same(storm.console, fresh);
    console_signal(fresh, SIGTERM);
    console_finish(fresh);
    console_signal(storm.console, SIGTERM);
    console_end(storm.console);
    audit_console(storm.console);
    assert_true(WIFSIGNALED(console_finish(storm.console)));
    guest_remove((void **)&guest);
}

int main(void)
{
    struct CMUnitTest tests[64] = { 0 };

    assert_true(scene_count < sizeof tests / sizeof *tests);
    for (size_t i = 0; i < scene_count; i++)
        tests[i] = (struct CMUnitTest){ .name = scenes[i].name,
                                        .test_func = storm_over_a_screen,
                                        .initial_state = (void *)&scenes[i] };
    return _cmocka_run_group_tests("storm", tests, scene_count, NULL, NULL);
}
