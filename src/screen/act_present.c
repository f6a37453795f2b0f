#include "screen/action_run.h"

#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/lab_open.h"
#include "course/verb.h"
#include "lesson/block.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/present.h"

static bool need_talk(const struct call *call, struct err *err)
{
    if (!call->app->section)
        return err_set(err, "no section is open: go SECTION opens one");
    call->app->base = &screen_talk;
    return true;
}

bool act_step(const struct call *call, struct err *err)
{
    long steps = 1;
    int way = 1;

    if (!need_talk(call, err))
        return false;
    if (call->count && slice_is(call->args[0], "-"))
        way = -1;
    else if (call->count && !slice_is(call->args[0], "+") &&
             !verb_count(call->args[0], &steps, err))
        return false;
    while (steps-- > 0)
        if (!talk_go(call->app, way, err))
            return false;
    return true;
}

/* The step that begins a slide. */
static size_t first_step(struct app *app, size_t slide)
{
    const struct deck *deck = app->talk->deck;
    size_t step = 0;

    while (step + 1 < deck_steps(deck) && deck_step(deck, step)->slide < slide)
        step++;
    return step;
}

bool act_slide(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    size_t now, last;
    long number;

    if (!need_talk(call, err))
        return false;
    now = talk_step(app)->slide;
    last = deck_slides(app->talk->deck) - 1;
    if (slice_is(call->args[0], "+")) {
        if (now == last)
            return err_set(err, "this is the last slide of the section");
        number = (long)now + 2;
    } else if (slice_is(call->args[0], "-")) {
        number = now > 0 ? (long)now : 1;
    } else if (!verb_count(call->args[0], &number, err)) {
        return false;
    }
    if (number < 1)
        return err_set(err, "slides count from 1");
    if ((size_t)number > last + 1)
        return talk_to(app, SIZE_MAX, err);
    return talk_to(app, first_step(app, (size_t)number - 1), err);
}

bool act_jump(const struct call *call, struct err *err)
{
    if (!need_talk(call, err))
        return false;
    talk_find(call->app, call->count ? call->args[0] : slice_of(""));
    return true;
}

bool act_hand(const struct call *call, struct err *err)
{
    long choice, hands;

    if (!need_talk(call, err))
        return false;
    if (slice_is(call->args[0], "-"))
        return talk_lower(call->app, err);
    if (!verb_count(call->args[0], &choice, err))
        return false;
    if (choice < 1 || choice > HANDS_CHOICES)
        return err_set(err, "hands are raised for choices 1 to %d",
                       HANDS_CHOICES);
    if (call->count == 1)
        return talk_raise(call->app, (int)choice - 1, err);
    return verb_count(call->args[1], &hands, err) &&
           talk_count(call->app, (int)choice - 1, hands, err);
}

bool act_prepared(const struct call *call, struct err *err)
{
    return need_talk(call, err) && talk_prepare(call->app, err);
}

/* The states of the lab beside, by number from 1 or by name. */
static const struct lab_block_state *
find_state(const struct lab_block *block, struct slice word, struct err *err)
{
    struct strbuf names = { 0 };
    long number = 0;

    verb_count(word, &number, NULL);
    for (size_t i = 0; i < block->state_count; i++) {
        if (number == (long)i + 1 || slice_is(word, block->states[i].name)) {
            strbuf_finish(&names);
            return &block->states[i];
        }
        strbuf_printf(&names, "%s%s", i ? ", " : "", block->states[i].name);
    }
    if (block->state_count)
        err_set(err, "no state '%.*s'; there %s %s", SLICE_ARG(word),
                block->state_count == 1 ? "is" : "are", strbuf_text(&names));
    else
        err_set(err, "the lesson prepares no further state of this lab");
    strbuf_finish(&names);
    return NULL;
}

bool act_state(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    const struct lab_block_state *state;
    const struct section_lab *slot;

    if (!need_talk(call, err))
        return false;
    if (!study_lab(app))
        return err_set(err, "this section has no lab");
    slot = &app->section->labs[app->study.lab];
    state = find_state(slot->block->lab, call->args[0], err);
    if (!state ||
        !lab_open_state(slot->lab, state, app->section->lesson->path, err))
        return false;
    app_say(app, "%s", state->name);
    return true;
}

bool act_grow(const struct call *call, struct err *err)
{
    return need_talk(call, err) &&
           talk_grow(call->app,
                     call->count && slice_is(call->args[0], "-") ? -1 : 1, err);
}

bool act_large(const struct call *call, struct err *err)
{
    if (!need_talk(call, err))
        return false;
    call->app->talk->large = !call->app->talk->large;
    if (!talk_shows_large(call->app))
        app_say(call->app, call->app->talk->large
                               ? "large signs, from the next equation on"
                               : "no large signs any more");
    return true;
}

bool act_spot(const struct call *call, struct err *err)
{
    if (!need_talk(call, err))
        return false;
    call->app->talk->spot = !call->app->talk->spot;
    return true;
}

bool act_blank(const struct call *call, struct err *err)
{
    if (!need_talk(call, err))
        return false;
    call->app->talk->blank = !call->app->talk->blank;
    return true;
}

bool act_clock(const struct call *call, struct err *err)
{
    if (!need_talk(call, err))
        return false;
    call->app->talk->clock = !call->app->talk->clock;
    return true;
}
