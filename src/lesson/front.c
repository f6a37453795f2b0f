#include "lesson/front.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "lesson/yaml_schema.h"

enum { MINUTES_MAX = 10000 };

struct raw_front {
    const char *title, *source;
    long minutes;
};

#define FRONT(key) offsetof(struct raw_front, key)

static const struct schema_key keys[] = {
    { .name = "title",
      .type = SCHEMA_TEXT,
      .required = true,
      .at = FRONT(title) },
    { .name = "source", .type = SCHEMA_TEXT, .at = FRONT(source) },
    { .name = "minutes",
      .type = SCHEMA_INTEGER,
      .at = FRONT(minutes),
      .low = 1,
      .high = MINUTES_MAX },
    { .name = NULL },
};

static const struct schema schema = { "the front matter", keys,
                                      sizeof(struct raw_front), SCHEMA_SHARED };

/* A line of nothing but three dashes. */
static bool is_dashes(struct slice line)
{
    return slice_starts(line, "---") &&
           slice_trim(slice_sub(line, 3, line.len)).len == 0;
}

/* The YAML with line ends made LF, which libyaml would do anyway, so that a
 * lone CR cannot count as a line in one place only. */
static bool read_yaml(struct reader *reader, struct slice yaml,
                      struct lesson_front *front)
{
    struct strbuf text = { 0 };
    struct raw_front raw = { 0 };
    struct place_map map;
    struct yaml_tree *tree;
    struct slice line;

    while (slice_line(&yaml, &line)) {
        strbuf_slice(&text, line);
        strbuf_putc(&text, '\n');
    }
    yaml.at = arena_text(reader->arena, strbuf_text(&text), text.len);
    yaml.len = text.len;
    strbuf_finish(&text);
    place_map_lines(&map, reader->scratch, yaml, 2);
    tree = yaml_tree_read(reader, &map, schema.what, (struct place){ 1, 1 });
    if (!tree || !schema_read(reader, &map, &schema, tree, &raw))
        return false;
    front->title = raw.title;
    front->source = raw.source;
    front->minutes = (int)raw.minutes;
    return true;
}

bool front_read(struct reader *reader, struct slice text,
                struct lesson_front *front, size_t *body, int *line)
{
    size_t mark = slice_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
    struct slice rest = slice_sub(text, mark, text.len), one, start;

    *front = (struct lesson_front){ 0 };
    *body = mark;
    *line = 1;
    if (!slice_line(&rest, &one) || !is_dashes(one))
        return true;
    start = rest;
    for (int count = 2; slice_line(&rest, &one); count++) {
        if (!is_dashes(one))
            continue;
        *body = (size_t)(rest.at - text.at);
        *line = count + 1;
        return read_yaml(reader,
                         slice_sub(start, 0, (size_t)(one.at - start.at)),
                         front);
    }

    /* A file may begin with a rule; a lesson's first key gives it away. */
    if (slice_starts(start, "title:"))
        return reader_fail(reader, (struct place){ 1, 1 },
                           "the front matter is never closed; end it with a "
                           "line '---'");
    return true;
}
