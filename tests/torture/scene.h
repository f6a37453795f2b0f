/* scene.h - every screen of the program, and how to get there.
 *
 * Each is reached at 80x24 from a start without a record, by keys that are
 * bytes of an xterm after smkx.
 */
#ifndef TORTURE_SCENE_H
#define TORTURE_SCENE_H

#include <stddef.h>

struct console;
struct guest;

#define SCENE_HOME      "\033OH"
#define SCENE_UP        "\033OA"
#define SCENE_DOWN      "\033OB"
#define SCENE_RIGHT     "\033OC"
#define SCENE_LEFT      "\033OD"
#define SCENE_PAGE_UP   "\033[5~"
#define SCENE_PAGE_DOWN "\033[6~"

struct scene {
    const char *name;
    const char *command; /* NULL: none, so the map */
    const char *option;  /* before the file, NULL: none */
    const char *makes;   /* a file of the home that the option names, if any */
    const char *file;    /* under tests/data, NULL: none */
    const char *starts;  /* on the first screen, when it is whole */
    const char *keys;    /* from there to the scene */
    const char *shows;   /* when it is reached */
    /* Keys that move about, of which `settle` leaves no trace: with it the
     * scene is as it was, whatever was moved. */
    const char *moves[8];
    const char *settle;
};

extern const struct scene scenes[];
extern const size_t scene_count;

/* The scene of that name; fails when there is none. */
const struct scene *scene_named(const char *name);

/* Starts the program and goes there. ignores_hangup as in console.h. */
struct console *scene_open(const struct scene *scene, struct guest *guest);
struct console *scene_open_nohup(const struct scene *scene,
                                 struct guest *guest);

/* Likewise, with more in its environment: at most five, then NULL. */
struct console *scene_open_with(const struct scene *scene, struct guest *guest,
                                const char *const *variables);

#endif
