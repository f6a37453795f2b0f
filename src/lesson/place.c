#include "lesson/place.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/vec.h"

void place_map_add(struct place_map *map, struct arena *arena, size_t offset,
                   struct place place)
{
    struct place_run *run;

    if (map->count > 0 && map->runs[map->count - 1].offset == offset)
        run = &map->runs[map->count - 1];
    else
        run = vec_push_in(arena, map->runs, map->count, map->cap);
    run->offset = offset;
    run->place = place;
}

void place_map_lines(struct place_map *map, struct arena *arena,
                     struct slice text, int line)
{
    size_t lines = 1;

    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n' || text.at[i] == '\r';
    *map = (struct place_map){ .text = text };
    map->runs =
        vec_reserve_in(arena, NULL, &map->cap, lines, sizeof *map->runs);
    place_map_add(map, arena, 0, (struct place){ line, 1 });
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] > '\r')
            continue;
        if (text.at[i] == '\r' && i + 1 < text.len && text.at[i + 1] == '\n')
            i++;
        else if (text.at[i] != '\n' && text.at[i] != '\r')
            continue;
        place_map_add(map, arena, i + 1, (struct place){ ++line, 1 });
    }
}

/* The last run that begins at or before the offset. */
static size_t find_run(const struct place_map *map, size_t offset)
{
    size_t low = 0, high = map->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (map->runs[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct place place_at(struct place_map *map, size_t offset)
{
    size_t run, from;
    int column;

    if (map->count == 0)
        return (struct place){ 0, 0 };
    if (offset > map->text.len)
        offset = map->text.len;
    run = find_run(map, offset);
    from = map->runs[run].offset;
    column = map->runs[run].place.column;
    if (run == map->last_run && map->last_offset > from &&
        map->last_offset <= offset) {
        from = map->last_offset;
        column = map->last_column;
    }
    if (offset > from)
        column += (int)utf8_count(slice_sub(map->text, from, offset));
    map->last_run = run;
    map->last_offset = offset;
    map->last_column = column;
    return (struct place){ map->runs[run].place.line, column };
}

bool place_inside(const struct place_map *map, const char *p)
{
    uintptr_t at = (uintptr_t)p, start = (uintptr_t)map->text.at;

    return at >= start && at - start < map->text.len;
}

struct slice place_line(const struct place_map *map, int line)
{
    size_t i, from, to;

    if (map->count == 0 || line < map->runs[0].place.line)
        return (struct slice){ 0 };
    i = (size_t)(line - map->runs[0].place.line);
    if (i >= map->count)
        return (struct slice){ 0 };
    from = map->runs[i].offset;
    to = i + 1 < map->count ? map->runs[i + 1].offset : map->text.len;
    while (to > from &&
           (map->text.at[to - 1] == '\n' || map->text.at[to - 1] == '\r'))
        to--;
    return slice_sub(map->text, from, to);
}

int place_last_line(const struct place_map *map)
{
    const struct place_run *last;

    if (map->count == 0 || map->text.len == 0)
        return 0;
    last = &map->runs[map->count - 1];
    return last->place.line - (last->offset == map->text.len);
}
