/* The search over a talk: what is typed leaves the slides and sections whose
 * words match. */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "draw/formula.h"
#include "draw/frame.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/present.h"

enum { TITLE_BYTES = 160 };

/* A slide of the section, or a section of the course. */
struct spot {
    bool section;
    size_t index; /* the slide's first step; the catalogue's section */
    char title[TITLE_BYTES];
    char mark[16];
};

/* The first words of a slide. */
static void write_title(const struct block *block, bool ascii, char *out)
{
    struct strbuf text = { 0 };

    if (block->kind == BLOCK_QUESTION)
        strbuf_puts(&text, "? ");
    formula_words(&text,
                  block->kind == BLOCK_QUESTION ? &block->question->ask
                                                : &block->spans,
                  ascii);
    if (!text.len)
        strbuf_puts(&text, block_kind_name(block->kind));
    snprintf(out, TITLE_BYTES, "%s", strbuf_text(&text));
    strbuf_finish(&text);
}

/* The n-th place of all; false: there are no more. Slides first. */
static bool spot_at(struct app *app, size_t n, struct spot *spot)
{
    const struct deck *deck = app->talk->deck;
    const struct catalogue *catalogue = course_catalogue(app->options.course);
    size_t slide = SIZE_MAX;

    for (size_t i = 0; i < deck_steps(deck); i++) {
        const struct deck_step *step = deck_step(deck, i);

        if (step->slide == slide || !step->block)
            continue;
        slide = step->slide;
        /* The answer's slide is found with its question. */
        if (step->stage > DECK_ASK || n-- > 0)
            continue;
        spot->section = false;
        spot->index = i;
        snprintf(spot->mark, sizeof spot->mark, "%zu", slide + 1);
        write_title(step->block, app->options.ascii, spot->title);
        return true;
    }
    if (n >= catalogue->section_count)
        return false;
    spot->section = true;
    spot->index = n;
    snprintf(spot->mark, sizeof spot->mark, "%s", catalogue->sections[n].id);
    snprintf(spot->title, sizeof spot->title, "%s",
             catalogue->sections[n].title);
    return true;
}

/* Whether every word typed stands in the title or the mark. */
static bool matches(const struct spot *spot, struct slice words)
{
    struct slice word;

    while (slice_word(&words, &word)) {
        char text[FIELD_BYTES];

        snprintf(text, sizeof text, "%.*s", SLICE_ARG(word));
        if (!strcasestr(spot->title, text) &&
            strncmp(spot->mark, text, strlen(text)) != 0)
            return false;
    }
    return true;
}

/* The n-th that matches, and how many do. */
static bool matching(struct app *app, size_t n, struct spot *out, size_t *count)
{
    struct slice words = field_slice(&app->talk->find);
    bool found = false;
    struct spot spot;

    *count = 0;
    for (size_t i = 0; spot_at(app, i, &spot); i++) {
        if (!matches(&spot, words))
            continue;
        if ((*count)++ == n) {
            *out = spot;
            found = true;
        }
    }
    return found;
}

void talk_find(struct app *app, struct slice words)
{
    talk_step(app);
    field_set(&app->talk->find, words);
    app->talk->found = 0;
    app->over = &screen_jump;
}

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_JUMP;
}

static void draw(struct app *app, struct canvas *canvas)
{
    struct talk_split split = talk_split(app);
    struct rect list = split.text, line = split.footer;
    size_t count, found = app->talk->found, first;
    struct spot spot;

    list.cols = line.cols;
    canvas_fill(canvas, list, ' ', STYLE(ROLE_TEXT));
    canvas_target(canvas, list, (struct target){ TARGET_NONE, 0, 0 });
    first = found >= (size_t)list.rows ? found - (size_t)list.rows + 1 : 0;
    for (int r = 0;
         r < list.rows && matching(app, first + (size_t)r, &spot, &count);
         r++) {
        bool here = first + (size_t)r == found;
        struct style style = STYLE(here ? ROLE_STRONG : ROLE_TEXT);

        if (here)
            canvas_mark(canvas, list.row + r, list.col);
        canvas_right(canvas, list.row + r, list.col + 2, 6, spot.mark,
                     STYLE(spot.section ? ROLE_ACCENT : ROLE_DIM));
        canvas_puts(canvas, list.row + r, list.col + 10, list.cols - 10,
                    spot.title, style);
    }
    canvas_fill(canvas, line, ' ', STYLE(ROLE_TEXT));
    if (app->message.text[0]) {
        canvas_cursor(canvas, line.row, line.col);
        app_draw_message(app, canvas, line);
        return;
    }
    prompt_draw(canvas, line, "go to ", app->talk->find.text,
                app->talk->find.cursor,
                app->talk->find.len ? NULL : "words of a slide or a section");
}

static bool move(struct app *app, enum move way, struct err *err)
{
    struct talk *talk = app->talk;
    struct spot spot;
    size_t count, page = (size_t)talk_split(app).text.rows;

    (void)err;
    matching(app, 0, &spot, &count);
    if (way == MOVE_LEFT || way == MOVE_RIGHT)
        field_move(&talk->find, way);
    else if (way == MOVE_UP || way == MOVE_PAGE_UP) {
        size_t by = way == MOVE_UP ? 1 : page;

        talk->found = talk->found > by ? talk->found - by : 0;
    } else if (way == MOVE_TOP)
        talk->found = 0;
    else {
        talk->found += way == MOVE_DOWN ? 1 : way == MOVE_BOTTOM ? count : page;
        if (talk->found + 1 > count)
            talk->found = count ? count - 1 : 0;
    }
    return true;
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    struct spot spot;
    size_t count;

    (void)verdict;
    if (!matching(app, app->talk->found, &spot, &count))
        return err_set(err, "no slide and no section has '%s'",
                       app->talk->find.text);
    app->over = NULL;
    if (!spot.section)
        return talk_to(app, spot.index, err);
    return study_open(
        app, course_catalogue(app->options.course)->sections[spot.index].id,
        err);
}

static bool close(struct app *app, struct err *err)
{
    (void)err;
    app->over = NULL;
    return true;
}

static void insert(struct app *app, uint32_t rune)
{
    field_insert(&app->talk->find, rune);
    app->talk->found = 0;
}

const struct screen screen_jump = {
    .where = where,
    .draw = draw,
    .move = move,
    .take = take,
    .close = close,
    .insert = insert,
};
