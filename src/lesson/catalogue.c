#include "lesson/catalogue.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "lesson/lesson.h"
#include "lesson/near.h"
#include "lesson/yaml_schema.h"

enum { COURSE_BYTES_MAX = 1 << 20, SECTIONS_MAX = 1000 };

struct raw_section {
    const char *id, *file;
    int line;
};

struct raw_part {
    const char *id, *title, *source;
    struct raw_section *sections;
    size_t section_count;
    int line;
};

struct raw_course {
    const char *title;
    struct raw_part *parts;
    size_t part_count;
};

#define SECTION(key) offsetof(struct raw_section, key)
#define PART(key)    offsetof(struct raw_part, key)
#define COURSE(key)  offsetof(struct raw_course, key)

static const struct schema_key section_keys[] = {
    { .name = "id", .type = SCHEMA_TEXT, .required = true, .at = SECTION(id) },
    { .name = "file",
      .type = SCHEMA_TEXT,
      .required = true,
      .at = SECTION(file) },
    { .name = NULL },
};

static const struct schema section_schema = { "a section", section_keys,
                                              sizeof(struct raw_section),
                                              SECTION(line) };

static const struct schema_key part_keys[] = {
    { .name = "id", .type = SCHEMA_TEXT, .required = true, .at = PART(id) },
    { .name = "title",
      .type = SCHEMA_TEXT,
      .required = true,
      .at = PART(title) },
    { .name = "source", .type = SCHEMA_TEXT, .at = PART(source) },
    { .name = "sections",
      .type = SCHEMA_MAPS,
      .required = true,
      .at = PART(sections),
      .count_at = PART(section_count),
      .sub = &section_schema },
    { .name = NULL },
};

static const struct schema part_schema = { "a part", part_keys,
                                           sizeof(struct raw_part),
                                           PART(line) };

static const struct schema_key course_keys[] = {
    { .name = "title", .type = SCHEMA_TEXT, .at = COURSE(title) },
    { .name = "parts",
      .type = SCHEMA_MAPS,
      .required = true,
      .at = COURSE(parts),
      .count_at = COURSE(part_count),
      .sub = &part_schema },
    { .name = NULL },
};

static const struct schema course_schema = { "the course", course_keys,
                                             sizeof(struct raw_course),
                                             SCHEMA_NO_LINE };

static bool has_course(const char *folder)
{
    struct strbuf path = { 0 };
    bool found;

    strbuf_printf(&path, "%s/course.yaml", folder);
    found = file_exists(strbuf_text(&path));
    strbuf_finish(&path);
    return found;
}

