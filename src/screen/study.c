/* Walking through a section: scrolling, steps, focus, what is recorded. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/inspect.h"
#include "course/question.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "lesson/record.h"
#include "screen/actions.h"
#include "screen/inspector.h"
#include "screen/present.h"
#include "screen/study.h"
#include "screen/app_state.h"

enum { CONTEXT = 2 /* rows that stay in sight when a page is turned */ };

static unsigned where_asked(const struct app *app)
{
    static const unsigned where[] = { [QUESTION_CHOICES] = WHERE_CHOICE,
                                      [QUESTION_ANSWER] = WHERE_ASKED,
                                      [QUESTION_STEPS] = WHERE_ASKED,
                                      [QUESTION_ORDER] = WHERE_ORDER,
                                      [QUESTION_REACH] = WHERE_REACH };

    return where[app->section->questions[app->study.question].ask->kind];
}

const struct page_anchor *study_in_sight(const struct app *app,
                                         enum anchor_kind kind, int number)
{
    const struct study *study = &app->study;
    const struct page_anchor *anchor =
        number > 0 && study->page ? page_find(study->page, kind, number - 1, 0)
                                  : NULL;

    return anchor && anchor->row + anchor->rows > study->first &&
                   anchor->row < study->first + study->height
               ? anchor
               : NULL;
}

static unsigned where(const struct app *app)
{
    if (app->study.lab_focus)
        return WHERE_LAB;
    if (app->study.inspect)
        return WHERE_PART;
    if (app->study.chart && app->study.question < 0)
        return WHERE_FIGURE;
    if (app->study.marked && app->study.question < 0)
        return WHERE_EQUATION;
    if (app->study.link && app->study.question < 0)
        return WHERE_LINK;
    return app->study.question >= 0 ? where_asked(app) : WHERE_TEXT;
}

void study_leave(struct app *app)
{
    struct study *study = &app->study;

    if (!app->section)
        return;
    study_play_end(app);
    if (app->talk)
        talk_leave(app);
    if (app->options.record)
        record_place(app->options.record, app->section->key, study->step,
                     study->first);
    study_drop_page(study);
    inspector_leave(app);
    section_close(app->section);
    app->fitted = NULL;
    app->section = NULL;
    memset(study, 0, sizeof *study);
    study->question = -1;
}

/* Goes on where the record says. */
static void continue_at(struct app *app, const struct section *section)
{
    const struct record_lesson *past =
        app->options.record ? record_lesson(app->options.record, section->key)
                            : NULL;
    struct study *study = &app->study;

    if (!past)
        return;
    study->step = past->step;
    study->first = past->row;
    if (past->read)
        study->step = app->options.lines ? 0 : section->lesson->steps;
    if (study->step > section->lesson->steps)
        study->step = section->lesson->steps;
    if (study->step < 0)
        study->step = 0;
}

bool study_open(struct app *app, const char *name, struct err *err)
{
    struct section *section = course_open(app->options.course, name, err);

    if (!section)
        return false;
    study_leave(app);
    app->section = section;
    app->opened++;
    app->base = &screen_study;
    app->over = NULL;
    app->study.questions =
        fatal_calloc(section->question_count + 1, sizeof *app->study.questions);
    app->study.equations = section->equations;
    continue_at(app, section);
    if (section->entry->index != SIZE_MAX)
        app->map.selected = section->entry->index;
    if (app->options.record) {
        record_visit(app->options.record, section->key);
        study_tell_trouble(app);
    }
    study_tell_mistakes(app);
    if (app->talk)
        talk_begin(app);
    else
        study_focus_sight(app);
    return true;
}

void study_look(struct app *app)
{
    struct study *study = &app->study;
    const struct lab *lab;

    if (!app->section)
        return;
    if (study_split(app).way == SPLIT_TINY)
        return;
    inspector_drop(app);
    if (!study->lab_focus)
        study->lab = study_lab_beside(app);
    lab = study_lab(app);
    if (lab && study->row >= study_lab_rows(app))
        study->row = study_lab_rows(app) ? study_lab_rows(app) - 1 : 0;
    if (lab && study->class >= lab_classes(lab))
        study->class = lab_classes(lab) ? lab_classes(lab) - 1 : 0;
    inspector_follow(app);
    if (!app->options.lines && !study->finished &&
        study->step == app->section->lesson->steps &&
        study->first + study->height >= page_rows(study->page)) {
        study->finished = true;
        if (app->options.record)
            record_read(app->options.record, app->section->key);
    }
}

