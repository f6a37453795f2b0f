#include "screen/notes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/question.h"
#include "draw/clock.h"
#include "draw/formula.h"
#include "draw/frame.h"
#include "draw/page.h"
#include "draw/sentence.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/talk_place.h"

enum { LABEL = 8, TEXT_COLS = 76 };

struct notes {
    struct notes_options options;
    struct talk_place place; /* of the talk, as it was told last */
    bool on;                 /* a talk is */
    struct section *section; /* NULL: none, or it cannot be opened */
    char opened[PLACE_PATH]; /* its name */
    struct file_stamp stamp; /* of its file, when it was opened last */
    struct err trouble;
    struct page *page;
    const struct block *shown; /* the notes that are laid out */
    int width, first, height;
};

static void drop_page(struct notes *notes)
{
    page_destroy(notes->page);
    notes->page = NULL;
    notes->shown = NULL;
    notes->first = 0;
}

static void take_section(struct notes *notes, struct section *section)
{
    int first = notes->first;

    drop_page(notes);
    section_close(notes->section);
    notes->section = section;
    notes->first = first;
}

/* The same lesson, written anew: while it has a mistake, the notes are those
 * of before. */
static void open_again(struct app *app, struct notes *notes)
{
    const char *path = notes->section->entry->path;
    struct file_stamp stamp = file_stamp(path);
    struct section *section;

    if (file_stamp_same(stamp, notes->stamp))
        return;
    notes->stamp = stamp;
    section = course_open(app->options.course, notes->place.section, NULL);
    if (section)
        take_section(notes, section);
}

static void open_section(struct app *app, struct notes *notes)
{
    bool same = strcmp(notes->opened, notes->place.section) == 0;

    if (same && notes->section) {
        open_again(app, notes);
        return;
    }
    take_section(notes, NULL);
    notes->first = 0;
    notes->trouble.text[0] = '\0';
    notes->section =
        course_open(app->options.course, notes->place.section, &notes->trouble);
    if (notes->section)
        notes->stamp = file_stamp(notes->section->entry->path);
    snprintf(notes->opened, sizeof notes->opened, "%s", notes->place.section);
}

void notes_follow(struct app *app)
{
    struct notes *notes = app->notes;
    struct strbuf text = { 0 };

    notes->on =
        notes->options.read(notes->options.context, &text) &&
        talk_place_read((struct slice){ text.at, text.len }, &notes->place);
    if (notes->on)
        open_section(app, notes);
    strbuf_finish(&text);
}

const char *app_watches(const struct app *app)
{
    const struct notes *notes = app->notes;

    if (app->talk && app->section && !app->player)
        return app->section->entry->path;
    return notes && notes->on && notes->section ? notes->section->entry->path
                                                : NULL;
}

void notes_open(struct app *app)
{
    app->notes = fatal_calloc(1, sizeof *app->notes);
    app->notes->options = *app->options.notes;
    app->base = &screen_notes;
    notes_follow(app);
}

void notes_close(struct app *app)
{
    if (!app->notes)
        return;
    drop_page(app->notes);
    section_close(app->notes->section);
    free(app->notes);
    app->notes = NULL;
}

/* The notes at or behind what was shown last, else the last there are. */
static const struct block *notes_at(const struct notes *notes)
{
    const struct block *found = NULL;

    for (const struct block *b = notes->section->lesson->blocks; b; b = b->next)
        if (b->kind == BLOCK_NOTES &&
            (!found || found->line < notes->place.line))
            found = b;
    return found;
}

/* What a block of notes holds, as a lesson of its own. */
static void lay_out(struct app *app, struct notes *notes, int width)
{
    const struct block *wanted = notes_at(notes);
    struct lesson part = *notes->section->lesson;

    if (wanted == notes->shown && notes->page && notes->width == width)
        return;
    drop_page(notes);
    notes->shown = wanted;
    notes->width = width;
    if (!wanted)
        return;
    part.blocks = wanted->blocks;
    notes->page =
        page_create(&part,
                    (struct page_options){ .width = width,
                                           .step = -1,
                                           .ascii = app->options.ascii });
}

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_NOTES;
}

/* ---- drawing ---- */

static int put(struct canvas *canvas, struct rect area, const char *label,
               const char *text)
{
    struct rect place = rect_inset(area, 0, LABEL, 0, 0);
    int rows = sentence_draw(NULL, place, text, STYLE(ROLE_TEXT));

    canvas_puts(canvas, area.row, area.col, LABEL - 1, label, STYLE(ROLE_DIM));
    place.rows = rows;
    sentence_draw(canvas, place, text, STYLE(ROLE_TEXT));
    return rows;
}

/* The right answer, and the hands that were raised. */
static int draw_question(const struct notes *notes, struct canvas *canvas,
                         struct rect area, bool ascii)
{
    const struct section *section = notes->section;
    const struct talk_place *place = &notes->place;
    const struct question *question;
    struct strbuf text = { 0 }, key = { 0 };
    int rows = 0, right;

