#include "screen/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/vec.h"
#include "course/course.h"
#include "course/question.h"
#include "lesson/block.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/app_state.h"
#include "screen/map.h"
#include "screen/study.h"

struct candidate {
    const struct record_lesson *lesson;
    const char *question;
    size_t len; /* of its id: a step's number behind '/' is no part of it */
    bool missed, taken;
};

struct candidates {
    struct candidate *at;
    size_t count, cap;
};

static struct candidate *find(struct candidates *all,
                              const struct record_lesson *lesson,
                              const char *question, size_t len)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].lesson == lesson && all->at[i].len == len &&
            !memcmp(all->at[i].question, question, len))
            return &all->at[i];
    return NULL;
}

static void gather(struct candidates *all, const struct record_lesson *lesson)
{
    for (size_t i = 0; i < lesson->answer_count; i++) {
        const struct record_answer *answer = &lesson->answers[i];
        size_t len = strcspn(answer->question, "/");
        struct candidate *known = find(all, lesson, answer->question, len);

        if (!answer->count)
            continue;
        if (!known) {
            known = vec_push(all->at, all->count, all->cap);
            *known = (struct candidate){ .lesson = lesson,
                                         .question = answer->question,
                                         .len = len };
        }
        known->missed |= record_answer_missed(answer);
    }
}

/* Whether a is to be asked before b; of equals the earlier one is. */
static bool before(const struct candidate *a, const struct candidate *b)
{
    if (a->missed != b->missed)
        return a->missed;
    return a->lesson->visited < b->lesson->visited;
}

static bool has_section(const struct review *review, const char *section)
{
    for (size_t i = 0; i < review->count; i++)
        if (!strcmp(review->items[i].section, section))
            return true;
    return false;
}

/* The best that is left: of a section that has none yet, if `other`. */
static struct candidate *best(struct candidates *all,
                              const struct review *review, bool other)
{
    struct candidate *found = NULL;

    for (size_t i = 0; i < all->count; i++) {
        struct candidate *one = &all->at[i];

        if (one->taken || (other && has_section(review, one->lesson->lesson)))
            continue;
        if (!found || before(one, found))
            found = one;
    }
    return found;
}

void review_choose(struct review *review, const struct catalogue *catalogue,
                   const struct record *record)
{
    struct candidates all = { 0 };

    *review = (struct review){ .count = 0 };
    for (size_t i = 0; record && i < catalogue->section_count; i++) {
        const struct record_lesson *lesson =
            record_lesson(record, catalogue->sections[i].id);

        if (lesson)
            gather(&all, lesson);
    }
    while (review->count < REVIEW_MOST) {
        struct review_item *item = &review->items[review->count];
        struct candidate *one = best(&all, review, true);

        if (!one)
            one = best(&all, review, false);
        if (!one)
            break;
        one->taken = true;
        snprintf(item->section, sizeof item->section, "%s",
                 one->lesson->lesson);
        snprintf(item->question, sizeof item->question, "%.*s", (int)one->len,
                 one->question);
        review->count++;
    }
    free(all.at);
}

/* Opens the section and asks; false when it has no such question any more. */
static bool ask(struct app *app, const struct review_item *item)
{
    struct question *question;
    int index;

    if (!study_open(app, item->section, NULL))
        return false;
    question = question_find(app->section, slice_of(item->question), NULL);
    if (!question)
        return false;
    index = (int)(question - app->section->questions);
    study_reveal(app, question->block->step);
    study_show_question(app, index);
    study_anew(app, index);
    study_focus_sight(app);
    return true;
}

static size_t right_of(const struct app *app)
{
    const struct review *review = &app->review;
    size_t right = 0;

    for (size_t i = 0; i < review->count; i++) {
        const struct review_item *item = &review->items[i];
        struct candidates all = { 0 };
        struct candidate *one;

        gather(&all, record_lesson(app->options.record, item->section));
        one = find(&all, record_lesson(app->options.record, item->section),
                   item->question, strlen(item->question));
        right += one && !one->missed;
        free(all.at);
    }
    return right;
}

static void end(struct app *app)
{
    app->review.open = false;
    app->base = &screen_map;
    app_say(app, "review: %zu of %zu are known now", right_of(app),
            app->review.count);
}

bool review_step(struct app *app, struct err *err)
{
    struct review *review = &app->review;

    if (!review->open) {
        review_choose(review, map_catalogue(app), app->options.record);
        if (!review->count)
            return err_set(err, "a review asks old questions anew: answer "
                                "some first");
        review->open = true;
    }
    while (review->at < review->count) {
        const struct review_item *item = &review->items[review->at++];

        if (!ask(app, item))
            continue;
        app_say(app, "review, %zu of %zu: answer it, then %s goes on",
                review->at, review->count, app->options.lines ? "review" : "N");
        return true;
    }
    end(app);
    return true;
}
