/* The mouse in a section: bars are set and dragged, text scrolls, choices
 * and links are taken. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "course/course.h"
#include "course/inspect.h"
#include "course/question.h"
#include "draw/bar.h"
#include "draw/target.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/chart.h"
#include "screen/inspector.h"
#include "screen/study.h"
#include "screen/app_state.h"

enum { WHEEL_ROWS = 3 };

/* A parameter from where its slider was hit, onto its steps. */
static bool set_slider(struct app *app, int at, struct err *err)
{
    struct lab *lab = study_lab(app);
    size_t index = (size_t)study_param(app);
    struct lab_param param = lab_param(lab, index);
    double step = lab_param_step(lab, index, true);
    int last = app->study.drag.cols - 1;
    double value;

    at = at < 0 ? 0 : at > last ? last : at;
    value = param.from + (param.to - param.from) * at / (last > 0 ? last : 1);
    value = round(round(value / step) * step * 1e12) / 1e12;
    value = fmin(fmax(value, param.from), param.to);
    return lab_let(lab, param.name, value, err);
}

static bool set_bar(struct app *app, int col, struct err *err)
{
    struct study *study = &app->study;
    struct lab *lab = study_lab(app);
    int at = col - study->drag.col;
    double value;

    if (study_param(app) >= 0)
        return set_slider(app, at, err);
    if (lab_model(lab) != LAB_GIVEN)
        return err_set(err, "this row comes from logits: = types one");
    if (at < 0)
        at = 0;
    if (at >= study->drag.cols)
        at = study->drag.cols - 1;
    value = bar_value(at, study->drag.cols);
    return lab_set(lab, study->row, study->class, value, err);
}

/* A drag is one step of the history: its last value replaces the one before.
 * Where the new one is refused, the one before comes back. */
static bool drag(struct app *app, int col, struct err *err)
{
    struct lab *lab = study_lab(app);
    uint64_t before;
    bool undone =
        app->study.drag_moved && lab_can_undo(lab) && lab_undo(lab, NULL);

    before = lab_revision(lab);
    if (set_bar(app, col, err)) {
        app->study.drag_moved = lab_revision(lab) != before;
        return true;
    }
    if (undone)
        lab_redo(lab, NULL);
    return false;
}

static bool press_bar(struct app *app, const struct event *event,
                      const struct hit *hit, struct err *err)
{
    struct study *study = &app->study;

    study->lab_focus = true;
    study->row = (size_t)hit->target.a;
    study->class = (size_t)hit->target.b;
    study->drag = hit->region;
    study->dragging = true;
    study->drag_moved = false;
    return drag(app, event->col, err);
}

/* The first click moves the cursor to the cell, the second types. */
static bool press_cell(struct app *app, const struct hit *hit,
                       struct verdict *verdict, struct err *err)
{
    struct study *study = &app->study;
    size_t row = (size_t)hit->target.a;
    size_t class = hit->target.kind == TARGET_NUMBER ? (size_t)hit->target.b
                                                     : study->class;
    bool again = study->lab_focus && study->row == row &&
                 study->class == class && hit->target.kind == TARGET_NUMBER;

    study->lab_focus = true;
    study->row = row;
    study->class = class;
    return !again || action_line(app, slice_of("type"), verdict, err);
}

/* The first click marks the choice, the second commits to it; what is worked
 * out is typed, and lines of an order are moved, neither of which commits. */
static bool press_choice(struct app *app, const struct hit *hit,
                         struct err *err)
{
    struct study *study = &app->study;
    bool again = study->question == hit->target.a &&
                 study->choice == hit->target.b && !study->lab_focus;
    enum question_kind kind;

    if (!study_open_question(app, hit->target.a))
        return err_set(err, "this question is answered");
    kind = app->section->questions[hit->target.a].ask->kind;
    if (again && kind == QUESTION_CHOICES)
        return study_commit(app, study->question, study->choice, err);
    study->lab_focus = false;
    study->question = hit->target.a;
    study->choice = hit->target.b;
    if (kind != QUESTION_CHOICES && kind != QUESTION_ORDER)
        return study_write(app, (struct slice){ 0 }, err);
    app_say(app, kind == QUESTION_ORDER
                     ? "- and + move the line, enter checks the order"
                     : "enter or a second click commits to it");
    return true;
}

/* A lesson's file beside this one: its path, or false. */
static bool lesson_beside(const struct app *app, struct slice url, char *path,
                          size_t size)
{
    const char *here = app->section->lesson->path;
    const char *slash = strrchr(here, '/');
    int dir =
        slash && url.len && url.at[0] != '/' ? (int)(slash - here) + 1 : 0;

    return slice_ends(url, ".md") && !memmem(url.at, url.len, "://", 3) &&
           snprintf(path, size, "%.*s%.*s", dir, here, SLICE_ARG(url)) <
               (int)size;
}

