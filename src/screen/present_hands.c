/* A show of hands: counted choice by choice, shown as bars, recorded once the
 * answer is revealed. */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "course/course.h"
#include "course/question.h"
#include "draw/hands.h"
#include "lesson/question_block.h"
#include "lesson/record.h"
#include "screen/present.h"

/* The question that hands are raised at, or -1 with err. */
static int at_hand(struct app *app, int choice, struct err *err)
{
    const struct deck_step *step = talk_step(app);
    const struct question_block *ask;

    if (step->stage != DECK_ASK || step->question < 0) {
        err_set(err, "hands are counted while a question is asked");
        return -1;
    }
    ask = app->talk->asked[step->question].ask;
    if (choice >= 0 && choice < (int)ask->choice_count &&
        choice < HANDS_CHOICES)
        return step->question;
    if (ask->choice_count)
        err_set(err, "this question has %zu choices", ask->choice_count);
    else
        err_set(err, "this question has no choices to raise a hand for");
    return -1;
}

bool talk_count(struct app *app, int choice, long hands, struct err *err)
{
    int question = at_hand(app, choice, err);
    struct hands *count;

    if (question < 0)
        return false;
    if (hands < 0 || hands > HANDS_MOST)
        return err_set(err, "0 to %d hands can be counted", HANDS_MOST);
    count = &app->talk->hands[question];
    memcpy(count->last, count->raised, sizeof count->last);
    count->raised[choice] = (int)hands;
    count->counted = false;
    app->talk->width = 0; /* the slides of the answer depend on it */
    return true;
}

bool talk_raise(struct app *app, int choice, struct err *err)
{
    int question = at_hand(app, choice, err);

    return question >= 0 &&
           talk_count(app, choice,
                      app->talk->hands[question].raised[choice] + 1L, err);
}

bool talk_lower(struct app *app, struct err *err)
{
    int question = at_hand(app, 0, err);
    struct hands *count;

    if (question < 0)
        return false;
    count = &app->talk->hands[question];
    if (!memcmp(count->last, count->raised, sizeof count->last))
        return err_set(err, "only the last hand can be taken back");
    memcpy(count->raised, count->last, sizeof count->raised);
    count->counted = false;
    app->talk->width = 0;
    return true;
}

static int total(const struct hands *hands)
{
    int sum = 0;

    for (int i = 0; i < HANDS_CHOICES; i++)
        sum += hands->raised[i];
    return sum;
}

/* "3 12 5 0", a number for each choice. */
void talk_record(struct app *app, int question)
{
    struct hands *hands = &app->talk->hands[question];
    const struct question_block *ask = app->talk->asked[question].ask;
    char value[HANDS_CHOICES * 8] = "";
    size_t len = 0;

    if (hands->counted || total(hands) == 0 || !app->talk->options.hands)
        return;
    for (size_t i = 0; i < ask->choice_count && i < HANDS_CHOICES; i++)
        len += (size_t)snprintf(value + len, sizeof value - len, "%s%d",
                                i ? " " : "", hands->raised[i]);
    record_hands(app->talk->options.hands, app->section->key, ask->id, value);
    hands->counted = true;
}

int talk_answer_of(const struct app *app, int question)
{
    const struct question *solved = &app->talk->solved[question];
    const struct hands *hands = &app->talk->hands[question];
    int right = question_answer(solved), found = right, most = 0;

    for (int i = 0; i < (int)solved->ask->choice_count && i < HANDS_CHOICES;
         i++)
        if (i != right && hands->raised[i] > most) {
            most = hands->raised[i];
            found = i;
        }
    return found;
}

void talk_draw_hands(struct app *app, struct canvas *canvas, struct rect area)
{
    const struct deck_step *step = talk_step(app);

    for (size_t i = 0; i < app->section->question_count; i++)
        hands_draw(canvas, area, step, (int)i, app->talk->hands[i].raised,
                   HANDS_CHOICES);
}
