#include "ui/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/console.h"
#include "support/test.h"

int place_make(void **state)
{
    struct place *place = calloc(1, sizeof *place);

    snprintf(place->home, sizeof place->home, "/tmp/likely-test-XXXXXX");
    if (!mkdtemp(place->home))
        return -1;
    snprintf(place->home_env, sizeof place->home_env, "HOME=%s", place->home);
    snprintf(place->lessons_env, sizeof place->lessons_env, "LIKELY_LESSONS=%s",
             getenv("LIKELY_LESSONS"));
    snprintf(place->lesson, sizeof place->lesson, "%s/data/ui/coins.md",
             getenv("LIKELY_TESTS"));
    *state = place;
    return 0;
}

int place_remove(void **state)
{
    struct place *place = *state;
    char command[128];
    int status;

    snprintf(command, sizeof command, "rm -rf %s", place->home);
    status = system(command);
    free(place);
    return status;
}

static struct console *run(struct place *place, int cols, int rows,
                           const char *const *argv, const char *variable)
{
    const char *env[] = { place->home_env, place->lessons_env, variable, NULL };

    return console_start((struct console_options){
        .cols = cols, .rows = rows, .argv = argv, .env = env });
}

struct console *place_start(struct place *place, int cols, int rows,
                            const char *variable)
{
    const char *argv[] = { LIKELY, "learn", place->lesson, NULL };

    return run(place, cols, rows, argv, variable);
}

struct console *place_run(struct place *place, int cols, int rows,
                          const char *const *argv)
{
    return run(place, cols, rows, argv, NULL);
}

void place_leave(struct console *console)
{
    console_type(console, "q");
    assert_int_equal(console_finish(console), 0);
}
