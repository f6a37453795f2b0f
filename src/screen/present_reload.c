/* A talk whose lesson is edited while it is given. */
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "course/course.h"
#include "course/question.h"
#include "lesson/lesson.h"
#include "lesson/moved.h"
#include "lesson/question_block.h"
#include "screen/present.h"

/* A question as it was: the lesson that it stood in is gone. */
struct past {
    char *id;
    size_t choices;
    const struct lab *lab;
    struct hands hands;
    unsigned played;
};

struct talk_stay {
    unsigned opened; /* sections, when it was noted */
    struct strbuf text;
    uint64_t key;
    struct past *asked;
    size_t count;
    const struct lab **labs;
    size_t lab_count;
};

static const struct lab *lab_of(const struct section *section, size_t question)
{
    int lab = section->questions[question].lab;

    return lab == QUESTION_NO_LAB ? NULL : section->labs[lab].lab;
}

struct talk_stay *talk_stay(struct app *app)
{
    struct talk_stay *stay = fatal_calloc(1, sizeof *stay);
    const struct section *section = app->section;
    struct slice text = section->lesson->text;

    study_play_end(app);
    stay->opened = app->opened;
    stay->key = talk_step(app)->key;
    strbuf_slice(&stay->text, text);
    stay->count = section->question_count;
    stay->asked = fatal_calloc(stay->count + 1, sizeof *stay->asked);
    for (size_t i = 0; i < stay->count; i++) {
        const struct question_block *ask = section->questions[i].ask;

        stay->asked[i] =
            (struct past){ fatal_strdup(ask->id), ask->choice_count,
                           lab_of(section, i), app->talk->hands[i],
                           app->talk->played[i] };
    }
    stay->lab_count = section->lab_count;
    stay->labs = fatal_calloc(stay->lab_count + 1, sizeof *stay->labs);
    for (size_t i = 0; i < stay->lab_count; i++)
        stay->labs[i] = section->labs[i].lab;
    return stay;
}

static void drop(struct talk_stay *stay)
{
    for (size_t i = 0; i < stay->count; i++)
        free(stay->asked[i].id);
    free(stay->asked);
    free(stay->labs);
    strbuf_finish(&stay->text);
    free(stay);
}

static bool was_there(const struct talk_stay *stay, const struct lab *lab)
{
    for (size_t i = 0; i < stay->lab_count; i++)
        if (stay->labs[i] == lab)
            return true;
    return false;
}

static void take_over(struct app *app, const struct talk_stay *stay)
{
    const struct section *section = app->section;

    for (size_t i = 0; i < section->question_count; i++)
        for (size_t k = 0; k < stay->count; k++) {
            const struct question_block *ask = section->questions[i].ask;
            const struct past *old = &stay->asked[k];

            if (strcmp(ask->id, old->id) != 0)
                continue;
            if (ask->choice_count == old->choices) {
                app->talk->hands[i] = old->hands;
                app->talk->hands[i].counted = true; /* by talk_leave() */
            }
            if (lab_of(section, i) == old->lab)
                app->talk->played[i] = old->played;
        }
}

/* A lab that is as it was shows what came of everything up to now: in it
 * nothing is played again, nor a question that is new above the step. */
static void catch_up(struct app *app, const struct talk_stay *stay)
{
    struct talk *talk = app->talk;

    for (size_t i = 0; i <= talk->step; i++) {
        const struct deck_step *step = deck_step(talk->deck, i);

        if (!talk_has_played(app, step) || talk->played[step->question])
            continue;
        if (was_there(stay, lab_of(app->section, (size_t)step->question)))
            talk_keep(app, step->question);
        else
            talk_play(app, step->question, NULL);
        study_play_end(app);
    }
}

void talk_return(struct app *app, struct talk_stay *stay)
{
    uint64_t line = stay->key >> 32;

    if (app->opened != stay->opened) {
        line = (uint64_t)moved_line(slice_of(strbuf_text(&stay->text)),
                                    app->section->lesson->text, (int)line);
        take_over(app, stay);
        app->talk->key = line << 32 | (uint32_t)stay->key;
        talk_step(app);
        catch_up(app, stay);
    }
    drop(stay);
}
