/* The study as it is seen: text at one side, lab at the other. */
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/question.h"
#include "draw/frame.h"
#include "draw/lab_panel.h"
#include "draw/target.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "lesson/record.h"
#include "screen/inspector.h"
#include "screen/link.h"
#include "screen/study.h"
#include "screen/app_state.h"

/* What may be done with a regression, below it. */
static const char fit_keys[] = "f step   F ten   r run, pause   R anew   "
                               ":fit rate 2";

enum { DOTS_MAX = 64, ROOMY_ROWS = 24 };

/* Why levers are held: a question in the text, or one that is not revealed
 * yet. */
static const char *held_by(const struct app *app)
{
    const struct section *section = app->section;
    bool ahead = false;

    for (size_t i = 0; i < section->question_count; i++) {
        const struct question *one = &section->questions[i];

        if (!question_holds(one))
            continue;
        if (one->block->step <= app->study.step)
            return "predict first: answer it in the text";
        ahead = true;
    }
    return ahead ? "held until a question further on: read on" : NULL;
}

/* The panel's view of the lab, the same for its size and its drawing. */
static struct lab_look look_at(struct app *app)
{
    const struct study *study = &app->study;
    const struct section_lab *slot = &app->section->labs[study->lab];
    struct lab_look look = {
        .show = reading_mask(slot->readings, slot->reading_count),
        .focus = study->lab_focus,
        .row = study->row,
        .class = study->class,
        .typing = app->over == &screen_typing ? app->typing.text : NULL,
    };

    if (lab_locked_levers(slot->lab))
        look.held = held_by(app);
    inspector_look(app, &look);
    return look;
}

static struct split split(struct app *app, bool lab_first)
{
    bool has_lab = app->section->lab_count;
    int rows = 0;

    if (has_lab && app->rows >= SPLIT_STACK_ROWS && app->cols < SPLIT_BESIDE) {
        struct lab_look look = look_at(app);

        rows = lab_panel_rows(study_lab(app), &look, app->cols - 4);
    }
    return split_make(app->rows, app->cols, has_lab, lab_first, rows);
}

void study_relayout(struct app *app)
{
    page_destroy(app->study.page);
    app->study.page = NULL;
}

void study_drop_page(struct study *study)
{
    page_destroy(study->page);
    free(study->questions);
    free(study->remarked);
}

static void lay_out(struct app *app, int width, bool labs)
{
    struct study *study = &app->study;
    const struct section *section = app->section;
    struct page_options options;

    /* A row that another width needed is none here. */
    if (width != study->page_width) {
        free(study->remarked);
        study->remarked = NULL;
    }
    if (!study->remarked)
        study->remarked = fatal_calloc(equations_count(study->equations) + 1,
                                       sizeof *study->remarked);
    options = (struct page_options){
        .width = width,
        .height = study->height,
        .step = study->step,
        .ascii = app->options.ascii,
        .labs = labs,
        .equations = study->equations,
        .remarked = study->remarked,
        .figures = section->figures,
        .fits = section->fits,
        .questions = study->questions,
        .question_count = section->question_count,
    };

    for (size_t i = 0; i < section->question_count; i++) {
        study->questions[i].committed = section->questions[i].committed;
        study->questions[i].hints = (int)section->questions[i].hints_seen;
        study->questions[i].live = &section->questions[i];
    }
    study_relayout(app);
    study->page = page_create(section->lesson, options);
    study->page_width = width;
    study->page_height = study->height;
    study->page_labs = labs;
}

/* The line that leads on stands apart from the text where there is room. */
static int onward_rows(const struct app *app)
{
    return app->rows >= ROOMY_ROWS ? 2 : 1;
}

/* What has the keys on the page, or NULL. */
static const struct page_anchor *at_hand(const struct study *study)
{
    if (study->question >= 0)
        return page_find(study->page, ANCHOR_CHOICE, study->question,
                         study->choice);
    if (study->chart)
        return page_find(study->page, ANCHOR_FIGURE, study->chart - 1, 0);
    if (study->link)
        return page_find(study->page, ANCHOR_LINK, study->link - 1, 0);
    return study->marked
               ? page_find(study->page, ANCHOR_EQUATION, study->marked - 1, 0)
               : NULL;
}

/* In another width the same place has another row: about as far down, and what
 * has the keys in sight. The place itself is not forgotten meanwhile. */
static int same_place(const struct study *study)
{
    const struct page_anchor *anchor = at_hand(study);
    int rows = page_rows(study->page), first = study->kept_first;

    if (study->kept_width != study->page_width)
        first = (int)((long)first * rows / study->kept_rows);
    first = page_clamp(study->page, first, study->height);
    if (anchor && (anchor->row + anchor->rows <= first ||
                   anchor->row >= first + study->height))
        first = page_scroll_to(study->page, first, study->height, anchor);
    return first;
}

/* laid: the page was just laid out. */
static void keep_place(struct study *study, bool laid)
{
    int rows = page_rows(study->page);

    if (study->first != study->shown_first || !study->kept_rows) {
        study->kept_first = study->first;
        study->kept_width = study->page_width;
        study->kept_rows = rows > 0 ? rows : 1;
    } else if (laid) {
        study->first = same_place(study);
    }
    study->first = page_clamp(study->page, study->first, study->height);
    study->shown_first = study->first;
}

