/* class.h - a course opened for a test, on the lessons of tests/data/screen.
 */
#ifndef CLASS_H
#define CLASS_H

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "course/course.h"
#include "lesson/catalogue.h"

struct class {
    struct catalogue *catalogue;
    struct course *course;
};

static inline struct class class_open(struct record *record)
{
    struct class class = { NULL, NULL };
    char folder[512];
    struct err err = { .line = 0 };

    snprintf(folder, sizeof folder, "%s/data/screen", getenv("LIKELY_TESTS"));
    class.catalogue = catalogue_open(folder, &err);
    if (!class.catalogue)
        fail_msg("%s", err.text);
    class.course = course_create(class.catalogue, record);
    return class;
}

static inline void class_close(struct class class)
{
    course_destroy(class.course);
    catalogue_destroy(class.catalogue);
}

static inline struct section *class_section(struct class class,
                                            const char *name)
{
    struct err err = { .line = 0 };
    struct section *section = course_open(class.course, name, &err);

    if (!section)
        fail_msg("%s", err.text);
    return section;
}

#endif
