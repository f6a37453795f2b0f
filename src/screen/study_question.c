/* The questions of a section: who has the keys, and what an answer does. */
#include <stdio.h>

#include "base/err.h"
#include "course/course.h"
#include "course/question.h"
#include "draw/page.h"
#include "lesson/lesson.h"
#include "screen/aloud.h"
#include "screen/study.h"
#include "screen/app_state.h"

bool study_open_question(struct app *app, int question)
{
    const struct section *section = app->section;
    const struct question *one;

    if (question < 0 || (size_t)question >= section->question_count)
        return false;
    one = &section->questions[question];
    return one->committed == QUESTION_OPEN &&
           page_find(app->study.page, ANCHOR_CHOICE, question, 0);
}

/* Whether a choice's rows are all in sight. */
static bool in_sight(const struct app *app, int question, int choice)
{
    const struct study *study = &app->study;
    const struct page_anchor *anchor =
        page_find(study->page, ANCHOR_CHOICE, question, choice);

    return anchor && anchor->row >= study->first &&
           anchor->row + anchor->rows <= study->first + study->height;
}

static int last_choice(const struct app *app, int question)
{
    const struct question_block *ask = app->section->questions[question].ask;

    if (ask->kind == QUESTION_CHOICES)
        return (int)ask->choice_count - 1;
    return ask->kind == QUESTION_ORDER ? (int)ask->order_count - 1 : 0;
}

void study_focus_sight(struct app *app)
{
    struct study *study = &app->study;
    int count = (int)app->section->question_count;

    study_split(app);
    study->question = -1;
    study->passed = 0;
    for (int i = 0; i < count; i++) {
        const struct page_anchor *anchor =
            page_find(study->page, ANCHOR_QUESTION, i, 0);

        if (anchor && anchor->row < study->first)
            study->passed = i + 1;
        if (study->question < 0 && study_open_question(app, i) &&
            anchor->row >= study->first && in_sight(app, i, 0) &&
            in_sight(app, i, last_choice(app, i))) {
            study->question = i;
            study->choice = 0;
        }
    }
}

/* The arrow keys walk through text and questions as one: a question in sight
 * is entered, its choices are passed one by one, and behind the last the text
 * scrolls on. `passed` remembers which side of a question one is on. */
static bool enter_question(struct app *app, int way)
{
    struct study *study = &app->study;
    int i = way > 0 ? study->passed : study->passed - 1;
    int count = (int)app->section->question_count;

    for (; i >= 0 && i < count; i += way) {
        if (!study_open_question(app, i))
            continue;
        if (!in_sight(app, i, way > 0 ? 0 : last_choice(app, i)))
            return false;
        study->question = i;
        study->choice = way > 0 ? 0 : last_choice(app, i);
        return true;
    }
    return false;
}

void study_show_choice(struct app *app, int question, int choice)
{
    struct study *study = &app->study;
    const struct page_anchor *anchor =
        page_find(study->page, ANCHOR_CHOICE, question, choice);

    if (anchor)
        study->first =
            page_scroll_to(study->page, study->first, study->height, anchor);
}

void study_step_line(struct app *app, int way)
{
    struct study *study = &app->study;

    study_split(app);
    if (study->question >= 0) {
        int choice = study->choice + way;

        if (choice >= 0 && choice <= last_choice(app, study->question)) {
            study->choice = choice;
            study_show_choice(app, study->question, study->choice);
            return;
        }
        study->passed = study->question + (way > 0);
        study->question = -1;
    } else if (enter_question(app, way))
        return;
    study->first = page_clamp(study->page, study->first + way, study->height);
}

void study_show_question(struct app *app, int question)
{
    struct study *study = &app->study;
    const struct page_anchor *anchor;

    study_reveal(app, app->section->questions[question].block->step);
    study_split(app);
    anchor = page_find(study->page, ANCHOR_QUESTION, question, 0);
    if (anchor)
        study->first =
            page_scroll_to(study->page, study->first, study->height, anchor);
}

int study_unpredicted(const struct app *app, int from)
{
    const struct section *section = app->section;

    for (size_t i = (size_t)from; i < section->question_count; i++)
        if (question_holds(&section->questions[i]) &&
            section->questions[i].block->step <= app->study.step)
            return (int)i;
    return -1;
}

int study_question(struct app *app)
{
    struct study *study = &app->study;
    int count = (int)app->section->question_count, first = -1;

    if (app->options.lines)
        return aloud_question(app, false);
    study_split(app);
    if (study->question >= 0)
        return study->question;
    for (int i = 0; i < count; i++) {
        if (!study_open_question(app, i))
            continue;
        if (first < 0)
            first = i;
        if (in_sight(app, i, 0))
            return i;
    }
    return first;
}

bool study_choose(struct app *app, int choice, struct err *err)
{
    struct study *study = &app->study;
    int question = study_question(app);

    if (question < 0)
        return err_set(err, "no question waits for an answer");
    study->question = question;
    study->choice = choice;
    study->lab_focus = false;
    study_show_question(app, question);
    study_show_choice(app, study->question, study->choice);
    return true;
}
