/* Typing an exact value at the lab's cursor. */
#include <string.h>

#include "lab/lab.h"
#include "screen/actions.h"
#include "screen/app_state.h"

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_TYPING;
}

/* The lab's panel draws what is typed, in its cell: see study_view.c. */
static void draw(struct app *app, struct canvas *canvas)
{
    (void)app;
    (void)canvas;
}

/* A refused number stays to be mended. */
static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    char line[2 * FIELD_BYTES];
    struct slice text = slice_trim(field_slice(&app->typing));
    const struct lab *lab = study_lab(app);

    if (!text.len) {
        app->over = NULL;
        return true;
    }
    if (study_param(app) >= 0)
        snprintf(line, sizeof line, "let \"%.*s\" \"%.*s\"",
                 SLICE_ARG(lab_param(lab, (size_t)study_param(app)).name),
                 SLICE_ARG(text));
    else
        snprintf(line, sizeof line, "set . . \"%.*s\"", SLICE_ARG(text));
    if (!action_line(app, slice_of(line), verdict, err))
        return false;
    app->over = NULL;
    return true;
}

static void insert(struct app *app, uint32_t rune)
{
    if (rune != '"')
        field_insert(&app->typing, rune);
}

const struct screen screen_typing = {
    .where = where,
    .draw = draw,
    .move = field_step,
    .take = take,
    .close = field_leave,
    .mouse = study_press_away,
    .insert = insert,
};