    if (place->question < 0 ||
        (size_t)place->question >= section->question_count)
        return 0;
    question = &section->questions[place->question];
    right = question_answer(question);
    question_key(question, &text);
    if (question->ask->kind == QUESTION_CHOICES && right >= 0) {
        strbuf_clear(&text);
        strbuf_printf(&text, "%d ", right + 1);
        formula_words(&text, &question->ask->choices[right].text, ascii);
    } else if (question->ask->kind == QUESTION_ANSWER ||
               question->ask->kind == QUESTION_STEPS) {
        key = text;
        text = (struct strbuf){ 0 };
        formula_text(&text, (struct slice){ key.at, key.len }, ascii);
    }
    rows += put(canvas, area, "answer", strbuf_text(&text));
    strbuf_clear(&text);
    for (size_t i = 0; i < question->ask->choice_count && i < PLACE_HANDS; i++)
        strbuf_printf(&text, "%s%zu: %d", i ? "   " : "", i + 1,
                      place->hands[i]);
    if (text.len)
        rows += put(canvas, rect_inset(area, rows, 0, 0, 0), "hands",
                    strbuf_text(&text));
    strbuf_finish(&text);
    strbuf_finish(&key);
    return rows;
}

static void draw_notes(struct app *app, struct canvas *canvas, struct rect area)
{
    struct notes *notes = app->notes;

    if (!notes->section) {
        sentence_draw(canvas, area, notes->trouble.text, STYLE(ROLE_BAD));
        return;
    }
    lay_out(app, notes, area.cols < TEXT_COLS ? area.cols : TEXT_COLS);
    notes->height = area.rows;
    if (!notes->page) {
        canvas_puts(canvas, area.row, area.col, area.cols,
                    "this section has no notes", STYLE(ROLE_DIM));
        return;
    }
    notes->first = page_clamp(notes->page, notes->first, area.rows);
    page_draw(canvas, area, notes->page, notes->first, NULL);
}

static void draw_place(struct app *app, struct canvas *canvas, struct rect area)
{
    struct notes *notes = app->notes;
    const struct talk_place *place = &notes->place;
    char text[CLOCK_TEXT];
    int used = 0;

    if (place->began && notes->options.now) {
        clock_write(text, sizeof text, place->began, notes->options.now(),
                    place->minutes);
        used += put(canvas, area, "time", text);
    }
    used += put(canvas, rect_inset(area, used, 0, 0, 0), "next",
                place->next[0] ? place->next : "the end of the section");
    if (notes->section)
        used += draw_question(notes, canvas, rect_inset(area, used, 0, 0, 0),
                              app->options.ascii);
    draw_notes(app, canvas, rect_inset(area, used + 1, 0, 0, 0));
}

static void draw(struct app *app, struct canvas *canvas)
{
    const struct notes *notes = app->notes;
    struct split split = split_make(app->rows, app->cols, false, false, 0);
    char place[48] = "";
    int cols;

    if (notes->on)
        snprintf(place, sizeof place, "%d / %d", notes->place.slide,
                 notes->place.slides);
    cols = canvas_right(canvas, 0, split.header.col, split.header.cols, place,
                        STYLE(ROLE_DIM));
    canvas_printf(canvas, 0, split.header.col, split.header.cols - cols - 2,
                  STYLE_WITH(ROLE_TITLE, ATTR_BOLD), "notes  %s",
                  notes->on && notes->section ? notes->section->lesson->title
                                              : "");
    if (notes->on)
        draw_place(app, canvas, split.text);
    else
        sentence_draw(canvas, split.text,
                      "no talk is on: 'likely present SECTION' in another "
                      "terminal begins one, and this one follows it",
                      STYLE(ROLE_DIM));
    app_draw_footer(app, canvas, split.footer);
}

static bool move(struct app *app, enum move way, struct err *err)
{
    struct notes *notes = app->notes;
    int by;

    (void)err;
    if (!notes->page)
        return true;
    by = way == MOVE_UP          ? -1
         : way == MOVE_DOWN      ? 1
         : way == MOVE_PAGE_UP   ? -notes->height
         : way == MOVE_PAGE_DOWN ? notes->height
         : way == MOVE_TOP       ? -notes->first
                                 : page_rows(notes->page);
    notes->first = page_clamp(notes->page, notes->first + by, notes->height);
    return true;
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    (void)verdict;
    return move(app, MOVE_DOWN, err);
}

static bool close(struct app *app, struct err *err)
{
    (void)app;
    return err_set(err, "q leaves; the talk goes on");
}

const struct screen screen_notes = {
    .where = where,
    .draw = draw,
    .move = move,
    .take = take,
    .close = close,
};