void study_scroll(struct app *app, int rows)
{
    struct study *study = &app->study;
    long first = (long)study->first + rows;

    inspector_leave(app);
    study_split(app);
    if (first < 0)
        first = 0;
    if (first > page_rows(study->page))
        first = page_rows(study->page);
    study->first = page_clamp(study->page, (int)first, study->height);
    /* Up to the top is a move to there, even if all of it was in sight. */
    if (rows < 0 && study->first == 0)
        study->kept_rows = 0;
    study_focus_sight(app);
}

/* Shows one step more, its beginning in sight. */
static void reveal_step(struct app *app)
{
    struct study *study = &app->study;
    const struct page_anchor *anchor;
    int first = study->first, all;

    inspector_leave(app);
    study->step++;
    study_relayout(app);
    study_split(app);
    anchor = page_find(study->page, ANCHOR_STEP, study->step, 0);
    all = page_rows(study->page) - study->height;
    if (anchor) {
        int top = anchor->row - CONTEXT;

        first = all < top ? all : top;
        if (first < study->first)
            first = study->first;
    }
    study->first = page_clamp(study->page, first, study->height);
    study_focus_sight(app);
}

/* The row itself, or that of the equation which it would cut. */
static int uncut(const struct page *page, int row)
{
    for (size_t i = 0; i < page_anchor_count(page); i++) {
        const struct page_anchor *anchor = page_anchor(page, i);

        if (anchor->kind == ANCHOR_EQUATION && anchor->row < row &&
            row < anchor->row + anchor->rows)
            return anchor->row;
    }
    return row;
}

/* A screen down (+1) or up (-1), some rows of it still in sight. Going down
 * the top does not cut an equation, unless it is taller than the screen. */
static void turn_page(struct app *app, int way)
{
    struct study *study = &app->study;
    int before, top;

    study_split(app);
    before = study->first;
    study_scroll(app,
                 way * (study->height > 2 * CONTEXT ? study->height - CONTEXT
                                                    : 1));
    top = uncut(study->page, study->first);
    if (way > 0 && top > before)
        study_scroll(app, top - study->first);
}

bool study_forward(struct app *app, struct err *err)
{
    struct study *study = &app->study;

    study_split(app);
    study->lab_focus = false;
    if (study->first + study->height < page_rows(study->page)) {
        turn_page(app, 1);
        return true;
    }
    return study_next(app, err);
}

/* What stands behind a prediction gives it away. So the first time, going on
 * leads to the question; who wants to go on without it asks again, and is not
 * led back any more. */
static bool remind(struct app *app)
{
    struct study *study = &app->study;
    int question = study_unpredicted(app, study->reminded);

    if (question < 0)
        return false;
    study->reminded = question + 1;
    study_show_question(app, question);
    study_focus_sight(app);
    if (app->options.lines)
        app_say(app,
                "predict first: question '%s' waits for an answer; next once "
                "more goes on without",
                app->section->questions[question].ask->id);
    else
        app_say(app, "predict first; once more goes on without");
    return true;
}

bool study_next(struct app *app, struct err *err)
{
    if (app->study.step >= app->section->lesson->steps)
        return study_beside(app, 1, err);
    app->study.lab_focus = false;
    if (!remind(app))
        reveal_step(app);
    return true;
}

/* The page's row at which a step begins. */
static int step_row(const struct app *app, int step)
{
    const struct page_anchor *anchor =
        step > 0 ? page_find(app->study.page, ANCHOR_STEP, step, 0) : NULL;
    int row = anchor ? anchor->row - CONTEXT : 0;

    return row > 0 ? row : 0;
}

bool study_back(struct app *app, struct err *err)
{
    struct study *study = &app->study;
    int step = study->step;

    study_split(app);
    study->lab_focus = false;
    if (study->first == 0)
        return study_beside(app, -1, err);
    while (step > 0 && step_row(app, step) >= study->first)
        step--;
    study_scroll(app, step_row(app, step) - study->first);
    return true;
}

bool study_beside(struct app *app, int step, struct err *err)
{
    const struct catalogue *catalogue = course_catalogue(app->options.course);
    const struct catalogue_section *to =
        step > 0 ? catalogue_next(catalogue, app->section->entry)
                 : catalogue_previous(catalogue, app->section->entry);

    if (!to)
        return err_set(err, step > 0 ? "this is the last section"
                                     : "this is the first section");
    return study_open(app, to->id, err);
}

void study_reveal(struct app *app, int step)
{
    if (step <= app->study.step)
        return;
    app->study.step = step;
    study_relayout(app);
}

void study_reveal_all(struct app *app)
{
    study_reveal(app, app->section->lesson->steps);
    study_focus_sight(app);
}

bool study_focus(struct app *app, struct err *err)
{
    if (!app->section->lab_count)
        return err_set(err, "this section has no lab");
    app->study.lab_focus = !app->study.lab_focus;
    app->base = app->talk ? &screen_talk : &screen_study;
    return true;
}

