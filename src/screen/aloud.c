#include "screen/aloud.h"

#include <string.h>

#include "base/err.h"
#include "course/course.h"
#include "course/question.h"
#include "lesson/block.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/app_state.h"
#include "screen/map.h"

static bool is_shown(const struct app *app, const struct block *block)
{
    return block->step <= app->study.step;
}

static bool is_open(const struct app *app, const struct question *question)
{
    return question->committed == QUESTION_OPEN &&
           is_shown(app, question->block);
}

/* The question of the review that goes on, where it stands here. */
static int reviewed(const struct app *app)
{
    const struct review *review = &app->review;
    const struct review_item *item;
    struct question *found;

    if (!review->open || !review->at)
        return -1;
    item = &review->items[review->at - 1];
    if (strcmp(item->section, app->section->key) != 0)
        return -1;
    found = question_find(app->section, slice_of(item->question), NULL);
    return found && is_open(app, found) ? (int)(found - app->section->questions)
                                        : -1;
}

int aloud_question(const struct app *app, bool typed)
{
    const struct section *section = app->section;
    int found = reviewed(app);

    for (size_t i = 0; found < 0 && i < section->question_count; i++)
        if (is_open(app, &section->questions[i]) &&
            !(typed && section->questions[i].ask->kind == QUESTION_REACH))
            found = (int)i;
    return found < 0 && typed ? aloud_question(app, false) : found;
}

int aloud_settled(const struct app *app)
{
    const struct section *section = app->section;

    for (size_t i = section->question_count; i-- > 0;)
        if (is_shown(app, section->questions[i].block) &&
            section->questions[i].committed != QUESTION_OPEN)
            return (int)i;
    return -1;
}

size_t aloud_lab(const struct app *app)
{
    const struct section *section = app->section;
    size_t found = 0;

    if (app->study.pinned && app->study.pin_step == app->study.step)
        return app->study.lab;
    for (size_t i = 0; i < section->question_count; i++) {
        const struct question *one = &section->questions[i];

        if (is_open(app, one) && one->ask->kind == QUESTION_REACH &&
            one->lab != QUESTION_NO_LAB)
            return (size_t)one->lab;
    }
    for (size_t i = 0; i < section->lab_count; i++)
        if (is_shown(app, section->labs[i].block))
            found = i;
    return found;
}

void app_finish(struct app *app)
{
    if (!app->section || app->study.finished)
        return;
    app->study.finished = true;
    if (app->options.record)
        record_read(app->options.record, app->section->key);
}

unsigned app_opened(const struct app *app)
{
    return app->opened;
}

const char *app_selected(const struct app *app)
{
    const struct catalogue_section *section = map_selected(app, NULL);

    return section ? section->id : NULL;
}

int app_question_at_hand(const struct app *app)
{
    return app->section ? aloud_question(app, false) : -1;
}

int app_question_named(const struct app *app, struct slice id, struct err *err)
{
    const struct question *found;
    int index = app_question_at_hand(app);

    if (!id.len) {
        if (index < 0)
            err_set(err, "no question waits for an answer here");
        return index;
    }
    found = question_find(app->section, id, err);
    if (!found)
        return -1;
    if (!is_shown(app, found->block)) {
        err_set(err, "question '%s' comes further on: next reads on",
                found->ask->id);
        return -1;
    }
    return (int)(found - app->section->questions);
}

bool app_reviews(const struct app *app)
{
    const struct review *review = &app->review;

    return review->open && review->at && app->section &&
           !strcmp(review->items[review->at - 1].section, app->section->key);
}

bool app_asks(const struct app *app)
{
    return app->over == &screen_ask;
}
