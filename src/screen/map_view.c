/* map_view.c - map_draw(): the list, and on a wide screen what is known of
 * the section that is selected. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "draw/frame.h"
#include "draw/sentence.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/app_state.h"
#include "screen/map.h"
#include "screen/passages.h"

/* Below MAP_WIDE cells the titles have the room of what stands behind them;
 * from SIDE_FROM columns on there is room beside the list. */
enum {
    MAP_WIDTH = 84,
    MAP_WIDE = 56,
    SIDE_FROM = 124,
    SIDE_MAX = 56,
    ROOMY = 20 /* rows: a blank one stands above the footer */
};

/* "25 min", "2 h 5 min" */
static void duration(char *out, size_t size, int minutes)
{
    if (minutes < 60)
        snprintf(out, size, "%d min", minutes);
    else if (minutes % 60)
        snprintf(out, size, "%d h %d min", minutes / 60, minutes % 60);
    else
        snprintf(out, size, "%d h", minutes / 60);
}

/* "2 of 7 done, 31 min left" */
static void say_tally(char *out, size_t size, struct map_tally tally)
{
    char left[32];

    duration(left, sizeof left, tally.minutes);
    if (tally.done == tally.count)
        snprintf(out, size, "done");
    else if (tally.done && tally.minutes)
        snprintf(out, size, "%zu of %zu done, %s left", tally.done, tally.count,
                 left);
    else if (tally.done)
        snprintf(out, size, "%zu of %zu done", tally.done, tally.count);
    else
        snprintf(out, size, "%s", tally.minutes ? left : "");
}

/* What stands behind a title: what is to be learnt of it goes first. */
static struct style state_of(const struct app *app,
                             const struct catalogue_section *section, char *out,
                             size_t size)
{
    const struct record_lesson *past = map_past(app, section);
    size_t missed = past ? record_missed(past) : 0;
    const char *word = "";

    if (section->trouble)
        word = "broken";
    else if (past && past->read)
        word = "read";
    else if (past && past->known)
        word = "known";
    else if (past && past->visited)
        word = "begun";
    if (missed)
        snprintf(out, size, "%zu missed", missed);
    else
        snprintf(out, size, "%s", word);
    return STYLE(section->trouble ? ROLE_BAD : missed ? ROLE_WARN : ROLE_DIM);
}

static void draw_state(const struct app *app, struct canvas *canvas,
                       struct rect row, const struct catalogue_section *section)
{
    char state[32], minutes[24] = "";
    struct style style = state_of(app, section, state, sizeof state);
    int end = row.col + row.cols;

    canvas_right(canvas, row.row, end - 18, 10, state, style);
    if (section->minutes)
        snprintf(minutes, sizeof minutes, "%d min", section->minutes);
    canvas_right(canvas, row.row, end - 7, 7, minutes, STYLE(ROLE_DIM));
}

static uint32_t mark_of(const struct app *app,
                        const struct catalogue_section *section)
{
    static const uint32_t marks[] = {
        [PROGRESS_NONE] = 0x25CB,  /* an empty circle */
        [PROGRESS_BEGUN] = 0x25D0, /* half of one */
        [PROGRESS_DONE] = 0x25CF,  /* a full one */
    };
    const struct record_lesson *past = map_past(app, section);

    if (past && past->known && !past->read)
        return 0x2713; /* a tick: no one saw it read */
    return marks[app_progress(app, section->id)];
}

static void draw_section(struct app *app, struct canvas *canvas,
                         struct rect row, size_t index)
{
    const struct catalogue_section *section =
        &map_catalogue(app)->sections[index];
    enum progress progress = app_progress(app, section->id);
    bool here = index == app->map.selected, wide = row.cols >= MAP_WIDE;

    if (here)
        canvas_mark(canvas, row.row, row.col);
    canvas_rune(canvas, row.row, row.col + 2, mark_of(app, section),
                STYLE(progress == PROGRESS_DONE ? ROLE_GOOD : ROLE_DIM));
    canvas_puts(canvas, row.row, row.col + 5, 6, section->id,
                STYLE(here ? ROLE_ACCENT : ROLE_DIM));
    canvas_puts(canvas, row.row, row.col + 12, row.cols - (wide ? 31 : 12),
                section->title, STYLE(here ? ROLE_STRONG : ROLE_TEXT));
    if (here)
        canvas_attr(canvas, row, ATTR_BOLD);
    canvas_target(canvas, row,
                  (struct target){ TARGET_SECTION, (int)index, 0 });
    if (wide)
        draw_state(app, canvas, row, section);
}

static void draw_part(const struct app *app, struct canvas *canvas,
                      struct rect row, size_t index)
{
    const struct catalogue_part *part = &map_catalogue(app)->parts[index];
    char tally[96];
    int used = canvas_puts(canvas, row.row, row.col, row.cols, part->title,
                           STYLE_WITH(ROLE_TITLE, ATTR_BOLD));

