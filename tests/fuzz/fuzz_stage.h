/* fuzz_stage.h - the program without a terminal, made anew for each input.
 *
 * The course is that of tests/data/screen. No input can write a file: what
 * could name one outside of an empty folder is not let through.
 */
#ifndef FUZZ_FUZZ_STAGE_H
#define FUZZ_FUZZ_STAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct app;
struct canvas;
struct event;

enum { FUZZ_COLS_MOST = 128, FUZZ_ROWS_MOST = 64 };

struct fuzz_stage;

/* choice says which screen comes first (the map, a section, a talk, a file of
 * predictions, the notes to a talk, for whom `told` is what the talk tells, or
 * a talk told again, which it is where it begins with a time) and how large it
 * is. NULL: what was to be told again could not be read. */
struct fuzz_stage *fuzz_stage_create(uint32_t choice, struct slice told);
void fuzz_stage_destroy(struct fuzz_stage *stage);

/* Draws, and fails where the canvas holds what would steer a terminal. */
void fuzz_stage_draw(struct fuzz_stage *stage);

/* Runs a line as scripts do. A law: one that is refused changes nothing that
 * is to be seen. False: the program wants to end. */
bool fuzz_stage_act(struct fuzz_stage *stage, struct slice line);

/* Sends an event, and EVENT_IDLE once where that is asked for. False: the
 * program wants to end. */
bool fuzz_stage_send(struct fuzz_stage *stage, const struct event *event);

/* The labs must be distributions, whatever was done to them. */
void fuzz_stage_check(struct fuzz_stage *stage);

struct canvas *fuzz_stage_canvas(struct fuzz_stage *stage);
const char *fuzz_stage_theme(struct fuzz_stage *stage);

#endif
