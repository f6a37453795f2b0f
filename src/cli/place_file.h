/* place_file.h - the file in which a talk says where it is.
 *
 * `talk` in the user's runtime folder, 0600, replaced as a whole at each step:
 * whoever reads it gets one step or another, never half of one. Writing it
 * waits for no disk, and where it cannot be written the talk goes on without.
 */
#ifndef CLI_PLACE_FILE_H
#define CLI_PLACE_FILE_H

#include <stdbool.h>

#include "base/slice.h"
#include "base/strbuf.h"

struct err;

struct place_file {
    struct strbuf path; /* empty: there is no folder for it */
};

void place_file_init(struct place_file *file);
void place_file_finish(struct place_file *file);

/* Makes the folder and an empty file where there is none, so that it can be
 * watched. False with err. */
bool place_file_prepare(struct place_file *file, struct err *err);

/* For talk_options and notes_options: context is a struct place_file. */
void place_file_tell(void *context, struct slice place);
bool place_file_read(void *context, struct strbuf *out);

#endif