    say_tally(tally, sizeof tally, map_tally(app, part->first, part->count));
    if (used + 2 + canvas_width(slice_of(tally)) <= row.cols)
        canvas_right(canvas, row.row, row.col, row.cols, tally,
                     STYLE(ROLE_DIM));
}

/* The line that was found, the word lit. */
static void draw_passage(struct app *app, struct canvas *canvas,
                         struct rect row, size_t index)
{
    struct slice words = field_slice(&app->map.find);
    const struct passage *passage =
        passages_find(app->map.passages, index, words);
    struct rect line = rect_inset(row, 0, row.cols >= MAP_WIDE ? 12 : 5, 0, 0);
    struct strbuf text = { 0 };
    int width, before = passage_line(&text, passage, words, line.cols, &width);

    canvas_puts(canvas, line.row, line.col, line.cols, strbuf_text(&text),
                STYLE(ROLE_DIM));
    strbuf_finish(&text);
    line.cols = width;
    line.col += before;
    canvas_role(canvas, line, ROLE_STRONG);
    canvas_target(canvas, row,
                  (struct target){ TARGET_SECTION, (int)index, 0 });
}

static void draw_row(struct app *app, struct canvas *canvas, struct rect row,
                     struct map_row what)
{
    if (what.kind == MAP_SECTION)
        draw_section(app, canvas, row, what.index);
    else if (what.kind == MAP_PART)
        draw_part(app, canvas, row, what.index);
    else if (what.kind == MAP_SOURCE)
        canvas_puts(canvas, row.row, row.col, row.cols,
                    map_catalogue(app)->parts[what.index].source,
                    STYLE(ROLE_DIM));
    else if (what.kind == MAP_TEXT)
        canvas_puts(canvas, row.row, row.col, row.cols, "In the text",
                    STYLE_WITH(ROLE_TITLE, ATTR_BOLD));
    else if (what.kind == MAP_PASSAGE)
        draw_passage(app, canvas, row, what.index);
}

/* Scrolls as little as needed. Above the selected row some others stay in
 * sight: its part's title among them, which may take the place of the first. */
static void keep_in_sight(struct app *app, const struct map_rows *rows,
                          int height)
{
    int row = map_rows_find(rows, app->map.selected);
    int all = (int)rows->count, above = height > 4 ? 3 : height > 1 ? 1 : 0;
    int top = row - above;
    int last = row + (row >= 0 && row + 1 < all &&
                      rows->at[row + 1].kind == MAP_PASSAGE && height > 1);

    if (app->map.first + height <= last)
        app->map.first = last + 1 - height;
    if (app->map.first > top)
        app->map.first = top;
    if (app->map.first > all - height)
        app->map.first = all - height;
    if (app->map.first < 0 || row == map_rows_near(rows, 0, 1))
        app->map.first = 0;
}

static struct rect list_area(int rows, int cols)
{
    return (struct rect){ 4, 2, rows - (rows < ROOMY ? 6 : 7),
                          cols - 4 < MAP_WIDTH ? cols - 4 : MAP_WIDTH };
}

void map_look(struct app *app)
{
    struct map_rows rows;

    app->map.height = list_area(app->rows, app->cols).rows;
    rows = map_rows_now(app);
    keep_in_sight(app, &rows, app->map.height);
    map_rows_finish(&rows);
}

/* A part whose title is scrolled away keeps it in the first row. Whether there
 * are rows below. */
static bool draw_list(struct app *app, struct canvas *canvas, struct rect list)
{
    struct map_rows rows = map_rows_now(app);
    struct rect row = { list.row, list.col, 1, list.cols };
    bool more;
    int first;

    first = app->map.first;
    for (int i = 0; i < list.rows && first + i < (int)rows.count; i++) {
        struct map_row what = rows.at[first + i];

        row.row = list.row + i;
        if (i == 0 && list.rows > 1 && first > 0) {
            if (first >= (int)rows.text)
                what.kind = MAP_TEXT;
            else if (what.kind == MAP_SECTION)
                what.index =
                    (size_t)(map_catalogue(app)->sections[what.index].part -
                             map_catalogue(app)->parts);
            if (what.kind != MAP_BLANK && what.kind != MAP_TEXT)
                what.kind = MAP_PART;
        }
        draw_row(app, canvas, row, what);
    }
    if (!rows.count && map_catalogue(app)->section_count && !find_waits(app))
        canvas_puts(canvas, list.row + 1, list.col, list.cols,
                    app->map.passages ? "that stands nowhere in the course"
                                      : "no title and no number has that",
                    STYLE(ROLE_WARN));
    more = first + list.rows < (int)rows.count;
    map_rows_finish(&rows);
    return more;
}

static void draw_intro(const struct app *app, struct canvas *canvas,
                       struct rect row)
{
    const struct catalogue_section *here = map_selected(app, NULL);
    bool begun = here && app_progress(app, here->id) == PROGRESS_BEGUN;

