#include "cli/session.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/slice.h"
#include "course/course.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"

bool session_is_file(const char *name)
{
    return strchr(name, '/') || slice_ends(slice_of(name), ".md");
}

bool session_open(struct session *session, bool recorded, bool file_only,
                  struct err *err)
{
    memset(session, 0, sizeof *session);
    session->catalogue = catalogue_open(NULL, err);
    if (!session->catalogue && !file_only)
        return false;
    if (!session->catalogue)
        session->catalogue = catalogue_empty();
    if (recorded)
        session->record = record_open(NULL);
    session->course = course_create(session->catalogue, session->record);
    return true;
}

void session_say_trouble(struct record *record, FILE *out)
{
    const char *trouble = record ? record_trouble(record) : NULL;
    struct err err;

    if (!trouble)
        return;
    err_set(&err, "%s", trouble);
    err_print(&err, out);
}

void session_close(struct session *session)
{
    course_destroy(session->course);
    if (session->record)
        record_save(session->record);
    session_say_trouble(session->record, stderr);
    record_destroy(session->record);
    catalogue_destroy(session->catalogue);
}
