/* A talk that is told again, as it is seen. */
#include <stdio.h>

#include "base/strbuf.h"
#include "screen/app_state.h"
#include "screen/player.h"
#include "screen/present.h"

enum { SILENCE = 5 /* seconds that are worth a word */ };

/* Whether the terminal has no room for the talk as it was given. */
static bool is_cramped(const struct player *player)
{
    return player->cols > player->wide || player->rows > player->high;
}

struct rect player_frame(const struct app *app)
{
    const struct player *player = app->player;
    struct rect all = { 0, 0, player->high, player->wide };
    int below = player->high > app->rows ? player->high - 1 - app->rows : 0;
    int beside = player->wide > app->cols ? player->wide - app->cols : 0;

    return is_cramped(player)
               ? all
               : (struct rect){ below / 2, beside / 2, app->rows, app->cols };
}

static void copy(struct canvas *canvas, struct rect frame,
                 const struct canvas *from)
{
    for (int r = 0; r < frame.rows; r++)
        for (int c = 0; c < frame.cols; c++) {
            const struct cell *cell = canvas_cell(from, r, c);
            struct style style = { cell->role, cell->attr };
            uint32_t marks[CANVAS_MARKS];
            int count = canvas_marks(from, cell, marks);

            if (!cell->width)
                continue;
            canvas_rune(canvas, frame.row + r, frame.col + c, cell->rune,
                        style);
            for (int i = 0; i < count; i++)
                canvas_combine(canvas, frame.row + r, frame.col + c, marks[i]);
        }
}

static void put_time(struct strbuf *out, double seconds)
{
    long whole = seconds > 0.0 ? (long)seconds : 0;

    if (whole >= 3600)
        strbuf_printf(out, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60,
                      whole % 60);
    else
        strbuf_printf(out, "%ld:%02ld", whole / 60, whole % 60);
}

/* "held 3:05 of 44:10". */
static void put_place(struct strbuf *out, const struct player *player)
{
    bool ended = player->next == player->count;

    strbuf_puts(out, ended ? "the end " : player->held ? "held " : "playing ");
    put_time(out, player_now(player));
    if (player->count && !ended) {
        strbuf_puts(out, " of ");
        put_time(out, player->lines[player->count - 1].at);
    }
}

static void put_keys(struct strbuf *out, const struct app *app)
{
    const struct player *player = app->player;
    char next[16], back[16];

    press_name(PRESS_RIGHT, app_key_names(app), next, sizeof next);
    press_name(PRESS_LEFT, app_key_names(app), back, sizeof back);
    if (player->next < player->count)
        strbuf_printf(out, "   space %s   %s next",
                      !player->held     ? "holds"
                      : player->strayed ? "back to the talk"
                                        : "goes on",
                      next);
    strbuf_printf(out, "   %s back   q leaves", back);
}

/* Where the talk's own last line says something, a short word at its end. */
static void draw_bar(struct app *app, struct canvas *canvas, struct rect frame)
{
    const struct player *player = app->player;
    struct rect line = { player->high - 1, 2, 1, player->wide - 4 };
    bool apart = frame.row + frame.rows < player->high;
    bool whole = apart || (!app->over && !app->message.text[0] &&
                           !(app->talk && app->talk->clock));
    double wait = player_gap(player) / player->options.speed;
    struct strbuf text = { 0 };
    int cols;

    put_place(&text, player);
    if (whole && !player->held && wait >= SILENCE) {
        strbuf_puts(&text, ", next in ");
        put_time(&text, wait);
    }
    if (whole && is_cramped(player))
        strbuf_printf(&text, ", given at %dx%d", player->cols, player->rows);
    if (whole)
        put_keys(&text, app);
    cols = canvas_width(slice_of(strbuf_text(&text))) + 2;
    if (cols > line.cols)
        cols = line.cols;
    if (!whole)
        line.col += line.cols - cols;
    line.cols = cols;
    canvas_fill(canvas, line, ' ', STYLE(ROLE_TEXT));
    canvas_puts(canvas, line.row, line.col + (whole ? 0 : 2), cols - 2,
                strbuf_text(&text),
                STYLE(player->held ? ROLE_STRONG : ROLE_DIM));
    strbuf_finish(&text);
}

/* ---- on a smaller terminal ---- */

/* Whether a line leads to another step. */
static bool turns(const struct script_line *line)
{
    struct slice rest = line->action, word;

    return slice_word(&rest, &word) &&
           (slice_is(word, "step") || slice_is(word, "slide") ||
            slice_is(word, "go"));
}

/* How much of the time that the talk stays at a step has gone by: 0 to 1. */
static double time_gone(const struct player *player)
{
    size_t last = player->next, next = player->next;
    double from, to;

    while (last > 0 && !turns(&player->lines[last - 1]))
        last--;
    while (next < player->count && !turns(&player->lines[next]))
        next++;
    from = last > 0 ? player->lines[last - 1].at : 0.0;
    if (next == player->count)
        next = player->count - 1;
    to = player->count ? player->lines[next].at : 0.0;
    return to > from ? (player_now(player) - from) / (to - from) : 0.0;
}

/* Of the steps before the one with that key, on from the present one, the one
 * whose turn it is. */
static void share_time(struct app *app, uint64_t end)
{
    struct talk *talk = app->talk;
    size_t count = 1, part;

    while (talk->step + count < deck_steps(talk->deck) &&
           deck_step(talk->deck, talk->step + count)->key < end)
        count++;
    part = (size_t)(time_gone(app->player) * (double)count);
    talk->step += part < count ? part : count - 1;
}

/* The talk itself does not notice: its own deck is put aside. */
static void paint_cramped(struct app *app, struct canvas *canvas)
{
    struct talk *talk = app->talk;
    struct rect frame = player_frame(app);
    bool steps = app->base == &screen_talk && app->section &&
                 frame.rows >= SPLIT_ROWS_MIN && frame.cols >= SPLIT_COLS_MIN;
    uint64_t end = UINT64_MAX;
    struct talk was;

    if (steps)
        talk_step(app);
    was = *talk;
    if (steps && talk->step + 1 < deck_steps(talk->deck))
        end = deck_step(talk->deck, talk->step + 1)->key;
    talk->deck = NULL;
    app_resize(app, frame.rows, frame.cols);
    if (steps) {
        talk_step(app);
        share_time(app, end);
    }
    app_paint(app, canvas);
    deck_destroy(talk->deck);
    *talk = was;
    app_resize(app, app->player->rows, app->player->cols);
}

void player_draw(struct app *app, struct canvas *canvas)
{
    struct player *player = app->player;
    struct canvas *inner;
    struct rect frame;
    int row, col;

    player->high = canvas_rows(canvas);
    player->wide = canvas_cols(canvas);
    player_size(app, player->cols, player->rows);
    frame = player_frame(app);
    app_at(app, player_now(player));
    canvas_clear(canvas);
    if (is_cramped(player)) {
        paint_cramped(app, canvas);
    } else if (frame.rows == player->high && frame.cols == player->wide) {
        app_paint(app, canvas);
    } else {
        inner = canvas_create(frame.rows, frame.cols, app->options.ascii);
        app_paint(app, inner);
        copy(canvas, frame, inner);
        if (canvas_cursor_shown(inner) && canvas_cursor_at(inner, &row, &col))
            canvas_cursor(canvas, frame.row + row, frame.col + col);
        else if (canvas_cursor_at(inner, &row, &col))
            canvas_rest(canvas, frame.row + row, frame.col + col);
        canvas_destroy(inner);
    }
    if (player->high > 1 && player->wide > 8)
        draw_bar(app, canvas, frame);
}
