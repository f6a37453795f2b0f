/* Typing an answer, its formula laid out above the line as it grows. */
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "course/course.h"
#include "course/question.h"
#include "course/typed.h"
#include "draw/frame.h"
#include "draw/wrap.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/study.h"
#include "tex/box.h"
#include "tex/judge.h"
#include "tex/layout.h"
#include "tex/parse.h"

enum { DIGITS = 5, ROWS_MAX = 6, PAGE_ROWS = 3 };

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_ANSWERING;
}

/* The question moves up from where the field and its formula will stand. */
static void make_room(struct app *app, int index)
{
    struct study *study = &app->study;
    const struct page_anchor *slot =
        page_find(study->page, ANCHOR_CHOICE, index, 0);
    int last = study->height - ROWS_MAX - 2;

    if (last < study->height / 2)
        last = study->height / 2;
    if (slot && slot->row - study->first > last)
        study->first = page_clamp(study->page, slot->row - last, study->height);
}

bool study_write(struct app *app, struct slice begin, struct err *err)
{
    struct study *study = &app->study;
    int index = study_question(app);
    const struct question *question;

    if (index < 0)
        return err_set(err, "no question waits for an answer");
    question = &app->section->questions[index];
    if (question->ask->kind == QUESTION_REACH)
        return study_focus(app, err);
    study->question = index;
    study->choice = 0;
    study->lab_focus = false;
    study_show_question(app, index);
    study_show_choice(app, index, 0);
    make_room(app, index);
    field_set(&app->typing, begin);
    app->over = &screen_answering;
    return true;
}

/* A script may answer or pass by what is being answered. */
void study_look_written(struct app *app)
{
    if (app->over == &screen_answering && app->study.question < 0)
        app->over = NULL;
}

static struct question *asked(const struct app *app)
{
    return &app->section->questions[app->study.question];
}

/* What it comes to, or why it does not read yet. */
static void draw_status(struct app *app, struct canvas *canvas,
                        struct rect area, struct slice text)
{
    struct strbuf line = { 0 };
    struct value value;
    struct err err = { 0 };

    if (!text.len)
        question_tolerance(asked(app), &line);
    else if (question_value(app->section, asked(app), text, &value, &err)) {
        strbuf_puts(&line, "= ");
        judge_write(&line, &value, UNIT_NATS, DIGITS);
    } else
        strbuf_puts(&line, err.text);
    canvas_puts(canvas, area.row, area.col, area.cols, strbuf_text(&line),
                STYLE(ROLE_DIM));
    strbuf_finish(&line);
}

static void draw_box(struct canvas *canvas, struct rect area,
                     const struct tex_box *box)
{
    for (int r = 0; r < box->rows && r < area.rows; r++) {
        struct piece piece = { .box = box, .cols = box->cols };
        size_t from, to;

        tex_box_row(box, r, &from, &to);
        piece.from = (uint32_t)from;
        piece.to = (uint32_t)to;
        piece.style = STYLE(ROLE_MATH);
        piece_draw(canvas, area.row + r, area.col, &piece);
    }
}

/* NULL: nothing is typed, or it takes too much room. */
static const struct tex_box *lay_out(struct arena *arena, struct slice text,
                                     struct rect room, bool ascii)
{
    struct typed *typed = arena_alloc(arena, sizeof *typed);
    struct tex_style style = { .ascii = ascii, .width = room.cols };
    const struct tex_box *box;
    struct tex_node *node;

    if (!typed_tex(typed, text, NULL))
        return NULL;
    node = tex_parse(arena, (struct slice){ typed->tex, typed->len }, NULL);
    box = tex_layout(arena, node, style);
    if (box->rows > room.rows || box->cols > room.cols) {
        style.inline_ = true;
        box = tex_layout(arena, node, style);
    }
    return box->rows > room.rows ? NULL : box;
}

static void clear(struct canvas *canvas, struct rect area)
{
    canvas_fill(canvas, area, ' ', STYLE(ROLE_TEXT));
    canvas_target(canvas, area, (struct target){ TARGET_NONE, 0, 0 });
}

/* Above the footer with its hints: the line, over it what it comes to, over
 * that the formula, as far as the page keeps some rows. */
static void draw(struct app *app, struct canvas *canvas)
{
    struct rect line = split_make(app->rows, app->cols, false, false, 0).footer;
    struct slice text = field_slice(&app->typing);
    struct arena *arena = arena_create();
    struct rect room;
    const struct tex_box *box;

    line.row--;
    room = line;
    room.row--;
    clear(canvas, line);
    clear(canvas, room);
    prompt_draw(canvas, line, "answer: ", app->typing.text, app->typing.cursor,
                NULL);
    draw_status(app, canvas, room, text);
    room.rows =
        room.row - PAGE_ROWS < ROWS_MAX ? room.row - PAGE_ROWS : ROWS_MAX;
    room.col += 2;
    room.cols -= 2;
    box = room.rows > 0 ? lay_out(arena, text, room, app->options.ascii) : NULL;
    if (box) {
        room.row -= box->rows;
        room.rows = box->rows;
        clear(canvas,
              (struct rect){ room.row, line.col, room.rows, line.cols });
        draw_box(canvas, room, box);
    }
    arena_destroy(arena);
}

/* The cursor goes to where it does not read. */
static void go_to_fault(struct field *field, int column)
{
    size_t at = 0;

    for (int i = 1; i < column && at < field->len; i++) {
        unsigned int rune;

        at += utf8_decode(field->text + at, field->len - at, &rune);
    }
    field->cursor = at;
}

/* What cannot be read stays to be mended, and costs nothing. */
static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    struct field typed = app->typing;
    struct err why = { 0 };

    (void)verdict;
    app->over = NULL;
    if (!slice_trim(field_slice(&typed)).len)
        return true;
    if (study_answer(app, app->study.question, field_slice(&typed), &why))
        return true;
    if (asked(app)->committed == QUESTION_OPEN) {
        app->over = &screen_answering;
        if (why.column > 0)
            go_to_fault(&app->typing, why.column);
    }
    if (err)
        *err = why;
    return false;
}

static void insert(struct app *app, uint32_t rune)
{
    field_insert(&app->typing, rune);
}

const struct screen screen_answering = {
    .where = where,
    .draw = draw,
    .move = field_step,
    .take = take,
    .close = field_leave,
    .mouse = study_press_away,
    .insert = insert,
};
