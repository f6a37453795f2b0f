#include "lesson/reader.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "lesson/lesson.h"
#include "lesson/near.h"
#include "tex/node.h"
#include "tex/parse.h"

bool reader_fail(const struct reader *reader, struct place place,
                 const char *format, ...)
{
    struct strbuf text = { 0 };
    va_list args;

    va_start(args, format);
    strbuf_vprintf(&text, format, args);
    va_end(args);
    err_at(reader->err, reader->path, place.line, place.column, "%s",
           strbuf_text(&text));
    strbuf_finish(&text);
    return false;
}

void reader_warn(struct reader *reader, struct place place, const char *format,
                 ...)
{
    struct lesson *lesson = reader->lesson;
    struct lesson_warning *warning;
    struct strbuf text = { 0 }, safe = { 0 };
    va_list args;

    if (!lesson || lesson->warning_count >= LESSON_WARNINGS_MAX)
        return;
    va_start(args, format);
    strbuf_vprintf(&text, format, args);
    va_end(args);
    utf8_gate(&safe, (struct slice){ text.at, text.len }, false, 0);
    warning = vec_push_in(reader->arena, lesson->warnings,
                          lesson->warning_count, reader->warning_cap);
    warning->line = place.line;
    warning->column = place.column;
    warning->text = arena_text(reader->arena, strbuf_text(&safe), safe.len);
    strbuf_finish(&text);
    strbuf_finish(&safe);
}

/* The byte at which the code point number `column` (from 1) begins. */
static size_t offset_of(struct slice text, int column)
{
    size_t at = 0;
    unsigned int rune;

    while (--column > 0 && at < text.len)
        at += utf8_decode(text.at + at, text.len - at, &rune);
    return at;
}

/* A misspelt command is drawn as it stands, and easily overlooked. */
static void warn_of_trouble(struct reader *reader, struct place_map *map,
                            const struct tex_node *root)
{
    const struct tex_node *node = tex_node_trouble(root);

    if (node && node->kind != TEX_MISSING)
        reader_warn(reader, place_at(map, node->from),
                    "'%.*s' is not understood; it is drawn as it stands",
                    (int)(node->to - node->from), map->text.at + node->from);
}

bool reader_tex(struct reader *reader, struct place_map *map,
                struct lesson_tex *out)
{
    struct err err = { 0 };
    struct place place = place_at(map, 0);

    if (slice_trim(map->text).len == 0)
        return reader_fail(reader, place, "the formula is empty");
    reader->tex += map->text.len;
    if (reader->tex > LESSON_TEX_MAX)
        return reader_fail(reader, place,
                           "the formulas of a lesson have at most %d bytes",
                           LESSON_TEX_MAX);
    out->text = map->text;
    out->line = place.line;
    out->column = place.column;
    out->node = tex_parse(reader->arena, map->text, &err);
    if (err.text[0] == '\0') {
        warn_of_trouble(reader, map, out->node);
        return true;
    }
    return reader_fail(reader, place_at(map, offset_of(map->text, err.column)),
                       "%s", err.text);
}

const char *reader_hint(struct reader *reader, struct slice word,
                        const char *const *names)
{
    const char *near = near_name(word, names);
    struct strbuf list = { 0 };
    char *text;

    if (near)
        return arena_printf(reader->arena, "did you mean '%s'?", near);
    strbuf_puts(&list, "expected ");
    for (size_t i = 0; names[i]; i++) {
        if (i > 0)
            strbuf_puts(&list, names[i + 1] ? ", " : " or ");
        strbuf_puts(&list, names[i]);
    }
    text = arena_text(reader->arena, strbuf_text(&list), list.len);
    strbuf_finish(&list);
    return text;
}
