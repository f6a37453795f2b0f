/* reader.h - what the passes that read one lesson share.
 *
 * The first failure wins: it is put into err with its place, and everything
 * above unwinds by returning false.
 */
#ifndef LESSON_READER_H
#define LESSON_READER_H

#include <stdbool.h>

#include "lesson/lesson_tex.h"
#include "lesson/place.h"
#include "lesson/span.h"

struct arena;
struct err;
struct lesson;

struct reader {
    struct arena *arena;
    struct arena *scratch; /* of what is needed no longer than reading takes:
                              maps of places, trees of YAML */
    struct err *err;       /* never NULL */
    const char *path;
    struct lesson *lesson; /* NULL while only front matter is read */
    size_t warning_cap, lab_cap, question_cap; /* of the lesson's lists */
    int blocks, live, spans;                   /* see LESSON_BLOCKS_MAX */
    size_t tex;                                /* see LESSON_TEX_MAX */
};

/* Fills err; always false. */
bool reader_fail(const struct reader *reader, struct place place,
                 const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Adds a warning to the lesson, if there is one. */
void reader_warn(struct reader *reader, struct place place, const char *format,
                 ...) __attribute__((format(printf, 3, 4)));

/* Reads a formula: source in the arena, its map for places. False when it
 * has no tree or is blank. */
bool reader_tex(struct reader *reader, struct place_map *map,
                struct lesson_tex *out);

/* ": did you mean 'x'?" or, when nothing is near, a list of all the names
 * (ended by NULL), in the arena: the second half of a message. */
const char *reader_hint(struct reader *reader, struct slice word,
                        const char *const *names);

#endif
