#include "lesson/lesson.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "lesson/eqref.h"
#include "lesson/front.h"
#include "lesson/markdown.h"
#include "lesson/reader.h"

/* More than any front matter takes, so that a course map reads little. */
enum { FRONT_BYTES = 16 * 1024 };

/* The first heading, or the file's name without folders and ".md". */
static const char *make_title(struct lesson *lesson)
{
    struct strbuf text = { 0 };
    const char *slash = strrchr(lesson->path, '/');
    struct slice name = slice_of(slash ? slash + 1 : lesson->path);
    char *title;

    for (struct block *b = lesson->blocks; b; b = b->next)
        if (b->kind == BLOCK_HEADING && text.len == 0)
            spans_text(b->spans, &text);
    if (slice_ends(name, ".md") && name.len > 3)
        name.len -= 3;
    if (text.len == 0)
        strbuf_slice(&text, name);
    if (text.len == 0)
        strbuf_puts(&text, "lesson");
    title = arena_text(lesson->arena, strbuf_text(&text), text.len);
    strbuf_finish(&text);
    return title;
}

static bool read_all(struct reader *reader)
{
    struct lesson *lesson = reader->lesson;
    struct place_map *map = arena_alloc(reader->scratch, sizeof *map);
    struct lesson_front front;
    size_t body;
    int line;

    if (lesson->text.len > LESSON_BYTES_MAX)
        return reader_fail(reader, (struct place){ 0, 0 },
                           "%zu bytes; a lesson has at most %d",
                           lesson->text.len, (int)LESSON_BYTES_MAX);
    if (!front_read(reader, lesson->text, &front, &body, &line))
        return false;
    lesson->source = front.source;
    lesson->minutes = front.minutes;
    place_map_lines(map, reader->scratch,
                    slice_sub(lesson->text, body, lesson->text.len), line);
    if (!markdown_read(reader, map, NULL, &lesson->blocks))
        return false;
    eqref_resolve(reader);
    lesson->title = front.title ? front.title : make_title(lesson);
    return true;
}

struct lesson *lesson_parse(struct slice text, const char *name,
                            struct err *err)
{
    struct arena *arena = arena_create();
    struct lesson *lesson = arena_alloc(arena, sizeof *lesson);
    struct err scratch;
    struct reader reader = { .arena = arena,
                             .scratch = arena_create(),
                             .err = err ? err : &scratch,
                             .lesson = lesson };
    bool fine;

    lesson->arena = arena;
    lesson->path = reader.path = arena_text(arena, name, strlen(name));
    lesson->text = text;
    if (text.len <= LESSON_BYTES_MAX)
        lesson->text.at = slice_text(arena, text);
    fine = read_all(&reader);
    arena_destroy(reader.scratch);
    if (fine)
        return lesson;
    arena_destroy(arena);
    return NULL;
}

struct lesson *lesson_open(const char *path, struct err *err)
{
    struct strbuf text = { 0 };
    struct lesson *lesson = NULL;

    if (file_is_dir(path))
        err_at(err, path, 0, 0, "a folder; expected a lesson, a .md file");
    else if (file_read(path, &text, LESSON_BYTES_MAX, err))
        lesson = lesson_parse((struct slice){ text.at, text.len }, path, err);
    strbuf_finish(&text);
    return lesson;
}

bool lesson_begins_with_title(const struct lesson *lesson)
{
    const struct block *first = lesson->blocks;
    struct strbuf text = { 0 };
    bool same;

    if (!first || first->kind != BLOCK_HEADING || first->level != 1)
        return false;
    spans_text(first->spans, &text);
    same = strcmp(strbuf_text(&text), lesson->title) == 0;
    strbuf_finish(&text);
    return same;
}

void lesson_destroy(struct lesson *lesson)
{
    if (lesson)
        arena_destroy(lesson->arena);
}

/* Whether the line that ends the front matter, if there is any, has come. */
static bool has_front(const struct strbuf *text)
{
    static const char end[] = "\n---\n";

    return text->len > 0 &&
           memmem(text->at, text->len, end, sizeof end - 1) != NULL;
}

/* The first bytes of a file, which are all that its front matter needs: most
 * often those of one block. */
static bool read_start(const char *path, struct strbuf *text, struct err *err)
{
    char bytes[1024];
    FILE *file = fopen(path, "rbe");
    size_t n;

    if (!file)
        return file_read(path, text, LESSON_BYTES_MAX, err);
    while (text->len < FRONT_BYTES && !has_front(text) &&
           (n = fread(bytes, 1, sizeof bytes, file)) > 0)
        strbuf_add(text, bytes, n);
    if (ferror(file)) {
        fclose(file);
        strbuf_clear(text);
        return file_read(path, text, LESSON_BYTES_MAX, err);
    }
    fclose(file);
    return true;
}

bool lesson_front(struct arena *arena, const char *path,
                  struct lesson_front *front, struct err *err)
{
    struct strbuf text = { 0 };
    struct err scratch;
    struct reader reader = { .arena = arena,
                             .err = err ? err : &scratch,
                             .path = path };
    struct slice start;
    size_t body;
    int line;

    struct arena *own;
    bool ok;

    if (!read_start(path, &text, reader.err)) {
        strbuf_finish(&text);
        return false;
    }
    /* Of the bytes read only two short texts are kept. */
    reader.arena = reader.scratch = own = arena_create();
    start.len = text.len;
    start.at = arena_text(own, strbuf_text(&text), text.len);
    strbuf_finish(&text);
    ok = front_read(&reader, start, front, &body, &line);
    if (ok && front->title)
        front->title = arena_text(arena, front->title, strlen(front->title));
    if (ok && front->source)
        front->source = arena_text(arena, front->source, strlen(front->source));
    arena_destroy(own);
    return ok;
}
