#include "course/course.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "base/vec.h"
#include "course/equation.h"
#include "course/fits.h"
#include "course/figure.h"
#include "course/lab_open.h"
#include "course/notation.h"
#include "course/question.h"
#include "course/scopes.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "lesson/mend.h"
#include "lesson/record.h"

/* A lab that stays while the course is open. Found again by the lesson that
 * describes it and its name there. */
struct kept {
    char *path, *name;
    char *source; /* the block as written: one that was changed is another */
    struct lab *lab;
    const char **readings;
    size_t reading_count;
};

struct course {
    struct catalogue *catalogue;
    struct record *record;
    struct kept **kept;
    size_t kept_count, kept_cap;
    bool mends;
};

struct course *course_create(struct catalogue *catalogue, struct record *record)
{
    struct course *course = fatal_calloc(1, sizeof *course);

    course->catalogue = catalogue;
    course->record = record;
    return course;
}

void course_destroy(struct course *course)
{
    if (!course)
        return;
    for (size_t i = 0; i < course->kept_count; i++) {
        struct kept *kept = course->kept[i];

        lab_destroy(kept->lab);
        free(kept->path);
        free(kept->name);
        free(kept->source);
        free(kept->readings);
        free(kept);
    }
    free(course->kept);
    free(course);
}

struct catalogue *course_catalogue(const struct course *course)
{
    return course->catalogue;
}

static struct kept *find_kept(const struct course *course, const char *path,
                              const char *name)
{
    for (size_t i = 0; i < course->kept_count; i++)
        if (!strcmp(course->kept[i]->path, path) &&
            !strcmp(course->kept[i]->name, name))
            return course->kept[i];
    return NULL;
}

void course_forget(struct course *course, const char *path)
{
    for (size_t i = 0; i < course->kept_count; i++)
        if (!path || !strcmp(course->kept[i]->path, path))
            course->kept[i]->path[0] = '\0';
}

/* The fixed list's own copy of a name, which outlives the lesson. */
static const char *reading_name(const char *name)
{
    for (size_t i = 0; lab_block_readings[i]; i++)
        if (!strcmp(lab_block_readings[i], name))
            return lab_block_readings[i];
    return "chain";
}

static struct slice source_of(const struct lesson *lesson,
                              const struct lab_block *block)
{
    int first, last;

    mend_region(lesson->text, block->line, &first, &last);
    return mend_lines(lesson->text, first, last);
}

/* The lab of a block that describes one: as it was left, or a new one. */
static struct kept *keep(struct course *course, const struct lesson *lesson,
                         const struct lab_block *block, struct err *err)
{
    const char *path = lesson->path;
    struct kept *kept = find_kept(course, path, block->name);
    struct slice source = source_of(lesson, block);
    struct lab *lab;

    if (kept && slice_is(source, kept->source))
        return kept;
    lab = lab_open(block, path, err);
    if (!lab)
        return NULL;
    /* Who has the old one open keeps it; it is found no more. */
    if (kept)
        kept->path[0] = '\0';
    kept = fatal_calloc(1, sizeof *kept);
    kept->path = fatal_strdup(path);
    kept->name = fatal_strdup(block->name);
    kept->source = fatal_calloc(source.len + 1, 1);
    memcpy(kept->source, source.at, source.len);
    kept->lab = lab;
    if (block->readings)
        kept->readings =
            fatal_calloc(block->reading_count + 1, sizeof *kept->readings);
    for (size_t i = 0; i < block->reading_count; i++)
        kept->readings[i] = reading_name(block->readings[i]);
    kept->reading_count = block->reading_count;
    *vec_push(course->kept, course->kept_count, course->kept_cap) = kept;
    return kept;
}

/* The last lab block called `name` among the first `count` of a lesson. */
static const struct lab_block *last_called(const struct lesson *lesson,
                                           size_t count, const char *name)
{
    while (count--)
        if (!strcmp(lesson->labs[count]->lab->name, name))
            return lesson->labs[count]->lab;
    return NULL;
}

/* How many lab blocks of a lesson stand before `block`. */
static size_t blocks_before(const struct lesson *lesson,
                            const struct lab_block *block)
{
    size_t i = 0;

    while (i < lesson->lab_count && lesson->labs[i]->lab != block)
        i++;
    return i;
}

static struct kept *resolve(struct course *course,
                            const struct catalogue_section *entry,
                            const struct lesson *lesson,
                            const struct lab_block *block, struct err *err);

/* Looks for a lab's name in the sections before `entry` in its part. */
static struct kept *resolve_earlier(struct course *course,
                                    const struct catalogue_section *entry,
                                    const char *path,
                                    const struct lab_block *block,
                                    struct err *err)
{
    const struct catalogue_section *earlier = entry;

    while (entry->part &&
           (earlier = catalogue_previous(course->catalogue, earlier)) &&
           earlier->part == entry->part) {
        struct lesson *lesson = lesson_open(earlier->path, NULL);
        const struct lab_block *found =
            lesson ? last_called(lesson, lesson->lab_count, block->use) : NULL;
        struct kept *kept =
            found ? resolve(course, earlier, lesson, found, err) : NULL;

        lesson_destroy(lesson);
        if (found)
            return kept;
    }
    err_at(err, path, block->use_line, block->use_column,
           "lab '%s' goes on with '%s', but no lab before it in this part has "
           "that name",
           block->name, block->use);
    return NULL;
}

/* The lab behind a block, through any chain of `use`. Every step goes to an
 * earlier block, so that it ends. */
