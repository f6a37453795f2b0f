/* The footer: hints out of the list of actions, the lab's status, or what
 * was just refused. */
#include <limits.h>
#include <string.h>

#include "course/course.h"
#include "course/equation.h"
#include "course/fits.h"
#include "draw/frame.h"
#include "draw/sentence.h"
#include "lab/lab.h"
#include "lesson/record.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"

enum { KEYS_BYTES = 48, STATUS_GAP = 3 };

struct hints {
    struct hint at[HINTS_MAX];
    char keys[HINTS_MAX][KEYS_BYTES];
    uint32_t press[HINTS_MAX];
    size_t count;
};

enum key_names app_key_names(const struct app *app)
{
    return app->options.words   ? KEY_WORDS
           : app->options.ascii ? KEY_ASCII
                                : KEY_SIGNS;
}

/* Keys of one word share a hint: "↑↓ choose", "+- nudge", "? esc leave". */
static void add(struct hints *hints, uint32_t code, const char *word,
                enum key_names names)
{
    char name[24];
    size_t i = 0, len;

    press_name(code, names, name, sizeof name);
    while (i < hints->count && strcmp(hints->at[i].word, word))
        i++;
    if (i == HINTS_MAX)
        return;
    if (i == hints->count) {
        hints->keys[i][0] = '\0';
        hints->press[i] = code;
        hints->at[hints->count++] = (struct hint){ hints->keys[i], word };
    }
    len = strlen(hints->keys[i]);
    snprintf(hints->keys[i] + len, KEYS_BYTES - len, "%s%s",
             len && name[0] && name[1] && (unsigned char)name[0] < 0x80 ? " "
                                                                        : "",
             name);
}

/* Whether there are old questions at all. */
static bool answered(const struct app *app)
{
    const struct record *record = app->options.record;

    for (size_t i = 0; record && i < record_count(record); i++)
        if (record_at(record, i)->answer_count)
            return true;
    return false;
}

/* What the lab in sight can move: a hint at what it refuses would mislead. */
static unsigned has(const struct app *app)
{
    const struct lab *lab = study_lab(app);
    unsigned have = 0;

    if (app->review.open || (app->base == &screen_map && answered(app)))
        have |= (unsigned)ACTION_REVIEW;
    if (app_reads(app) && app->study.equations &&
        equations_count(app->study.equations))
        have |= (unsigned)ACTION_EQUATIONS;
    if (app_reads(app) && app->study.link)
        have |= (unsigned)ACTION_LINKS;
    if (app_reads(app) && app->section && fits_count(app->section->fits))
        have |= (unsigned)ACTION_FITS;
    if (app->study.inspect && app->study.aside_most > 0)
        have |= (unsigned)ACTION_WIDE;
    if (app->desk)
        have |= lab_levers(lab) | (unsigned)ACTION_FILE;
    if (lab && app_reads(app)) {
        have |= lab_levers(lab) | (unsigned)ACTION_ANY_LAB;
        for (size_t i = 0; i < lab_params(lab); i++)
            if (lab_param_moves(lab, i))
                have |= LAB_LEVER_PARAM;
        if (app->section->lab_count > 1)
            have |= (unsigned)ACTION_MANY_LABS;
    }
    return have;
}

/* Hints of this place alone, of those that others share, or of both. */
enum share { SHARE_OWN = 1, SHARE_COMMON = 2, SHARE_BOTH = 3 };

/* The actions that have a word for the footer here, in the list's order. */
static void collect(struct hints *hints, const struct app *app,
                    enum share share)
{
    unsigned where = app_where(app), have = has(app);
    enum key_names names = app_key_names(app);
    size_t count;
    const struct action *list = actions(&count);

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++) {
            const struct action_key *key = &list[i].keys[k];
            bool own = list[i].where == where || key->where == where;

            if (key->hint && list[i].where & where &&
                share & (own ? SHARE_OWN : SHARE_COMMON) &&
                (!list[i].needs || list[i].needs & have) &&
                (!key->where || key->where & where))
                add(hints, key->press, key->hint, names);
        }
}

/* Moves what has a word forward to a place, where it stands behind it. */
static void bring(struct hints *hints, const char *word, size_t place)
{
    for (size_t i = place + 1; i < hints->count; i++)
        if (!strcmp(hints->at[i].word, word)) {
            struct hint hint = hints->at[i];
            uint32_t code = hints->press[i];

            for (size_t k = i; k > place; k--) {
                hints->at[k] = hints->at[k - 1];
                hints->press[k] = hints->press[k - 1];
            }
            hints->at[place] = hint;
            hints->press[place] = code;
            return;
        }
}

/* A message that is too long for the footer takes rows above it: a reason may
 * not be cut. False when it fits, and the footer has it. */