struct split study_split(struct app *app)
{
    struct split text = split(app, false);
    struct study *study = &app->study;
    bool turns = text.way == SPLIT_TURNS && app->section->lab_count;
    struct split shown = study->lab_focus && turns ? split(app, true) : text;
    bool laid;

    /* Where nothing is shown nothing moves. */
    if (text.way == SPLIT_TINY && study->page)
        return text;
    study->height = text.text.rows - onward_rows(app);
    if (study->height < 1)
        study->height = 1;
    laid = !study->page || study->page_width != text.text.cols ||
           study->page_height != study->height || study->page_labs != turns;
    if (laid)
        lay_out(app, text.text.cols, turns);
    keep_place(study, laid);
    return shown;
}

bool study_text_seen(struct app *app)
{
    return app->base != &screen_study || app->options.lines ||
           !rect_empty(study_split(app).text);
}

/* What reading on would do, in the last row of the text. */
static void draw_onward(struct app *app, struct canvas *canvas, struct rect row)
{
    const struct study *study = &app->study;
    const struct section *section = app->section;
    const struct catalogue_section *next =
        catalogue_next(course_catalogue(app->options.course), section->entry);
    char text[160];
    int steps = section->lesson->steps;

    if (study->first + study->height < page_rows(study->page))
        snprintf(text, sizeof text, "↓ more below");
    else if (study->step < steps)
        snprintf(text, sizeof text, "▸ space goes on · step %d of %d",
                 study->step + 1, steps + 1);
    else if (next) {
        snprintf(text, sizeof text, "▸ the end · space opens %s %s", next->id,
                 next->title);
        if (canvas_width(slice_of(text)) > row.cols)
            snprintf(text, sizeof text, "▸ space opens %s %s", next->id,
                     next->title);
        if (canvas_width(slice_of(text)) > row.cols)
            snprintf(text, sizeof text, "▸ the end · space opens %s", next->id);
    } else
        snprintf(text, sizeof text, "the end");
    canvas_puts(canvas, row.row, row.col, row.cols, text, STYLE(ROLE_DIM));
}

static void draw_text(struct app *app, struct canvas *canvas, struct rect area)
{
    struct study *study = &app->study;
    const struct page_anchor *focus = NULL;
    struct rect page = area;
    int first = study->first;

    if (rect_empty(area))
        return;
    page.rows = study->height;
    if (study->inspect)
        page = inspector_sight(app, area, &first);
    if (study->question >= 0 && !study->lab_focus)
        focus = page_find(study->page, ANCHOR_CHOICE, study->question,
                          study->choice);
    else if (!study->lab_focus && !study->inspect)
        focus = study->link ? link_marked(app) : inspector_marked(app);
    canvas_target(canvas, area, (struct target){ TARGET_TEXT, 0, 0 });
    page_draw(canvas, page, study->page, first, focus);
    if (study->equations)
        page_values(canvas, page, study->page, first, study->equations);
    page_figures(canvas, page, study->page, first, app->section->figures,
                 app->options.dots,
                 study->lab_focus || study->question >= 0 ? -1
                                                          : study->chart - 1);
    page_fits(canvas, page, study->page, first, app->section->fits,
              app->options.dots, fit_keys);
    study->sight = page;
    study->sight_first = first;
    if (study->lab_focus)
        inspector_light_readers(app, canvas, page, first);
    if (study->inspect) {
        inspector_draw(app, canvas, area, page, first);
        return;
    }
    if (!study->lab_focus)
        canvas_rest(canvas, page.row, page.col);
    draw_onward(app, canvas,
                (struct rect){ area.row + area.rows - 1, area.col, 1,
                               area.cols });
}

static void draw_lab(struct app *app, struct canvas *canvas, struct rect area)
{
    struct lab *lab = study_lab(app);
    struct lab_look look;

    if (!lab || rect_empty(area))
        return;
    look = look_at(app);
    canvas_target(canvas, area, (struct target){ TARGET_LAB, 0, 0 });
    lab_panel_draw(canvas, area, lab, &look);
}

/* Where a section is from: its source, else its number, or for a file that is
 * no section of the course the file's name, once. */
static const char *origin(const struct section *section)
{
    const char *id = section->entry->id, *slash = strrchr(id, '/');

    if (section->lesson->source)
        return section->lesson->source;
    if (section->entry->part)
        return id;
    id = slash ? slash + 1 : id;
    return strcmp(id, section->lesson->title) == 0 ? NULL : id;
}

static void draw_header(struct app *app, struct canvas *canvas,
                        struct rect area)
{
    const struct section *section = app->section;
    const struct catalogue_part *part = section->entry->part;
    const struct catalogue *catalogue = course_catalogue(app->options.course);
    enum progress dots[DOTS_MAX];
    struct header header = {
        .course = origin(section),
        .title = section->lesson->title,
        .dots = dots,
    };

    for (size_t i = 0; part && i < part->count && i < DOTS_MAX; i++) {
        const struct catalogue_section *one =
            &catalogue->sections[part->first + i];

        dots[header.dot_count++] = app_progress(app, one->id);
        if (one->index == section->entry->index)
            header.current = i;
    }
    header_draw(canvas, area, &header);
}

void study_draw(struct app *app, struct canvas *canvas)
{
    struct split shown = study_split(app);

    draw_header(app, canvas, shown.header);
    draw_text(app, canvas, shown.text);
    draw_lab(app, canvas, shown.lab);
    app_draw_footer(app, canvas, shown.footer);
}
