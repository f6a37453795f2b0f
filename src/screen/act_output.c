#include "screen/action_run.h"

#include "base/err.h"
#include "base/file_out.h"
#include "course/course.h"
#include "draw/lab_panel.h"
#include "draw/writer.h"
#include "lab/lab.h"
#include "lab/rows_csv.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"
#include "tex/node.h"

static bool has_number(const struct block *block, struct slice number)
{
    struct slice tag = tex_node_tag(block->math.node);

    return number.len && slice_eq(tag, number);
}

/* Without a number: the marked equation, else the first in sight. */
static bool is_meant(const struct app *app, const struct page_anchor *anchor)
{
    const struct study *study = &app->study;

    return study->marked ? anchor->index == study->marked - 1
                         : anchor->row >= study->first;
}

/* The TeX of the displayed equation with that number or, where none has it,
 * of the n-th on the page; for "" of the one that is meant. */
static bool copy_equation(struct app *app, struct slice number, struct err *err)
{
    const struct block *found = NULL;
    long n = 0, seen = 0;

    slice_long(number, &n);
    study_split(app);
    for (size_t i = 0; i < page_anchor_count(app->study.page); i++) {
        const struct page_anchor *anchor = page_anchor(app->study.page, i);

        if (anchor->kind != ANCHOR_EQUATION)
            continue;
        seen++;
        if (has_number(anchor->block, number)) {
            found = anchor->block;
            break;
        }
        if (!found && (n ? seen == n : is_meant(app, anchor)))
            found = anchor->block;
    }
    if (!found)
        return err_set(err,
                       seen ? "no equation (%ld); there are %ld equations here"
                            : "no equation is in sight",
                       n, seen);
    strbuf_slice(&app->copied, found->math.text);
    return true;
}

static bool copy_reading(struct app *app, struct slice name, struct err *err)
{
    struct lab *lab = study_lab(app);
    int reading = reading_from_name(name);

    if (reading < 0)
        return err_set(err,
                       "no reading '%.*s': likelihood, log-likelihood, "
                       "cross-entropy, kl, ..., or an equation's number",
                       SLICE_ARG(name));
    if (!lab)
        return err_set(err, "this section has no lab");
    reading_text(&app->copied, lab, (enum reading)reading, app->options.ascii);
    return true;
}

bool act_copy(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    long number;
    bool fine;

    if (!app->section && !app->desk)
        return err_set(err, "no section is open");
    strbuf_clear(&app->copied);
    if (!app->desk && call->count && slice_long(call->args[0], &number) &&
        number > 0)
        fine = copy_equation(app, call->args[0], err);
    else if (call->count)
        fine = copy_reading(app, call->args[0], err);
    else if (app->study.lab_focus || app->desk)
        fine = copy_reading(app, slice_of("cross-entropy"), err);
    else
        fine = copy_equation(app, slice_of(""), err);
    if (!fine)
        return false;
    call->verdict->copy = strbuf_text(&app->copied);
    app_say(app, "copied: %s", strbuf_text(&app->copied));
    return true;
}

/* The screen as it is, in the format of the file's ending. */
static bool export_screen(struct app *app, struct slice file,
                          struct strbuf *out, struct err *err)
{
    struct canvas *canvas =
        canvas_create(app->rows, app->cols, app->options.ascii);
    bool fine = true;

    app_draw(app, canvas);
    if (slice_ends(file, ".txt"))
        writer_text(out, canvas);
    else if (slice_ends(file, ".ans"))
        writer_ansi(out, canvas, app->theme, 256);
    else if (slice_ends(file, ".svg"))
        writer_svg(out, canvas, app->theme);
    else
        fine = err_set(err, "'%.*s' ends in none of .txt, .ans, .svg, .csv",
                       SLICE_ARG(file));
    canvas_destroy(canvas);
    return fine;
}

static bool export_lab(struct app *app, struct strbuf *out, struct err *err)
{
    struct lab *lab = study_lab(app);

    if (!lab || !lab_rows(lab))
        return err_set(err, "there is no lab to write as CSV");
    rows_csv_all(lab, out);
    return true;
}

static bool replace(struct app *app, struct slice file, const char *path,
                    struct err *err)
{
    struct strbuf out = { 0 };
    bool fine = slice_ends(file, ".csv") ? export_lab(app, &out, err)
                                         : export_screen(app, file, &out, err);

    fine = fine && file_out_all(path, FILE_OVER,
                                (struct slice){ out.at, out.len }, err);
    if (fine)
        app_say(app, "written: %s", path);
    strbuf_finish(&out);
    return fine;
}

bool read_over(const struct call *call, bool *over, struct err *err)
{
    const char *name = call->action->name;

    *over = call->count > 1;
    return !*over || slice_is(call->args[1], "over") ||
           err_set(err,
                   "'%.*s' is not understood: %s FILE, or %s FILE over, which "
                   "replaces what is there",
                   SLICE_ARG(call->args[1]), name, name);
}

/* Of a student's own rows those that are in sight, as they are sorted; unless
 * told they take no other file's place, for it may be the one that they are
 * from. A picture of the screen always does. */
bool act_export(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    struct slice file = call->args[0];
    struct strbuf path = { 0 };
    bool over, fine;

    if (app->options.played)
        return err_set(err, "a talk that is played writes no file");
    if (!read_over(call, &over, err))
        return false;
    strbuf_slice(&path, file);
    fine = app->desk && slice_ends(file, ".csv")
               ? desk_write(app, strbuf_text(&path), false, over, err)
               : replace(app, file, strbuf_text(&path), err);
    strbuf_finish(&path);
    return fine;
}

bool act_theme(const struct call *call, struct err *err)
{
    struct app *app = call->app;

    if (slice_is(call->args[0], "+"))
        app->theme = (app->theme + 1) % THEME_COUNT;
    else if (!theme_from_name(call->args[0], &app->theme))
        return err_set(err, "no theme '%.*s': both, light, dark, mono or room",
                       SLICE_ARG(call->args[0]));
    app_say(app, "theme %s", theme_name(app->theme));
    return true;
}