    if (!here)
        canvas_puts(canvas, row.row, row.col, row.cols,
                    "no lessons were found: set LIKELY_LESSONS to their folder",
                    STYLE(ROLE_BAD));
    else if (begun)
        canvas_printf(canvas, row.row, row.col, row.cols, STYLE(ROLE_TEXT),
                      "Enter goes on where you stopped: %s", here->title);
    else
        canvas_printf(canvas, row.row, row.col, row.cols, STYLE(ROLE_TEXT),
                      row.cols < 70 ? "Enter opens %s."
                                    : "Enter opens %s: text on one side, a lab "
                                      "to try it out on the other.",
                      here->id);
}

/* A sentence in the column beside the list; the row below it. */
static int side_line(struct canvas *canvas, struct rect area, int row,
                     const char *text, struct style style)
{
    area.rows -= row - area.row;
    area.row = row;
    return row + (*text ? sentence_draw(canvas, area, text, style) : 0);
}

static void say_past(const struct record_lesson *past, char *out, size_t size)
{
    time_t when = (time_t)(past->read ? past->read : past->visited);
    const char *verb = past->read ? "read" : "begun";
    struct tm tm;
    char day[32] = "", spent[32] = "";

    if (!when || !localtime_r(&when, &tm)) {
        snprintf(out, size, "%s", past->known ? "you know this" : "");
        return;
    }
    strftime(day, sizeof day, "%Y-%m-%d", &tm);
    duration(spent, sizeof spent, (int)((past->spent + 59) / 60 % 6000));
    snprintf(out, size, "%s on %s, %s so far", verb, day, spent);
}

static int draw_answers(struct canvas *canvas, struct rect area, int row,
                        const struct record_lesson *past)
{
    size_t answered = 0, first = 0;
    struct strbuf missed = { 0 };
    char text[96];

    for (size_t i = 0; i < past->answer_count; i++) {
        const struct record_answer *answer = &past->answers[i];

        answered += answer->count > 0;
        first += answer->count > 0 && answer->first_right;
        if (record_answer_missed(answer))
            strbuf_printf(&missed, "%s%s",
                          missed.len ? ", " : "missed: ", answer->question);
    }
    snprintf(text, sizeof text, "%zu of %zu answers right at first", first,
             answered);
    if (answered)
        row = side_line(canvas, area, row, text, STYLE(ROLE_TEXT));
    row = side_line(canvas, area, row, strbuf_text(&missed), STYLE(ROLE_WARN));
    strbuf_finish(&missed);
    return row;
}

static void draw_side(const struct app *app, struct canvas *canvas,
                      struct rect area)
{
    const struct catalogue_section *section = map_selected(app, NULL);
    const struct record_lesson *past = section ? map_past(app, section) : NULL;
    int row = area.row;
    char text[160];

    if (!section)
        return;
    row = side_line(canvas, area, row, section->title,
                    STYLE_WITH(ROLE_TITLE, ATTR_BOLD));
    if (section->source)
        row = side_line(canvas, area, row, section->source, STYLE(ROLE_DIM));
    if (section->trouble)
        row = side_line(canvas, area, row + 1, section->trouble->text,
                        STYLE(ROLE_BAD));
    if (!past)
        return;
    say_past(past, text, sizeof text);
    row = side_line(canvas, area, row + 1, text, STYLE(ROLE_TEXT));
    draw_answers(canvas, area, row, past);
}

void map_draw(struct app *app, struct canvas *canvas)
{
    struct rect all = canvas_area(canvas), list, old;
    struct header header = { .title = "a course on likelihood" };
    struct split frame = split_make(all.rows, all.cols, false, false, 0);
    int cols, side;
    char tally[96];
    bool more;

    header_draw(canvas, frame.header, &header);
    say_tally(tally, sizeof tally,
              map_tally(app, 0, map_catalogue(app)->section_count));
    if (all.cols >= MAP_WIDE + 14)
        canvas_right(canvas, frame.header.row, frame.header.col,
                     frame.header.cols, tally, STYLE(ROLE_DIM));
    draw_intro(app, canvas, (struct rect){ 2, 2, 1, all.cols - 4 });
    list = list_area(all.rows, all.cols);
    cols = list.cols;
    side = all.cols - cols - 8;
    map_look(app);
    old = canvas_clip(canvas, list);
    more = draw_list(app, canvas, list);
    canvas_unclip(canvas, old);
    if (more)
        canvas_puts(canvas, list.row + list.rows, list.col, list.cols,
                    "↓ more below", STYLE(ROLE_DIM));
    if (all.cols >= SIDE_FROM)
        draw_side(app, canvas,
                  (struct rect){ 4, cols + 6, list.rows,
                                 side < SIDE_MAX ? side : SIDE_MAX });
    app_draw_footer(app, canvas, frame.footer);
}
