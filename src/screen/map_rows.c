#include "screen/map_rows.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "lesson/catalogue.h"
#include "screen/passages.h"

enum { HEAD_ROWS = 3 /* of a part: blank, title, source */ };

static bool stands_in(const char *text, struct slice word)
{
    return word_in(slice_of(text), word) != SIZE_MAX;
}

bool map_matches(const struct catalogue_section *section, struct slice words)
{
    struct slice word;

    while (slice_word(&words, &word))
        if (word_in(slice_of(section->id), word) != 0 &&
            !stands_in(section->title, word) &&
            !(section->part && stands_in(section->part->title, word)))
            return false;
    return true;
}

static void add(struct map_rows *rows, enum map_row_kind kind, size_t index)
{
    rows->at[rows->count++] = (struct map_row){ kind, index };
}

/* Those whose title does not match. */
static void add_found(struct map_rows *rows, const struct catalogue *catalogue,
                      struct slice words, const struct passages *passages)
{
    for (size_t i = 0; i < catalogue->section_count; i++) {
        if (map_matches(&catalogue->sections[i], words) ||
            !passages_find(passages, i, words))
            continue;
        if (rows->text == SIZE_MAX) {
            if (rows->count)
                add(rows, MAP_BLANK, 0);
            rows->text = rows->count;
            add(rows, MAP_TEXT, 0);
        }
        add(rows, MAP_SECTION, i);
        add(rows, MAP_PASSAGE, i);
    }
}

struct map_rows map_rows_make(const struct catalogue *catalogue,
                              struct slice words, bool sources,
                              const struct passages *passages)
{
    struct map_rows rows = { .text = SIZE_MAX };

    rows.at = fatal_calloc(2 * catalogue->section_count +
                               HEAD_ROWS * catalogue->part_count + 3,
                           sizeof *rows.at);
    for (size_t p = 0; p < catalogue->part_count; p++) {
        const struct catalogue_part *part = &catalogue->parts[p];
        bool titled = false;

        for (size_t i = part->first; i < part->first + part->count; i++) {
            if (!map_matches(&catalogue->sections[i], words))
                continue;
            if (!titled) {
                if (rows.count)
                    add(&rows, MAP_BLANK, p);
                add(&rows, MAP_PART, p);
                if (sources && part->source)
                    add(&rows, MAP_SOURCE, p);
            }
            titled = true;
            add(&rows, MAP_SECTION, i);
        }
    }
    if (passages)
        add_found(&rows, catalogue, words, passages);
    if (rows.text == SIZE_MAX)
        rows.text = rows.count;
    return rows;
}

void map_rows_finish(struct map_rows *rows)
{
    free(rows->at);
    *rows = (struct map_rows){ 0 };
}

int map_rows_find(const struct map_rows *rows, size_t section)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].kind == MAP_SECTION && rows->at[i].index == section)
            return (int)i;
    return -1;
}

static int nearest(const struct map_rows *rows, int row, int way)
{
    for (; row >= 0 && row < (int)rows->count; row += way)
        if (rows->at[row].kind == MAP_SECTION)
            return row;
    return -1;
}

int map_rows_near(const struct map_rows *rows, int row, int way)
{
    int last = (int)rows->count - 1, found;

    if (row < 0)
        row = 0;
    if (row > last)
        row = last;
    found = nearest(rows, row, way);
    return found >= 0 ? found : nearest(rows, row, -way);
}
