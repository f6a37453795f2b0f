#include "cli/math_ground.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/stream.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/notation.h"
#include "course/question.h"
#include "lab/csv_read.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "tex/scope.h"

static bool use_lab(struct math_ground *ground, struct lab *lab, bool owned)
{
    if (ground->lab_owned)
        lab_destroy(ground->lab);
    ground->lab = lab;
    ground->lab_owned = owned;
    ground->scope = notation_lab(ground->arena, ground->scope, lab);
    ground->data = lab_eval_data(ground->arena, lab);
    return true;
}

bool math_ground_open(struct math_ground *ground, struct err *err)
{
    struct lab_spec empty = { .levers = LAB_LEVER_ALL };
    struct lab *lab;

    *ground = (struct math_ground){ .arena = arena_create() };
    if (session_open(&ground->session, false, true, err)) {
        ground->scope =
            notation_scope(ground->arena, ground->session.catalogue, err);
        lab = ground->scope ? lab_create(&empty, err) : NULL;
        if (lab)
            return use_lab(ground, lab, true);
        session_close(&ground->session);
    }
    arena_destroy(ground->arena);
    return false;
}

void math_ground_close(struct math_ground *ground)
{
    if (ground->lab_owned)
        lab_destroy(ground->lab);
    if (ground->section)
        section_close(ground->section);
    session_close(&ground->session);
    arena_destroy(ground->arena);
}

/* ---- data ---- */

static bool is_csv(const char *name)
{
    return strcmp(name, "-") == 0 || slice_ends(slice_of(name), ".csv") ||
           (file_exists(name) && !file_is_dir(name) &&
            !slice_ends(slice_of(name), ".md"));
}

static bool use_csv(struct math_ground *ground, const char *path,
                    struct err *err)
{
    struct stream stream;
    struct lab *lab;

    if (!stream_open(&stream, path, err))
        return false;
    lab = csv_read(&stream, err);
    stream_close(&stream);
    return lab && use_lab(ground, lab, true);
}

/* The lab of that name, or the first; NULL with err. */
static struct lab *choose_lab(const struct section *section, const char *name,
                              struct err *err)
{
    const char *path = section->entry->path;

    if (section->lab_count == 0) {
        err_at(err, path, 0, 0, "there is no lab in this section");
        return NULL;
    }
    if (!name)
        return section->labs[0].lab;
    for (size_t i = 0; i < section->lab_count; i++)
        if (strcmp(lab_name(section->labs[i].lab), name) == 0)
            return section->labs[i].lab;
    err_at(err, path, 0, 0, "there is no lab '%s'; '%s' would do", name,
           lab_name(section->labs[0].lab));
    return NULL;
}

static bool use_section(struct math_ground *ground, const char *text,
                        struct err *err)
{
    const char *colon = file_exists(text) ? NULL : strrchr(text, ':');
    size_t n = colon ? (size_t)(colon - text) : strlen(text);
    struct lab *lab;

    ground->section = course_open(ground->session.course,
                                  arena_text(ground->arena, text, n), err);
    if (!ground->section)
        return false;
    /* Nobody predicts here. */
    question_locks(ground->section, true);
    lab = choose_lab(ground->section, colon ? colon + 1 : NULL, err);
    return lab && use_lab(ground, lab, false);
}

bool math_ground_data(struct math_ground *ground, const char *name,
                      struct err *err)
{
    return is_csv(name) ? use_csv(ground, name, err)
                        : use_section(ground, name, err);
}

/* ---- definitions ---- */

/* Its blocks must live as long as the scope does. */
static bool define_lesson(struct math_ground *ground, const char *path,
                          struct err *err)
{
    struct lesson *lesson = lesson_open(path, err);
    const struct scope *scope;

    if (!lesson)
        return false;
    scope = notation_lesson(ground->arena, ground->scope, lesson, err);
    if (scope == ground->scope)
        err_at(err, path, 0, 0,
               "there is no define block in this lesson; a file with what one "
               "holds, whose name does not end in .md, would do too");
    lesson_destroy(lesson);
    if (!scope || scope == ground->scope)
        return false;
    ground->scope = scope;
    return true;
}

static bool define_text(struct math_ground *ground, const char *path,
                        struct err *err)
{
    struct strbuf text = { 0 };
    const struct scope *scope;
    struct err why = { 0 };

    if (!file_read(path, &text, 0, err))
        return false;
    scope = scope_define(ground->arena, ground->scope,
                         (struct slice){ text.at, text.len }, 1, &why);
    strbuf_finish(&text);
    if (!scope)
        return err_at(err, strcmp(path, "-") ? path : "standard input",
                      why.line, why.column, "%s", why.text);
    ground->scope = scope;
    return true;
}

bool math_ground_define(struct math_ground *ground, const char *name,
                        struct err *err)
{
    const struct catalogue_section *section;

    if (!slice_ends(slice_of(name), ".md") &&
        (strcmp(name, "-") == 0 || session_is_file(name) || file_exists(name)))
        return define_text(ground, name, err);
    section = catalogue_find(ground->session.catalogue, name, err);
    return section && define_lesson(ground, section->path, err);
}
