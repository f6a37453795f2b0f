/* recording.h - the file that a talk is written to while it is given.
 *
 * A script of actions with times (screen/action_script.h). A line is written
 * when it is done, in one piece: whatever ends the program, every line before
 * is there.
 */
#ifndef CLI_RECORDING_H
#define CLI_RECORDING_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#include "base/err.h"
#include "base/slice.h"

struct recording {
    const char *path; /* borrowed */
    int fd;           /* -1: nothing is written any more */
    off_t size;
    struct timespec began;
    struct err trouble; /* why, text "": there was none */
};

/* Makes the file and begins it. False with err when it cannot be made, or is
 * there: a recording takes no other file's place. */
bool recording_open(struct recording *recording, const char *path,
                    struct err *err);

/* Writes a line, with the time since it was opened: for talk_options.note.
 * False with err when it cannot; a part of a line is taken back. */
bool recording_note(void *context, struct slice line, struct err *err);

void recording_close(struct recording *recording);

/* Takes away a recording of a talk that did not begin. */
void recording_drop(struct recording *recording);

#endif
