/* guest.h - an empty home, and the program started in it.
 */
#ifndef UI_GUEST_H
#define UI_GUEST_H

struct console;

struct guest {
    char home[64];
    char home_env[80];
    char lessons_env[512];
    char lesson[512]; /* tests/data/ui/coins.md */
};

/* Set-up and tear-down of a group of tests. */
int guest_make(void **state);
int guest_remove(void **state);

/* `likely learn` on that lesson; variable is "NAME=VALUE" or NULL. */
struct console *guest_start(struct guest *guest, int cols, int rows,
                            const char *variable);

/* Starts any words, the first of them a path. */
struct console *guest_run(struct guest *guest, int cols, int rows,
                          const char *const *argv);

/* Types q and checks that the program ends well. */
void guest_leave(struct console *console);

#endif
