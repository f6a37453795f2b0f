#include "cli/slides.h"

#include <stdio.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "cli/foreign.h"
#include "course/course.h"
#include "draw/canvas.h"
#include "draw/deck.h"
#include "draw/theme.h"
#include "draw/writer.h"
#include "lesson/block.h"
#include "lesson/lesson.h"
#include "screen/app.h"

enum { HANDOUT_ROWS = 24, COLS_MOST = 89 /* no lab beside */ };

static struct app *open_talk(struct course *course, const char *section,
                             int cols, int rows, bool ascii, struct err *err)
{
    const struct talk_options talk = { .minutes = 0 };

    return app_create((struct app_options){ .course = course,
                                            .section = section,
                                            .talk = &talk,
                                            .ascii = ascii,
                                            .still = true,
                                            .rows = rows,
                                            .cols = cols },
                      err);
}

/* ---- warnings ---- */

/* What is wrong with a step, after the one before it; NULL: nothing. */
static const char *fault(const struct deck_step *step,
                         const struct deck_step *before)
{
    if (step->cut)
        return "this is taller than a slide, and goes on on the next";
    if (!before || step->slide == before->slide || step->stage != before->stage)
        return NULL;
    if (step->block == before->block && before->cut)
        return NULL;
    /* A derivation may be parted between its lines, and an example above a
     * question has slides of its own. */
    if (step->stage == DECK_TEXT &&
        (step->block->kind == BLOCK_QUESTION ||
         (step->block->kind == BLOCK_MATH && step->block == before->block)))
        return NULL;
    if (step->block == before->block)
        return step->stage == DECK_ASK    ? "the question takes two slides"
               : step->stage == DECK_TEXT ? "this is parted between two slides"
                                          : "the answer takes two slides";
    if (step->stage != DECK_TEXT || step->block->kind == BLOCK_HEADING ||
        step->block->slide || step->block->step != before->block->step)
        return NULL;
    return "the slide is full: this goes on the next, where no pause or "
           "'slide' parts it";
}

size_t slides_warn(struct course *course, const char *section, const char *path,
                   int cols, int rows)
{
    struct app *app = open_talk(course, section, cols, rows, false, NULL);
    const struct deck *deck = app ? app_deck(app) : NULL;
    const struct deck_step *before = NULL;
    size_t count = 0;

    fflush(stdout);
    for (size_t i = 0; deck && i < deck_steps(deck); i++) {
        const struct deck_step *step = deck_step(deck, i);
        const char *says = step->block ? fault(step, before) : NULL;
        struct err err;

        before = step;
        if (!says)
            continue;
        err_at(&err, path, step->block->line, step->block->column,
               "warning: at %dx%d: %s", cols, rows, says);
        err_print(&err, stderr);
        count++;
    }
    app_destroy(app);
    return count;
}

/* ---- the handout ---- */

static void emit(const struct canvas *canvas, struct print_options options)
{
    struct strbuf text = { 0 };

    if (options.colours)
        writer_ansi(&text, canvas, THEME_BOTH, options.colours);
    else
        writer_text(&text, canvas);
    fwrite(strbuf_text(&text), 1, text.len, stdout);
    strbuf_finish(&text);
}

static void print_slide(const struct section *section, const struct deck *deck,
                        size_t index, struct print_options options)
{
    const struct deck_step *step = deck_step(deck, index);
    int rows = step->to - step->from;
    struct canvas *canvas =
        canvas_create(rows + 2, deck_cols(deck), options.ascii);
    struct deck_look look = { .equations = section->equations,
                              .figures = section->figures,
                              .fits = section->fits,
                              .dots = options.dots };

    canvas_printf(canvas, 0, 0, deck_cols(deck), STYLE(ROLE_DIM),
                  "\xE2\x94\x80\xE2\x94\x80 %zu / %zu", step->slide + 1,
                  deck_slides(deck));
    deck_draw(deck, index, canvas, rect_inset(canvas_area(canvas), 1, 0, 0, 0),
              &look);
    emit(canvas, options);
    canvas_destroy(canvas);
}

bool slides_print(struct course *course, const char *name,
                  struct print_options options, struct err *err)
{
    int cols = options.width < COLS_MOST ? options.width : COLS_MOST;
    bool sized = options.cols > 0;
    struct app *app =
        open_talk(course, name, sized ? options.cols : cols,
                  sized ? options.rows : HANDOUT_ROWS, options.ascii, err);
    const struct deck *deck = app ? app_deck(app) : NULL;

    if (!app)
        return false;
    app_settle(app);
    foreign_print(app_section(app)->lesson->title, 0);
    puts("\n");
    for (size_t i = 0; i < deck_steps(deck); i++)
        if (i + 1 == deck_steps(deck) ||
            deck_step(deck, i + 1)->slide != deck_step(deck, i)->slide)
            print_slide(app_section(app), deck, i, options);
    app_destroy(app);
    return true;
}
