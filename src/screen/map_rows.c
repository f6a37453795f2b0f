#include "screen/map_rows.h"

#include <stdlib.h>

#include "base/fatal.h"
#include "lesson/catalogue.h"

enum { HEAD_ROWS = 3 /* of a part: blank, title, source */ };

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool same_at(struct slice text, size_t at, struct slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if (at + i >= text.len || lower(text.at[at + i]) != lower(word.at[i]))
            return false;
    return true;
}

static bool stands_in(struct slice text, struct slice word)
{
    for (size_t at = 0; at + word.len <= text.len; at++)
        if (same_at(text, at, word))
            return true;
    return false;
}

bool map_matches(const struct catalogue_section *section, struct slice words)
{
    words = slice_trim(words);
    while (words.len) {
        size_t len = 0;
        struct slice word;

        while (len < words.len && words.at[len] != ' ')
            len++;
        word = slice_sub(words, 0, len);
        if (!same_at(slice_of(section->id), 0, word) &&
            !stands_in(slice_of(section->title), word) &&
            !(section->part && stands_in(slice_of(section->part->title), word)))
            return false;
        words = slice_trim(slice_sub(words, len, words.len));
    }
    return true;
}

static void add(struct map_rows *rows, enum map_row_kind kind, size_t index)
{
    rows->at[rows->count++] = (struct map_row){ kind, index };
}

struct map_rows map_rows_make(const struct catalogue *catalogue,
                              struct slice words, bool sources)
{
    struct map_rows rows = { 0 };

    rows.at = fatal_calloc(catalogue->section_count +
                               HEAD_ROWS * catalogue->part_count + 1,
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
