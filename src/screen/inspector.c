#include "screen/inspector.h"

#include "base/err.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/inspect.h"
#include "draw/page.h"
#include "lab/lab.h"
#include "screen/chart.h"
#include "screen/link.h"
#include "screen/study.h"

bool inspector_open(const struct app *app)
{
    return app->section && app->study.inspect;
}

/* ---- marking ---- */

const struct page_anchor *inspector_marked(struct app *app)
{
    return study_in_sight(app, ANCHOR_EQUATION, app->study.marked);
}

void inspector_drop(struct app *app)
{
    if (app->study.marked && !app->study.inspect && !inspector_marked(app))
        app->study.marked = 0;
    if (app->study.link && !link_marked(app))
        app->study.link = 0;
    if (app->study.chart && !chart_marked(app))
        chart_leave(app);
}

bool inspector_unmark(struct app *app)
{
    bool had = inspector_marked(app) || chart_marked(app) || link_marked(app);

    app->study.marked = app->study.link = 0;
    chart_leave(app);
    return had;
}

/* Whether the one stands before the other, as one reads. */
static bool before(const struct page_anchor *one,
                   const struct page_anchor *other)
{
    return one->row < other->row ||
           (one->row == other->row && one->col < other->col);
}

/* What can be marked: of a link that goes on in the next line its beginning. */
static bool can_be_marked(const struct app *app,
                          const struct page_anchor *anchor)
{
    return anchor->kind == ANCHOR_EQUATION || chart_is(app, anchor) ||
           (anchor->kind == ANCHOR_LINK && anchor->sub == 0);
}

/* The nearest equation, figure or link behind the mark, or before it; without a
 * mark the first or last in sight. What is out of sight is scrolled to. */
static const struct page_anchor *beside(struct app *app, int way)
{
    const struct study *study = &app->study;
    const struct page_anchor *from = inspector_marked(app), *found = NULL;

    if (!from)
        from = chart_marked(app);
    if (!from)
        from = link_marked(app);
    for (size_t i = 0; i < page_anchor_count(study->page); i++) {
        const struct page_anchor *one = page_anchor(study->page, i);

        if (!can_be_marked(app, one))
            continue;
        if (way < 0 &&
            (from ? before(one, from)
                  : one->row < study->first + study->height) &&
            (!found || !before(one, found)))
            found = one;
        if (way > 0 &&
            (from ? before(from, one) : one->row + one->rows > study->first) &&
            (!found || before(one, found)))
            found = one;
    }
    return found;
}

bool inspector_mark(struct app *app, int way, struct err *err)
{
    struct study *study = &app->study;
    const struct page_anchor *anchor;

    study_split(app);
    anchor = beside(app, way);
    if (!anchor)
        return err_set(err, way > 0 ? "no equation follows"
                                    : "no equation stands before this");
    inspector_leave(app);
    inspector_unmark(app);
    study->lab_focus = false;
    study->question = -1;
    if (anchor->kind == ANCHOR_FIGURE)
        chart_mark(app, anchor);
    else if (anchor->kind == ANCHOR_LINK)
        link_mark(app, anchor);
    else
        study->marked = anchor->index + 1;
    study->first =
        page_scroll_to(study->page, study->first, study->height, anchor);
    return true;
}

/* ---- in and out ---- */

static const struct equation *equation_of(const struct app *app,
                                          const struct page_anchor *anchor)
{
    const struct equations *all = app->study.equations;

    for (size_t i = 0; all && i < equations_count(all); i++)
        if (equations_get(all, i)->block == anchor->block)
            return equations_get(all, i);
    return NULL;
}

/* The letter that numbers the examples and that the equation leaves free, or
 * NULL. */
static const struct inspect_letter *row_letter(const struct app *app,
                                               struct inspect *inspect)
{
    const struct lab *lab = inspect_equation(inspect)->lab;
    const struct mean *binders[WALK_DEPTH];
    const struct mean *own = inspect_facts(inspect)->binder;
    const struct inspect_letter *letters;
    size_t count = inspect_letters(inspect, &letters), bound;

    if (count == 0 || !lab || lab != study_lab(app) ||
        letters[0].range.count != (size_t)lab_example_count(lab) ||
        (own && slice_eq(own->name, letters[0].key)))
        return NULL;
    bound = walk_binders(inspect_place(inspect), binders, WALK_DEPTH);
    for (size_t i = 0; i < bound; i++)
        if (slice_eq(binders[i]->name, letters[0].key))
            return NULL;
    return &letters[0];
}

void inspector_follow(struct app *app)
{
    struct study *study = &app->study;
    struct inspect *inspect = study->inspect;
    const struct inspect_letter *letter =
        inspect ? row_letter(app, inspect) : NULL;
    size_t rows = letter ? lab_rows(study_lab(app)) : 0;

    if (!letter || study->row >= rows)
        return;
    if (study->followed != study->row + 1 && letter->at % rows != study->row)
        inspect_index(inspect, letter->key, (double)study->row + 1.0, NULL);
    else
        study->row = letter->at % rows;
    study->followed = study->row + 1;
}

bool inspector_enter(struct app *app, const struct page_anchor *anchor,
                     struct err *err)
{
    struct study *study = &app->study;
    const struct equation *equation = equation_of(app, anchor);
    struct inspect *inspect = equation ? inspect_create(equation) : NULL;

    if (!inspect)
        return err_set(err, "nothing of this equation could be read");
    inspector_leave(app);
    inspector_unmark(app);
    study->inspect = inspect;
    study->followed = 0;
    study->aside = 0;
    study->question = -1;
    study->lab_focus = false;
    study->marked = anchor->index + 1;
    return true;
}

void inspector_leave(struct app *app)
{
    inspect_destroy(app->study.inspect);
    app->study.inspect = NULL;
}

/* ---- walking ---- */

bool inspector_step(struct app *app, enum walk_way way, struct err *err)
{
    static const char *const none[] = {
        [WALK_IN] = "this has no parts",
        [WALK_OUT] = "this is a whole side of the equation",
        [WALK_NEXT] = "this is the last part here; up leads out",
        [WALK_BACK] = "this is the first part here; up leads out",
    };

    if (!inspector_open(app))
        return err_set(err, "no equation is looked into: inspect N does");
    if (!inspect_step(app->study.inspect, way))
        return err_set(err, "%s", none[way]);
    app->study.aside = 0;
    app->study.lab_focus = false;
    return true;
}

bool inspector_shift(struct app *app, long by, struct err *err)
{
    const struct inspect_letter *letters;

    if (!inspector_open(app))
        return err_set(err, "no equation is looked into: inspect N does");
    if (inspect_letters(app->study.inspect, &letters) == 0)
        return err_set(err, "no index stands over this part");
    if (!inspect_shift(app->study.inspect, by))
        return err_set(err, by > 0 ? "this is its last value"
                                   : "this is its first value");
    return true;
}

void inspector_aside(struct app *app, int columns)
{
    struct study *study = &app->study;

    study->aside += columns;
    if (study->aside > study->aside_most)
        study->aside = study->aside_most;
    if (study->aside < 0)
        study->aside = 0;
}