/* Sections and lesson files open; where else a link leads is only said. */
static bool press_link(struct app *app, const struct hit *hit, struct err *err)
{
    const struct page_anchor *anchor =
        page_anchor(app->study.page, (size_t)hit->target.a);
    char name[ERR_FILE_MAX * 2];

    if (lesson_beside(app, anchor->url, name, sizeof name))
        return study_open(app, name, err);
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(anchor->url));
    if (!strchr(name, '/') &&
        catalogue_find(course_catalogue(app->options.course), name, NULL))
        return study_open(app, name, err);
    app_say(app, "this leads to %s", name);
    return true;
}

static bool press_dot(struct app *app, int index, struct err *err)
{
    const struct catalogue_part *part = app->section->entry->part;
    const struct catalogue *catalogue = course_catalogue(app->options.course);

    if (!part || index < 0 || (size_t)index >= part->count)
        return true;
    return study_open(app, catalogue->sections[part->first + (size_t)index].id,
                      err);
}

static bool press_format(struct app *app, int format, struct verdict *verdict,
                         struct err *err)
{
    char line[48];

    snprintf(line, sizeof line, "format %s", format_name((enum format)format));
    return action_line(app, slice_of(line), verdict, err);
}

bool study_press_lab(struct app *app, const struct event *event,
                     const struct hit *hit, struct verdict *verdict,
                     struct err *err)
{
    switch (hit->target.kind) {
    case TARGET_BAR:
        return press_bar(app, event, hit, err);
    case TARGET_NUMBER:
    case TARGET_ROW:
        return press_cell(app, hit, verdict, err);
    case TARGET_HINT:
        return app_click_hint(app, hit->target.a, verdict, err);
    case TARGET_FORMAT:
        return press_format(app, hit->target.a, verdict, err);
    case TARGET_UNIT:
        return action_line(app, slice_of("unit +"), verdict, err);
    default:
        return true;
    }
}

static bool press(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    struct hit hit;

    if (!app_hit(app, event->row, event->col, &hit))
        return true;
    switch (hit.target.kind) {
    case TARGET_PARAM:
        hit.target.a += (int)lab_rows(study_lab(app));
        return press_bar(app, event, &hit, err);
    case TARGET_CHOICE:
        return press_choice(app, &hit, err);
    case TARGET_LINK:
        return press_link(app, &hit, err);
    case TARGET_EQUATION:
    case TARGET_INSPECTOR:
    case TARGET_TERM:
        return inspector_press(app, event, &hit, err);
    case TARGET_FIGURE:
        return chart_press(app, event, &hit, err);
    case TARGET_DOT:
        return press_dot(app, hit.target.a, err);
    case TARGET_TEXT:
        app->study.lab_focus = false;
        return true;
    case TARGET_LAB:
    case TARGET_CLASS:
    case TARGET_READING:
        app->study.lab_focus = true;
        return true;
    default:
        return study_press_lab(app, event, &hit, verdict, err);
    }
}

static void wheel(struct app *app, const struct event *event)
{
    struct study *study = &app->study;
    struct hit hit;
    bool up = event->mouse == MOUSE_WHEEL_UP;
    const struct lab *lab = study_lab(app);
    bool over_lab =
        app_hit(app, event->row, event->col, &hit) &&
        (hit.target.kind == TARGET_LAB ||
         (hit.target.kind >= TARGET_BAR && hit.target.kind <= TARGET_READING));

    if (study->inspect && !over_lab)
        inspect_shift(study->inspect, up ? -WHEEL_ROWS : WHEEL_ROWS);
    else if (!over_lab || !lab)
        study_scroll(app, up ? -WHEEL_ROWS : WHEEL_ROWS);
    else if (up && study->row)
        study->row--;
    else if (!up && study->row + 1 < study_lab_rows(app))
        study->row++;
}

bool study_press_away(struct app *app, const struct event *event,
                      struct verdict *verdict, struct err *err)
{
    if (event->mouse != MOUSE_PRESS)
        return true;
    app->over = NULL;
    return app->base->mouse(app, event, verdict, err);
}

bool study_mouse(struct app *app, const struct event *event,
                 struct verdict *verdict, struct err *err)
{
    struct study *study = &app->study;

    if (event->mouse == MOUSE_RELEASE)
        study->dragging = study->charting = false;
    else if (event->mouse == MOUSE_DRAG && study->charting)
        chart_drag(app, event);
    else if (event->mouse == MOUSE_DRAG)
        return !study->dragging || drag(app, event->col, err);
    else if (event->mouse == MOUSE_PRESS)
        return press(app, event, verdict, err);
    else
        wheel(app, event);
    return true;
}
