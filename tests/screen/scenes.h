/* scenes.h - screens of every kind, each as the actions that lead to it.
 *
 * Those of the course and of a file are kept as golden text under their names
 * (test_golden_screens.c, test_desk_screens.c); laws that hold on every screen
 * walk through them all.
 */
#ifndef SCENES_H
#define SCENES_H

#include <stdbool.h>
#include <stddef.h>

#include "screen/stage.h"

enum scene_kind {
    SCENE_COURSE,
    SCENE_FILE,
    SCENE_TALK,
    SCENE_NOTES, /* no talk is on */
    SCENE_TOLD,  /* a talk told again, whose clock stands at its beginning */
    SCENE_KINDS
};

/* section NULL: the map; NAME.md: a lesson of tests/data/screen, outside of
 * its course; NAME.csv: the free lab on it. The last action of the script may
 * be refused; of a talk told again it is a list of keys. */
struct scene {
    const char *name, *section, *script;
    bool ascii;
};

/* The list of a kind, and how many there are. */
const struct scene *scenes(enum scene_kind kind, size_t *count);

/* Opens the screen of a scene of that kind; of the options those count that a
 * scene does not settle. */
void scene_open(struct stage *stage, enum scene_kind kind,
                const struct scene *scene, struct stage_options options);

/* Opens every scene of every kind as scene_open() does and has it looked
 * at. */
void scenes_visit(struct stage_options options,
                  void (*look)(struct stage *stage, const char *name));

#endif