static bool move_cell(struct app *app, enum move way, struct err *err)
{
    struct study *study = &app->study;
    struct lab *lab = study_lab(app);
    size_t rows = study_lab_rows(app);
    size_t classes = rows ? lab_classes(lab) : 0;

    if (!rows)
        return err_set(err, "this lab has no table to move in");
    /* Across, a parameter's slider moves. */
    if (study_param(app) >= 0 && (way == MOVE_LEFT || way == MOVE_RIGHT))
        return lab_step_param(lab, (size_t)study_param(app),
                              way == MOVE_RIGHT ? 1 : -1, false, err);
    if (way == MOVE_UP && study->row)
        study->row--;
    else if (way == MOVE_DOWN && study->row + 1 < rows)
        study->row++;
    else if (way == MOVE_LEFT && study->class)
        study->class -= 1;
    else if (way == MOVE_RIGHT && study->class + 1 < classes)
        study->class += 1;
    else if (way == MOVE_PAGE_UP)
        study->row = study->row > 5 ? study->row - 5 : 0;
    else if (way == MOVE_PAGE_DOWN)
        study->row = study->row + 5 < rows ? study->row + 5 : rows - 1;
    else if (way == MOVE_TOP)
        study->row = 0;
    else if (way == MOVE_BOTTOM)
        study->row = rows - 1;
    return true;
}

/* Up and down are in and out of a part: there the pages are those of its
 * terms. */
static bool move_part(struct app *app, enum move way, struct err *err)
{
    switch (way) {
    case MOVE_UP:
        return inspector_step(app, WALK_OUT, err);
    case MOVE_DOWN:
        return inspector_step(app, WALK_IN, err);
    case MOVE_LEFT:
        return inspector_step(app, WALK_BACK, err);
    case MOVE_RIGHT:
        return inspector_step(app, WALK_NEXT, err);
    case MOVE_PAGE_UP:
    case MOVE_PAGE_DOWN:
        return inspector_shift(app, way == MOVE_PAGE_UP ? -10 : 10, err);
    default:
        return inspector_shift(app,
                               way == MOVE_TOP ? LONG_MIN / 2 : LONG_MAX / 2,
                               err);
    }
}

static bool move(struct app *app, enum move way, struct err *err)
{
    struct study *study = &app->study;

    if (study->lab_focus)
        return move_cell(app, way, err);
    if (study->inspect)
        return move_part(app, way, err);
    if (way == MOVE_UP || way == MOVE_DOWN)
        study_step_line(app, way == MOVE_DOWN ? 1 : -1);
    else if (way == MOVE_PAGE_UP || way == MOVE_PAGE_DOWN)
        turn_page(app, way == MOVE_PAGE_DOWN ? 1 : -1);
    else if (way == MOVE_TOP || way == MOVE_BOTTOM)
        study_scroll(app, way == MOVE_TOP ? -INT_MAX / 2 : INT_MAX / 2);
    else
        return err_set(err, "tab goes to the lab, whose cells these keys move");
    return true;
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    (void)verdict;
    if (app->study.question < 0 || app->study.lab_focus)
        return err_set(err, "no question is marked");
    if (where(app) == WHERE_ORDER)
        return study_answer(app, app->study.question, (struct slice){ 0 }, err);
    if (where(app) & (WHERE_ASKED | WHERE_REACH))
        return study_write(app, (struct slice){ 0 }, err);
    return study_commit(app, app->study.question, app->study.choice, err);
}

static bool close(struct app *app, struct err *err)
{
    (void)err;
    if (app->study.lab_focus)
        app->study.lab_focus = false;
    else if (app->study.inspect)
        inspector_leave(app);
    else if (!inspector_unmark(app))
        app->base = &screen_map;
    return true;
}

void study_begin_number(struct app *app, uint32_t rune)
{
    struct verdict verdict = { 0 };
    struct err err = { 0 };

    if (rune < '0' || rune > '9')
        return;
    if (action_line(app, slice_of("type"), &verdict, &err))
        field_insert(&app->typing, rune);
    else {
        app->message = err;
        app->message_bad = true;
    }
}

/* Digits and other beginnings of formulas begin an answer. */
static void insert(struct app *app, uint32_t rune)
{
    struct err err = { 0 };

    if (!app->study.lab_focus && where(app) == WHERE_ASKED) {
        if (rune < 0x80 && strchr("0123456789-.(\\", (int)rune) &&
            study_write(app, (struct slice){ 0 }, &err))
            field_insert(&app->typing, rune);
        return;
    }
    if (app->study.lab_focus)
        study_begin_number(app, rune);
}

const struct screen screen_study = {
    .where = where,
    .draw = study_draw,
    .move = move,
    .take = take,
    .close = close,
    .mouse = study_mouse,
    .insert = insert,
};
