/* map_rows.h - the course as rows: what the map draws and scrolls.
 *
 * A row is a part's title, its source, a blank, or a section. A search leaves
 * the sections that match and the titles of their parts; below them, under a
 * heading, it has the others in whose text the words stand, each with a row
 * for the passage.
 */
#ifndef SCREEN_MAP_ROWS_H
#define SCREEN_MAP_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct catalogue;
struct catalogue_section;
struct passages;

enum map_row_kind {
    MAP_BLANK,
    MAP_PART,
    MAP_SOURCE,
    MAP_SECTION,
    MAP_TEXT,   /* the heading over what was found in texts */
    MAP_PASSAGE /* below its section */
};

struct map_row {
    enum map_row_kind kind;
    size_t index; /* of the section, else of the part */
};

struct map_rows {
    struct map_row *at;
    size_t count;
    size_t text; /* the row of MAP_TEXT, or count */
};

/* Whether each of the words stands in the section's title or its part's, or
 * begins its id. Small and capital letters are the same (of ASCII); no words
 * match everything. */
bool map_matches(const struct catalogue_section *section, struct slice words);

/* The rows, a blank before each part but the first; sources says whether parts
 * have their source below the title. passages NULL: texts are not searched. */
struct map_rows map_rows_make(const struct catalogue *catalogue,
                              struct slice words, bool sources,
                              const struct passages *passages);
void map_rows_finish(struct map_rows *rows);

/* The row of a section, or -1. */
int map_rows_find(const struct map_rows *rows, size_t section);

/* The nearest section's row from `row` on in direction way (1, -1), else the
 * nearest the other way; -1: there is none. */
int map_rows_near(const struct map_rows *rows, int row, int way);

#endif