bool catalogue_folder(struct strbuf *out, struct err *err)
{
    static const char *const folders[] = { LIKELY_LESSONS_SOURCE,
                                           LIKELY_LESSONS_INSTALLED };
    const char *wish = getenv("LIKELY_LESSONS");

    if (wish && wish[0]) {
        if (!has_course(wish))
            return err_at(err, wish, 0, 0,
                          "no course.yaml in the folder that LIKELY_LESSONS "
                          "names");
        strbuf_puts(out, wish);
        return true;
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (has_course(folders[i])) {
            strbuf_puts(out, folders[i]);
            return true;
        }
    return err_set(err,
                   "no lessons found in '%s' or '%s'; set LIKELY_LESSONS to "
                   "the folder of course.yaml",
                   folders[0], folders[1]);
}

/* Front matter into a section; what is wrong with it stays with it. */
static void read_front(struct arena *arena, struct catalogue_section *section)
{
    struct lesson_front front = { 0 };
    struct err err = { .line = 0 }, *trouble;

    section->title = section->id;
    if (!lesson_front(arena, section->path, &front, &err)) {
        trouble = arena_alloc(arena, sizeof *trouble);
        *trouble = err;
        section->trouble = trouble;
        return;
    }
    if (front.title)
        section->title = front.title;
    section->source = front.source;
    section->minutes = front.minutes;
}

static bool check_id(struct reader *reader, const struct catalogue *catalogue,
                     const struct raw_section *raw)
{
    struct place place = { raw->line, 0 };

    if (catalogue->section_count == SECTIONS_MAX)
        return reader_fail(reader, place, "more than %d sections",
                           SECTIONS_MAX);
    if (strchr(raw->id, '/') || slice_ends(slice_of(raw->id), ".md"))
        return reader_fail(reader, place,
                           "a section's id '%s' that looks like a file",
                           raw->id);
    for (size_t i = 0; i < catalogue->section_count; i++)
        if (strcmp(catalogue->sections[i].id, raw->id) == 0)
            return reader_fail(reader, place, "a second section '%s'", raw->id);
    return true;
}

static bool add_section(struct reader *reader, struct catalogue *catalogue,
                        const struct catalogue_part *part,
                        const struct raw_section *raw)
{
    struct catalogue_section *section;

    if (!check_id(reader, catalogue, raw))
        return false;
    section = &catalogue->sections[catalogue->section_count];
    section->id = raw->id;
    section->path =
        arena_printf(reader->arena, "%s/%s", catalogue->folder, raw->file);
    section->part = part;
    section->index = catalogue->section_count++;
    read_front(reader->arena, section);
    return true;
}

static bool add_part(struct reader *reader, struct catalogue *catalogue,
                     const struct raw_part *raw)
{
    struct catalogue_part *part = &catalogue->parts[catalogue->part_count];
    struct place place = { raw->line, 0 };

    for (size_t i = 0; i < catalogue->part_count; i++)
        if (strcmp(catalogue->parts[i].id, raw->id) == 0)
            return reader_fail(reader, place, "a second part '%s'", raw->id);
    if (raw->section_count == 0)
        return reader_fail(reader, place, "part '%s' has no sections", raw->id);
    part->id = raw->id;
    part->title = raw->title;
    part->source = raw->source;
    part->first = catalogue->section_count;
    part->count = raw->section_count;
    catalogue->part_count++;
    for (size_t i = 0; i < raw->section_count; i++)
        if (!add_section(reader, catalogue, part, &raw->sections[i]))
            return false;
    return true;
}

/* The file, for as long as it is read. */
static bool read_text(struct reader *reader, struct place_map *map)
{
    struct strbuf text = { 0 };
    struct slice copy;

    if (!file_read(reader->path, &text, COURSE_BYTES_MAX, reader->err)) {
        strbuf_finish(&text);
        return false;
    }
    copy.len = text.len;
    copy.at = arena_text(reader->scratch, strbuf_text(&text), text.len);
    strbuf_finish(&text);
    place_map_lines(map, reader->scratch, copy, 1);
    return true;
}

static bool read_course(struct reader *reader, struct catalogue *catalogue)
{
    struct raw_course raw = { 0 };
    struct yaml_tree *tree;
    struct place_map map;
    size_t sections = 0;

    if (!read_text(reader, &map))
        return false;
    tree = yaml_tree_read(reader, &map, course_schema.what,
                          (struct place){ 1, 1 });
    if (!tree || !schema_read(reader, &map, &course_schema, tree, &raw))
        return false;
    catalogue->title = raw.title;
    for (size_t i = 0; i < raw.part_count; i++)
        sections += raw.parts[i].section_count;
    catalogue->parts =
        arena_array(reader->arena, raw.part_count, sizeof *catalogue->parts);
    catalogue->sections =
        arena_array(reader->arena, sections, sizeof *catalogue->sections);
    for (size_t i = 0; i < raw.part_count; i++)
        if (!add_part(reader, catalogue, &raw.parts[i]))
            return false;
    return true;
}

struct catalogue *catalogue_empty(void)
{
    struct arena *arena = arena_create();
    struct catalogue *catalogue = arena_alloc(arena, sizeof *catalogue);

    catalogue->arena = arena;
    return catalogue;
}

struct catalogue *catalogue_open(const char *folder, struct err *err)
{
    struct catalogue *catalogue = catalogue_empty();
    struct strbuf found = { 0 };
    struct err scratch;
    struct reader reader = { .arena = catalogue->arena,
                             .scratch = arena_create(),
                             .err = err ? err : &scratch };
    bool fine = true;

    if (folder)
        strbuf_puts(&found, folder);
    else
        fine = catalogue_folder(&found, reader.err);
    catalogue->folder =
        arena_text(reader.arena, strbuf_text(&found), found.len);
    strbuf_finish(&found);
    reader.path =
        arena_printf(reader.arena, "%s/course.yaml", catalogue->folder);
    fine = fine && read_course(&reader, catalogue);
    arena_destroy(reader.scratch);
    if (fine)
        return catalogue;
    catalogue_destroy(catalogue);
    return NULL;
}

void catalogue_destroy(struct catalogue *catalogue)
{
    if (catalogue)
        arena_destroy(catalogue->arena);
}

/* Whether two paths lead to one file. */
static bool same_file(const char *a, const char *b)
{
    char *x = realpath(a, NULL), *y = realpath(b, NULL);
    bool same = x && y && strcmp(x, y) == 0;

    free(x);
    free(y);
    return same;
}

static const struct catalogue_section *
find_file(struct catalogue *catalogue, const char *path, struct err *err)
{
    struct catalogue_section *section;

    if (!file_exists(path) || file_is_dir(path)) {
        err_at(err, path, 0, 0,
               "%s; expected a section such as 1.1, or a .md "
               "file",
               file_exists(path) ? "a folder" : "no such file");
        return NULL;
    }
    for (size_t i = 0; i < catalogue->section_count; i++)
        if (same_file(catalogue->sections[i].path, path))
            return &catalogue->sections[i];
    section = arena_alloc(catalogue->arena, sizeof *section);
    section->id = section->path =
        arena_text(catalogue->arena, path, strlen(path));
    section->index = SIZE_MAX;
    read_front(catalogue->arena, section);
    return section;
}

/* "did you mean" for a section that is not there. */
static void suggest(struct catalogue *catalogue, const char *name,
                    struct err *err)
{
    size_t n = catalogue->section_count;
    const char **ids = arena_array(catalogue->arena, n + 1, sizeof *ids);
    const char *near;

    for (size_t i = 0; i < n; i++)
        ids[i] = catalogue->sections[i].id;
    near = near_name(slice_of(name), ids);
    if (near)
        err_set(err, "no section '%s'; did you mean '%s'?", name, near);
    else if (n > 0)
        err_set(err,
                "no section '%s'; the sections go from '%s' to '%s', a file "
                "ends in .md",
                name, ids[0], ids[n - 1]);
    else
        err_set(err, "no section '%s', for no course was found", name);
}

const struct catalogue_section *
catalogue_find(struct catalogue *catalogue, const char *name, struct err *err)
{
    for (size_t i = 0; i < catalogue->section_count; i++)
        if (strcmp(catalogue->sections[i].id, name) == 0)
            return &catalogue->sections[i];
    for (size_t i = 0; i < catalogue->part_count; i++)
        if (strcmp(catalogue->parts[i].id, name) == 0)
            return &catalogue->sections[catalogue->parts[i].first];
    if (strchr(name, '/') || slice_ends(slice_of(name), ".md"))
        return find_file(catalogue, name, err);
    suggest(catalogue, name, err);
    return NULL;
}

const struct catalogue_section *
catalogue_next(const struct catalogue *catalogue,
               const struct catalogue_section *section)
{
    if (section->index >= catalogue->section_count ||
        section->index + 1 == catalogue->section_count)
        return NULL;
    return &catalogue->sections[section->index + 1];
}

const struct catalogue_section *
catalogue_previous(const struct catalogue *catalogue,
                   const struct catalogue_section *section)
{
    if (section->index >= catalogue->section_count || section->index == 0)
        return NULL;
    return &catalogue->sections[section->index - 1];
}
