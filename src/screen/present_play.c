/* What a question leads to in its lab, played for a class and taken back. */
#include <stdio.h>

#include "base/err.h"
#include "course/course.h"
#include "course/question.h"
#include "lab/lab.h"
#include "lesson/question_block.h"
#include "screen/present.h"

/* The lab that a question plays in, or NULL. */
static struct lab *lab_of(const struct app *app, int question)
{
    const struct question *one = &app->section->questions[question];

    return one->lab == QUESTION_NO_LAB || !one->ask->play_count
               ? NULL
               : app->section->labs[one->lab].lab;
}

/* The name under which a lab is kept: a number, for a lesson that is read anew
 * may have other questions. */
static struct slice kept_name(unsigned number, char *name, size_t size)
{
    snprintf(name, size, "before outcome %u", number);
    return slice_of(name);
}

void talk_keep(struct app *app, int question)
{
    struct lab *lab = lab_of(app, question);
    char name[80];

    app->talk->played[question] = ++app->talk->keeps;
    if (lab)
        lab_save(lab, kept_name(app->talk->keeps, name, sizeof name), NULL);
}

bool talk_play(struct app *app, int question, struct err *err)
{
    struct study *study = &app->study;

    if (app->talk->played[question])
        return true;
    talk_keep(app, question);
    if (!lab_of(app, question))
        return true;
    if (app->options.still || app->acting)
        return question_play(app->section, &app->section->questions[question],
                             err);
    study->playing = question + 1;
    study->played = 0;
    study->frame = 0;
    return true;
}

void talk_unplay(struct app *app, int question)
{
    struct lab *lab = lab_of(app, question);
    unsigned number = app->talk->played[question];
    char name[80];

    app->talk->played[question] = 0;
    /* Back and forth, it is kept in the same place. */
    if (number == app->talk->keeps)
        app->talk->keeps--;
    if (lab && number)
        lab_restore(lab, kept_name(number, name, sizeof name), NULL);
}

bool talk_has_played(const struct app *app, const struct deck_step *step)
{
    return step->question >= 0 &&
           (step->stage == DECK_PLAY || step->stage == DECK_EXPLAIN ||
            (step->stage == DECK_REVEAL && !app->talk->apart));
}
