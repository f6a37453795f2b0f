/* session.h - what every command opens: course, record, character set.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include <stdbool.h>
#include <stdio.h>

struct catalogue;
struct course;
struct err;
struct record;

struct session {
    struct catalogue *catalogue;
    struct record *record; /* NULL: nothing is recorded */
    struct course *course;
};

/* Opens the course, and the learner's record if wanted. A missing course is
 * an error unless a lesson file was named (`file_only`). False with err
 * filled and nothing open. */
bool session_open(struct session *session, bool recorded, bool file_only,
                  struct err *err);

/* Says what a record could not keep, once; NULL is fine. */
void session_say_trouble(struct record *record, FILE *out);

/* Closes all of it; says on standard error what the record could not keep. */
void session_close(struct session *session);

/* Whether a section is named by a file rather than by an id. */
bool session_is_file(const char *name);

#endif
