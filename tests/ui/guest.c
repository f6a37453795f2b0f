#include "ui/guest.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/console.h"
#include "support/test.h"

int guest_make(void **state)
{
    struct guest *guest = calloc(1, sizeof *guest);

    snprintf(guest->home, sizeof guest->home, "/tmp/likely-test-XXXXXX");
    if (!mkdtemp(guest->home))
        return -1;
    snprintf(guest->home_env, sizeof guest->home_env, "HOME=%s", guest->home);
    snprintf(guest->lessons_env, sizeof guest->lessons_env, "LIKELY_LESSONS=%s",
             getenv("LIKELY_LESSONS"));
    snprintf(guest->lesson, sizeof guest->lesson, "%s/data/ui/coins.md",
             getenv("LIKELY_TESTS"));
    *state = guest;
    return 0;
}

int guest_remove(void **state)
{
    struct guest *guest = *state;
    char command[128];
    int status;

    snprintf(command, sizeof command, "rm -rf %s", guest->home);
    status = system(command);
    free(guest);
    return status;
}

static struct console *run(struct guest *guest, int cols, int rows,
                           const char *const *argv, const char *variable)
{
    const char *env[] = { guest->home_env, guest->lessons_env, variable, NULL };

    return console_start((struct console_options){
        .cols = cols, .rows = rows, .argv = argv, .env = env });
}

struct console *guest_start(struct guest *guest, int cols, int rows,
                            const char *variable)
{
    const char *argv[] = { LIKELY, "learn", guest->lesson, NULL };

    return run(guest, cols, rows, argv, variable);
}

struct console *guest_run(struct guest *guest, int cols, int rows,
                          const char *const *argv)
{
    return run(guest, cols, rows, argv, NULL);
}

void guest_leave(struct console *console)
{
    console_type(console, "q");
    assert_int_equal(console_finish(console), 0);
}
