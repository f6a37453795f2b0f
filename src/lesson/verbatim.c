#include "lesson/verbatim.h"

#include <string.h>

#include "base/arena.h"

void verbatim_open(struct verbatim *raw, struct arena *arena,
                   const MD_BLOCK_CODE_DETAIL *detail)
{
    raw->open = true;
    strbuf_clear(&raw->text);
    raw->map = (struct place_map){ 0 };
    raw->fresh = true;
    raw->fence = detail ? detail->fence_char : '\0';
    raw->place = (struct place){ 0 };
    raw->info = (struct slice){ 0 };
    if (!detail || detail->info.size == 0)
        return;
    raw->info.len = detail->info.size;
    raw->info.at = arena_text(arena, detail->info.text, detail->info.size);
}

void verbatim_add(struct verbatim *raw, struct arena *arena, struct place place,
                  struct slice piece)
{
    /* Indentation that was made up before the line's own text shifts its
     * column. */
    if (place.line > 0 && raw->fresh) {
        size_t from = raw->text.len;

        while (from > 0 && raw->text.at[from - 1] == ' ')
            from--;
        place.column -= (int)(raw->text.len - from);
        if (place.column < 1)
            place.column = 1;
        place_map_add(&raw->map, arena, from, place);
        raw->fresh = false;
    }
    strbuf_slice(&raw->text, piece);
    if (slice_is(piece, "\n"))
        raw->fresh = true;
}

struct place verbatim_guess(const struct verbatim *raw, struct place here)
{
    int line;

    if (raw->map.count == 0)
        return here;
    line = raw->map.runs[0].place.line - (raw->fence != '\0');
    for (size_t i = 0; i < raw->map.runs[0].offset; i++)
        line -= raw->text.at[i] == '\n';
    return (struct place){ line, 1 };
}

/* Line i of a fenced block is i + 1 lines behind its fence, empty or not. */
void verbatim_settle(struct verbatim *raw, struct arena *arena,
                     struct arena *scratch)
{
    struct place_map old = raw->map, *map = &raw->map;
    int line = raw->place.line + (raw->fence != '\0');
    size_t run = 0, offset = 0;

    raw->open = false;
    *map = (struct place_map){ 0 };
    map->text.len = raw->text.len;
    map->text.at = arena_text(arena, strbuf_text(&raw->text), raw->text.len);
    while (offset < map->text.len) {
        const char *end =
            memchr(map->text.at + offset, '\n', map->text.len - offset);
        size_t next = end ? (size_t)(end - map->text.at) + 1 : map->text.len;

        if (run < old.count && old.runs[run].offset < next)
            place_map_add(map, scratch, offset, old.runs[run++].place);
        else
            place_map_add(map, scratch, offset, (struct place){ line, 1 });
        offset = next;
        line++;
    }
    place_map_add(map, scratch, offset, (struct place){ line, 1 });
}

bool verbatim_closed(const struct verbatim *raw, const struct place_map *source)
{
    int line = raw->map.runs[raw->map.count - 1].place.line;
    struct slice last = place_line(source, line);

    while (last.len > 0 && strchr(" \t>", last.at[0]))
        last = slice_sub(last, 1, last.len);
    return last.len > 0 && last.at[0] == raw->fence;
}

void verbatim_finish(struct verbatim *raw)
{
    strbuf_finish(&raw->text);
}
