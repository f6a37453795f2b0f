/* prove_minutes.c - whether a lesson takes the time that it declares. */
#include <stdlib.h>
#include <string.h>

#include "course/course.h"
#include "course/prove_part.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "lesson/minutes.h"

/* Whether the file is a section of the course, by whatever path it was named.
 */
static bool in_course(const struct catalogue *catalogue, const char *path)
{
    char *full = realpath(path, NULL);
    bool found = false;

    for (size_t i = 0; full && i < catalogue->section_count && !found; i++) {
        char *one = realpath(catalogue->sections[i].path, NULL);

        found = one && strcmp(one, full) == 0;
        free(one);
    }
    free(full);
    return found;
}

/* The line of the front matter that declares it; 1 where none does. */
static int line_of(const struct lesson *lesson)
{
    struct slice rest = lesson->text, line;

    for (int at = 1; slice_line(&rest, &line); at++)
        if (slice_starts(line, "minutes:"))
            return at;
    return 1;
}

static bool outside(int minutes)
{
    return minutes < MINUTES_LEAST || minutes > MINUTES_MOST;
}

void prove_minutes(struct prover *p, const struct catalogue *catalogue)
{
    const struct lesson *lesson = p->section->lesson;
    bool course = in_course(catalogue, lesson->path);
    int measured = minutes_whole(minutes_count(lesson));

    if (lesson->minutes == 0 && !course)
        return;
    if (abs(lesson->minutes - measured) > MINUTES_OFF)
        (course ? prove_error : prove_warning)(
            p, line_of(lesson), 1,
            "%d minutes declared, %d measured; at most %d off", lesson->minutes,
            measured, MINUTES_OFF);
    else if (course && (outside(measured) || outside(lesson->minutes)))
        prove_error(p, line_of(lesson), 1,
                    "%d minutes declared, %d measured; a section of the course "
                    "takes %d to %d",
                    lesson->minutes, measured, MINUTES_LEAST, MINUTES_MOST);
}
