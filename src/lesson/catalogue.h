/* catalogue.h - the course: parts and their sections.
 *
 * lessons/course.yaml lists them:
 *
 *     title: Likelihood
 *     parts:
 *       - id: 1
 *         title: Maximum likelihood
 *         source: Phan 2021
 *         sections:
 *           - {id: '1.1', file: phan-1.md}
 *           - {id: '1.2', file: phan-2.md}
 *
 * The course's title and a part's source are optional. A section's title,
 * source and reading time come from its lesson's front matter, which is all
 * that is read. A lesson that is missing or broken does not take the course
 * with it: its section stays, with the reason.
 */
#ifndef LESSON_CATALOGUE_H
#define LESSON_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct strbuf;

struct catalogue_section {
    const char *id;     /* '1.5.1'; of a file named on its own: its path */
    const char *path;   /* of the lesson file */
    const char *title;  /* never NULL; the id where the file is broken */
    const char *source; /* NULL: none */
    int minutes;        /* 0: not given */
    const struct catalogue_part *part; /* NULL: a file named on its own */
    size_t index;              /* in catalogue.sections; SIZE_MAX: none */
    const struct err *trouble; /* NULL: the front matter could be read */
};

struct catalogue_part {
    const char *id;
    const char *title;
    const char *source;  /* NULL: none */
    size_t first, count; /* its sections in catalogue.sections */
};

struct catalogue {
    const char *folder; /* NULL: no course */
    const char *title;  /* NULL: none */
    struct catalogue_part *parts;
    size_t part_count;
    struct catalogue_section *sections; /* of all parts, in order */
    size_t section_count;
    struct arena *arena; /* owns all of it */
};

/* The lessons' folder, added to out: $LIKELY_LESSONS where set and not empty,
 * else the source tree the program was built from, else where it was
 * installed. False with err filled when none of them has a course.yaml. */
bool catalogue_folder(struct strbuf *out, struct err *err);

/* Reads folder/course.yaml; folder NULL: catalogue_folder(). NULL with err
 * filled when it cannot be read or is not well written. */
struct catalogue *catalogue_open(const char *folder, struct err *err);

/* A course without sections, for where none is found: it still knows files. */
struct catalogue *catalogue_empty(void);

/* NULL is fine. */
void catalogue_destroy(struct catalogue *catalogue);

/* The section called `name`: an id of the course, or the path of a file (what
 * ends in ".md" or has a '/' in it), whose section then lives as long as the
 * catalogue. A part's id means its first section. NULL with err filled, naming
 * the nearest id. */
const struct catalogue_section *
catalogue_find(struct catalogue *catalogue, const char *name, struct err *err);

/* The section before or after, across parts; NULL at the ends and for a file
 * named on its own. */
const struct catalogue_section *
catalogue_next(const struct catalogue *catalogue,
               const struct catalogue_section *section);
const struct catalogue_section *
catalogue_previous(const struct catalogue *catalogue,
                   const struct catalogue_section *section);

#endif
