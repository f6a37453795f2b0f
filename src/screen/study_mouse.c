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
#include "screen/link.h"
#include "screen/study.h"
#include "screen/app_state.h"

enum { WHEEL_ROWS = 3 };

/* A parameter from where its slider was hit, onto its steps. */
static double slider_value(const struct app *app, int at)
{
    const struct lab *lab = study_lab(app);
    size_t index = (size_t)study_param(app);
    struct lab_param param = lab_param(lab, index);
    double step = lab_param_step(lab, index, true);
    int last = app->study.drag.cols - 1;
    double value;

    at = at < 0 ? 0 : at > last ? last : at;
    value = param.from + (param.to - param.from) * at / (last > 0 ? last : 1);
    value = round(round(value / step) * step * 1e12) / 1e12;
    return fmin(fmax(value, param.from), param.to);
}

static bool drag(struct app *app, int col, const char *on,
                 struct verdict *verdict, struct err *err)
{
    const struct study *study = &app->study;
    int at = col - study->drag.col;
    double value = study_param(app) >= 0 ? slider_value(app, at)
                                         : bar_value(at, study->drag.cols);

    return action_linef(app, verdict, err, "drag %.17g%s", value, on);
}

/* The cursor to a row, and to a class of it; -1: the one it has. */
static bool point(struct app *app, int row, int class, struct verdict *verdict,
                  struct err *err)
{
    char to[24] = "";

    if (class >= 0)
        snprintf(to, sizeof to, " %d", class + 1);
    return action_linef(app, verdict, err, "focus lab") &&
           action_linef(app, verdict, err, "point %d%s", row + 1, to);
}

static bool press_bar(struct app *app, const struct event *event,
                      const struct hit *hit, int class, struct verdict *verdict,
                      struct err *err)
{
    if (!point(app, hit->target.a, class, verdict, err))
        return false;
    app->study.drag = hit->region;
    app->study.dragging = true;
    return drag(app, event->col, "", verdict, err);
}

/* The first click moves the cursor to the cell, the second types. */
static bool press_cell(struct app *app, const struct hit *hit,
                       struct verdict *verdict, struct err *err)
{
    const struct study *study = &app->study;
    bool number = hit->target.kind == TARGET_NUMBER;
    bool again = number && study->lab_focus &&
                 study->row == (size_t)hit->target.a &&
                 study->class == (size_t)hit->target.b;

    return again ? action_linef(app, verdict, err, "type")
                 : point(app, hit->target.a, number ? hit->target.b : -1,
                         verdict, err);
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

static bool press_dot(struct app *app, int index, struct err *err)
{
    const struct catalogue_part *part = app->section->entry->part;
    const struct catalogue *catalogue = course_catalogue(app->options.course);

    if (!part || index < 0 || (size_t)index >= part->count)
        return true;
    return study_open(app, catalogue->sections[part->first + (size_t)index].id,
                      err);
}

bool study_press_lab(struct app *app, const struct event *event,
                     const struct hit *hit, struct verdict *verdict,
                     struct err *err)
{
    switch (hit->target.kind) {
    case TARGET_BAR:
        return press_bar(app, event, hit, hit->target.b, verdict, err);
    case TARGET_NUMBER:
    case TARGET_ROW:
        return press_cell(app, hit, verdict, err);
    case TARGET_HINT:
        return app_click_hint(app, hit->target.a, verdict, err);
    case TARGET_FORMAT:
        return action_linef(app, verdict, err, "format %s",
                            format_name((enum format)hit->target.a));
    case TARGET_UNIT:
        return action_linef(app, verdict, err, "unit +");
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
        return press_bar(app, event, &hit, -1, verdict, err);
    case TARGET_CHOICE:
        return press_choice(app, &hit, err);
    case TARGET_LINK:
        return link_follow(app,
                           page_anchor(app->study.page, (size_t)hit.target.a),
                           verdict, err);
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
        return action_linef(app, verdict, err, "focus lab");
    default:
        return study_press_lab(app, event, &hit, verdict, err);
    }
}

static bool wheel(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    struct study *study = &app->study;
    struct hit hit;
    bool up = event->mouse == MOUSE_WHEEL_UP;
    const struct lab *lab = study_lab(app);
    bool over_lab =
        app_hit(app, event->row, event->col, &hit) &&
        (hit.target.kind == TARGET_LAB ||
         (hit.target.kind >= TARGET_BAR && hit.target.kind <= TARGET_UNIT));
    size_t rows = study_lab_rows(app);

    if (study->inspect && !over_lab)
        inspect_shift(study->inspect, up ? -WHEEL_ROWS : WHEEL_ROWS);
    else if (!over_lab || !lab)
        study_scroll(app, up ? -WHEEL_ROWS : WHEEL_ROWS);
    else if (up ? study->row > 0 : study->row + 1 < rows)
        return action_linef(app, verdict, err, "point %zu",
                            up ? study->row : study->row + 2);
    return true;
}

bool study_press_away(struct app *app, const struct event *event,
                      struct verdict *verdict, struct err *err)
{
    struct hit hit;

    if (event->mouse != MOUSE_PRESS)
        return true;
    /* A hint is one of the field, as long as that is open. */
    if (app_hit(app, event->row, event->col, &hit) &&
        hit.target.kind == TARGET_HINT)
        return app_click_hint(app, hit.target.a, verdict, err);
    return action_linef(app, verdict, err, "close") &&
           app->base->mouse(app, event, verdict, err);
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
        return !study->dragging || drag(app, event->col, " on", verdict, err);
    else if (event->mouse == MOUSE_PRESS)
        return press(app, event, verdict, err);
    else
        return wheel(app, event, verdict, err);
    return true;
}