static bool draw_long(struct app *app, struct canvas *canvas, struct rect area)
{
    const char *text = app->message.text;
    int rows;

    if (canvas_width(slice_of(text)) <= area.cols)
        return false;
    rows = sentence_draw(NULL, area, text, STYLE(ROLE_TEXT));
    if (rows > area.row)
        return false;
    area.row -= rows - 1;
    area.rows = rows;
    canvas_fill(canvas, area, ' ', STYLE(ROLE_TEXT));
    canvas_target(canvas, area, (struct target){ TARGET_NONE, 0, 0 });
    sentence_draw(canvas, area, text,
                  STYLE(app->message_bad ? ROLE_BAD : ROLE_TEXT));
    return true;
}

void app_draw_message(struct app *app, struct canvas *canvas, struct rect area)
{
    if (!draw_long(app, canvas, area))
        footer_draw(canvas, area, NULL, 0, "", app->message.text,
                    app->message_bad);
}

/* While rows are written nothing else is said of the desk. */
static bool draw_writing(struct app *app, struct canvas *canvas,
                         struct rect area)
{
    struct strbuf text = { 0 };

    if (!desk_writes(app) || app->message.text[0] ||
        (app->over && app->over != &screen_typing))
        return false;
    desk_tell_writing(app, &text);
    footer_draw(canvas, area, NULL, 0, "", strbuf_text(&text), false);
    strbuf_finish(&text);
    return true;
}

/* Columns that hints take from the status. Keys of a part matter more than N,
 * which the equation shows; words are long, and the lab shows all of it. */
static int hints_more(const struct app *app)
{
    return app->options.words                             ? 35
           : app_where(app) & (WHERE_PART | WHERE_FIGURE) ? 20
                                                          : 0;
}

/* Help comes early, for who knows nothing needs it, and no narrow screen pushes
 * it out: it moves forward. Returns the columns up to its end, 0 where it is
 * not to be had. */
static int bring_help(struct hints *hints, size_t place, int cols)
{
    size_t at;
    int end;

    do {
        bring(hints, "help", place);
        for (at = 0; at < hints->count && strcmp(hints->at[at].word, "help");
             at++)
            ;
        if (at == hints->count)
            return 0;
        end = footer_hints_cols(hints->at, at + 1);
    } while (end > cols && place-- > 0);
    return end;
}

/* As much of the status as leaves room for hints up to the help. */
static void write_status(const struct app *app, char *out, size_t size,
                         int cols, int help)
{
    static const int widths[] = { INT_MAX, 69, 49 };
    const struct lab *lab = app_shown_lab(app);

    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        int most = cols - hints_more(app);

        footer_status(out, size, lab, most < widths[i] ? most : widths[i]);
        if (!help || help + STATUS_GAP + canvas_width(slice_of(out)) <= cols)
            return;
    }
    out[0] = '\0';
}

void app_draw_footer(struct app *app, struct canvas *canvas, struct rect area)
{
    struct hints hints = { .count = 0 };
    char status[96] = "";
    int help;

    if (draw_writing(app, canvas, area))
        return;

    /* What an equation, a figure or a link adds to reading is what is wanted
     * there. */
    if (app_where(app) &
        (WHERE_EQUATION | WHERE_FIGURE | WHERE_LINK | WHERE_PART)) {
        collect(&hints, app, SHARE_OWN);
        collect(&hints, app, SHARE_COMMON);
    } else
        collect(&hints, app, SHARE_BOTH);
    bring(&hints, "leave", 3);
    bring(&hints, "unmark", 3);
    help = bring_help(&hints, app->desk ? 2 : 3, area.cols);
    if (app_shown_lab(app) && app->over != &screen_help)
        write_status(app, status, sizeof status, area.cols, help);
    app->hint_count = hints.count;
    memcpy(app->hints, hints.press, sizeof hints.press);
    if (app->message.text[0] && draw_long(app, canvas, area))
        return;
    footer_draw(canvas, area, hints.at, hints.count, status,
                app->message.text[0] ? app->message.text : NULL,
                app->message_bad);
}

bool app_click_hint(struct app *app, int index, struct verdict *verdict,
                    struct err *err)
{
    const struct action_key *key = NULL;
    const struct action *action;

    if (index < 0 || (size_t)index >= app->hint_count)
        return true;
    action = action_of_key(app->hints[index], app_where(app), &key);
    return !action ||
           action_run(app, action, slice_of(key->arguments), verdict, err);
}

bool app_hit(struct app *app, int row, int col, struct hit *hit)
{
    struct canvas *canvas =
        canvas_create(app->rows, app->cols, app->options.ascii);
    bool there;

    app_paint(app, canvas);
    there = canvas_hit(canvas, row, col, hit);
    canvas_destroy(canvas);
    return there;
}