static struct kept *resolve(struct course *course,
                            const struct catalogue_section *entry,
                            const struct lesson *lesson,
                            const struct lab_block *block, struct err *err)
{
    const struct lab_block *found;

    if (!block->use)
        return keep(course, lesson, block, err);
    found = last_called(lesson, blocks_before(lesson, block), block->use);
    if (found)
        return resolve(course, entry, lesson, found, err);
    return resolve_earlier(course, entry, lesson->path, block, err);
}

static bool open_labs(struct course *course, struct section *section,
                      struct err *err)
{
    struct lesson *lesson = section->lesson;

    section->labs =
        arena_array(lesson->arena, lesson->lab_count, sizeof *section->labs);
    section->lab_count = lesson->lab_count;
    for (size_t i = 0; i < lesson->lab_count; i++) {
        struct kept *kept =
            resolve(course, section->entry, lesson, lesson->labs[i]->lab, err);

        if (!kept)
            return false;
        section->labs[i] = (struct section_lab){
            .block = lesson->labs[i],
            .lab = kept->lab,
            .readings = kept->readings,
            .reading_count = kept->reading_count,
        };
    }
    return true;
}

/* The lab that stands at a block: the last one before it, else the section's
 * first. SIZE_MAX when the section has none. */
static size_t lab_at(const struct section *section, const struct block *block)
{
    size_t found = section->lab_count ? 0 : SIZE_MAX;

    for (size_t i = 0; i < section->lab_count; i++)
        if (section->labs[i].block->line <= block->line)
            found = i;
    return found;
}

static void open_questions(const struct course *course, struct section *section)
{
    struct lesson *lesson = section->lesson;

    section->questions = arena_array(lesson->arena, lesson->question_count,
                                     sizeof *section->questions);
    section->question_count = lesson->question_count;
    for (size_t i = 0; i < lesson->question_count; i++) {
        const struct block *block = lesson->questions[i];
        size_t lab = lab_at(section, block);

        question_open(section, &section->questions[i], block,
                      lab == SIZE_MAX ? QUESTION_NO_LAB : (int)lab);
        question_recall(section, &section->questions[i], course->record);
    }
    question_locks(section, false);
}

/* How the record calls a section: a file of one's own by its full path. */
static const char *record_key(const struct catalogue_section *entry,
                              struct arena *arena)
{
    char *full = entry->part ? NULL : realpath(entry->path, NULL);
    const char *key = entry->id;

    if (full)
        key = arena_text(arena, full, strlen(full));
    free(full);
    return key;
}

void course_mend(struct course *course)
{
    course->mends = true;
}

/* Joins a lesson, which it takes, with its labs and all that hangs on them. */
static struct section *join(struct course *course,
                            const struct catalogue_section *entry,
                            struct lesson *lesson, struct err *err)
{
    struct section *section = arena_alloc(lesson->arena, sizeof *section);

    section->entry = entry;
    section->lesson = lesson;
    section->key = record_key(entry, lesson->arena);
    section->notation = notation_scope(lesson->arena, course->catalogue, err);
    if (!section->notation || !open_labs(course, section, err)) {
        section_close(section);
        return NULL;
    }
    section->scopes = scopes_create(lesson->arena, section->notation, lesson);
    section->equations = equations_create(section, err);
    if (section->equations)
        section->figures = figures_create(section, err);
    if (!section->figures) {
        section_close(section);
        return NULL;
    }
    section->fits = fits_create(section->lesson, course->catalogue);
    open_questions(course, section);
    return section;
}

/* As often as there are mistakes: each time one more is fenced off. */
static struct section *open_mended(struct course *course,
                                   const struct catalogue_section *entry,
                                   struct err *err)
{
    struct err now = { 0 }, first = { 0 }, *mistake;
    struct section *section = NULL;
    struct mend mend;

    if (!mend_open(&mend, entry->path, err))
        return NULL;
    for (;;) {
        struct lesson *lesson =
            lesson_parse((struct slice){ mend.text.at, mend.text.len },
                         entry->path, &now);

        section = lesson ? join(course, entry, lesson, &now) : NULL;
        if (section || strcmp(now.file, entry->path) ||
            !mend_fence(&mend, &now))
            break;
        if (mend.count == 1 || now.line < first.line)
            first = now;
    }
    if (section && mend.count) {
        mistake = arena_alloc(section->lesson->arena, sizeof *mistake);
        *mistake = first;
        section->mistake = mistake;
        section->mistake_count = mend.count;
    } else if (!section && err) {
        *err = now;
    }
    mend_finish(&mend);
    return section;
}

struct section *course_open(struct course *course, const char *name,
                            struct err *err)
{
    const struct catalogue_section *entry =
        catalogue_find(course->catalogue, name, err);
    struct lesson *lesson;

    if (!entry)
        return NULL;
    if (course->mends)
        return open_mended(course, entry, err);
    lesson = lesson_open(entry->path, err);
    return lesson ? join(course, entry, lesson, err) : NULL;
}

void section_close(struct section *section)
{
    if (!section)
        return;
    figures_destroy(section->figures);
    equations_destroy(section->equations);
    fits_destroy(section->fits);
    lesson_destroy(section->lesson);
}

const struct question *section_question(const struct section *section,
                                        const struct block *block)
{
    for (size_t i = 0; i < section->question_count; i++)
        if (section->questions[i].block == block)
            return &section->questions[i];
    return NULL;
}
