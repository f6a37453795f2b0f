/* inspector_view.c - what an equation that is looked into looks like. */
#include "screen/inspector.h"

#include "course/course.h"
#include "course/equation.h"
#include "course/inspect.h"
#include "draw/inspector_panel.h"
#include "draw/lab_panel.h"
#include "draw/page.h"
#include "lab/lab.h"
#include "screen/study.h"

enum {
    CONTEXT = 2,     /* rows of text that stay with the equation */
    PANEL_MOST = 19, /* a table longer than that is no help */
    PANEL_LEAST = 8,
    READERS = 32
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static const struct page_anchor *anchor_of(const struct app *app)
{
    return page_find(app->study.page, ANCHOR_EQUATION, app->study.marked - 1,
                     0);
}

static struct page_part part_of(const struct app *app)
{
    const struct mean *part = walk_part(inspect_place(app->study.inspect));

    return (struct page_part){ anchor_of(app), part->from, part->to };
}

/* A blank row above the panel, where rows are not dear. */
static int gap(struct rect area)
{
    return area.rows >= 16 ? 1 : 0;
}

/* The same rows whatever part is lit, so that nothing jumps. */
struct rect inspector_sight(struct app *app, struct rect area, int *first)
{
    struct study *study = &app->study;
    const struct page_anchor *anchor = anchor_of(app);
    struct rect sight = area;
    int wanted, row;

    if (!anchor)
        return sight;
    wanted = least(anchor->rows + CONTEXT + gap(area),
                   most(area.rows - PANEL_LEAST, area.rows / 2));
    sight.rows = most(wanted, area.rows - PANEL_MOST) - gap(area);
    *first = page_scroll_to(study->page, study->first, sight.rows, anchor);
    row = page_part_row(study->page, part_of(app));
    if (anchor->rows > sight.rows && row >= 0)
        *first = page_clamp(study->page, row - sight.rows / 2, sight.rows);
    return sight;
}

/* A terminal's block cursor turns the cell under it round: reversed, it would
 * look as if it were not lit. */
static void put_cursor(struct canvas *canvas, struct page_spot spot)
{
    struct rect cell = { spot.row, spot.col, 1, 1 };

    canvas_role(canvas, cell, ROLE_ACCENT);
    canvas_attr(canvas, cell, ATTR_BOLD | ATTR_UNDERLINE);
    canvas_cursor(canvas, spot.row, spot.col);
}

void inspector_draw(struct app *app, struct canvas *canvas, struct rect area,
                    struct rect sight, int first)
{
    struct study *study = &app->study;
    const struct lab *lab = inspect_equation(study->inspect)->lab;
    struct inspector_look look = { .unit = lab ? lab_unit(lab) : UNIT_NATS,
                                   .skip = study->aside };
    struct rect panel = rect_inset(area, sight.rows + gap(area), 0, 0, 0);
    struct page_spot spot;

    study->aside_most =
        inspector_panel_draw(canvas, panel, study->inspect, &look);
    if (anchor_of(app) &&
        page_light(canvas, sight, study->page, first, part_of(app),
                   STYLE(ROLE_FOCUS), &spot) &&
        !study->lab_focus)
        put_cursor(canvas, spot);
}

/* ---- cells ---- */

static void light_equation(struct app *app, struct canvas *canvas,
                           struct rect sight, int first,
                           const struct page_anchor *anchor)
{
    const struct study *study = &app->study;
    struct inspect_span spans[READERS];
    size_t count = 0;

    for (size_t i = 0; i < equations_count(study->equations); i++) {
        const struct equation *one = equations_get(study->equations, i);

        if (one->block == anchor->block && one->lab == study_lab(app))
            count =
                inspect_readers(one, study->row, study->class, spans, READERS);
    }
    for (size_t i = 0; i < count; i++)
        page_light(canvas, sight, study->page, first,
                   (struct page_part){ anchor, spans[i].from, spans[i].to },
                   STYLE_WITH(ROLE_ACCENT, ATTR_UNDERLINE), NULL);
}

void inspector_light_readers(struct app *app, struct canvas *canvas,
                             struct rect sight, int first)
{
    const struct study *study = &app->study;

    if (!study->equations || !study_lab(app))
        return;
    for (size_t i = 0; i < page_anchor_count(study->page); i++) {
        const struct page_anchor *one = page_anchor(study->page, i);

        if (one->kind == ANCHOR_EQUATION && one->row + one->rows > first &&
            one->row < first + sight.rows)
            light_equation(app, canvas, sight, first, one);
    }
}

static bool reads(void *context, bool truth, size_t row, size_t class)
{
    return inspect_reads(context, truth ? LAB_CELLS_TRUTH : LAB_CELLS_SCORES,
                         row, class);
}

void inspector_look(const struct app *app, struct lab_look *look)
{
    if (!inspector_open(app) ||
        inspect_equation(app->study.inspect)->lab != study_lab(app))
        return;
    look->reads = reads;
    look->reads_context = app->study.inspect;
}

/* ---- the mouse ---- */

/* The smallest part at the cell; an equation that is not open is opened. */
static bool press_equation(struct app *app, const struct event *event,
                           const struct hit *hit, struct err *err)
{
    struct study *study = &app->study;
    const struct page_anchor *anchor =
        page_anchor(study->page, (size_t)hit->target.a);
    int row = event->row - study->sight.row + study->sight_first;
    int col = event->col - study->sight.col;
    struct page_part part;

    if ((!study->inspect || study->marked != anchor->index + 1) &&
        !inspector_enter(app, anchor, err))
        return false;
    study->lab_focus = false;
    study->aside = 0;
    if (page_part_at(study->page, anchor, row, col, &part))
        inspect_to(study->inspect, part.from, part.to);
    return true;
}

bool inspector_press(struct app *app, const struct event *event,
                     const struct hit *hit, struct err *err)
{
    struct study *study = &app->study;
    const struct inspect_letter *letters;
    size_t count;

    if (hit->target.kind == TARGET_EQUATION)
        return press_equation(app, event, hit, err);
    study->lab_focus = false;
    if (hit->target.kind != TARGET_TERM || !study->inspect)
        return true;
    count = inspect_letters(study->inspect, &letters);
    return count == 0 || inspect_index(study->inspect, letters[count - 1].key,
                                       unroll_index(&letters[count - 1].range,
                                                    (size_t)hit->target.a),
                                       err);
}
