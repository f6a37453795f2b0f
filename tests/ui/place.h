/* place.h - an empty home, and the program started in it.
 */
#ifndef UI_PLACE_H
#define UI_PLACE_H

struct console;

struct place {
    char home[64];
    char home_env[80];
    char lessons_env[512];
    char lesson[512]; /* tests/data/ui/coins.md */
};

/* Set-up and tear-down of a group of tests. */
int place_make(void **state);
int place_remove(void **state);

/* `likely learn` on that lesson; variable is "NAME=VALUE" or NULL. */
struct console *place_start(struct place *place, int cols, int rows,
                            const char *variable);

/* Starts any words, the first of them a path. */
struct console *place_run(struct place *place, int cols, int rows,
                          const char *const *argv);

/* Types q and checks that the program ends well. */
void place_leave(struct console *console);

#endif
