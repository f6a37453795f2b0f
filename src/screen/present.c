#include "screen/present.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/fatal.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/fits.h"
#include "course/question.h"
#include "draw/page.h"
#include "lab/fit.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/chart.h"

struct talk *talk_create(const struct talk_options *options)
{
    struct talk *talk = fatal_calloc(1, sizeof *talk);

    talk->options = *options;
    talk->share = -1;
    if (options->now)
        talk->began = options->now();
    return talk;
}

static void drop_section(struct talk *talk)
{
    deck_destroy(talk->deck);
    free(talk->asked);
    free(talk->solved);
    free(talk->asks);
    free(talk->answers);
    free(talk->hands);
    free(talk->played);
    talk->deck = NULL;
    talk->asked = talk->solved = NULL;
    talk->asks = talk->answers = NULL;
    talk->hands = NULL;
    talk->played = NULL;
}

void talk_destroy(struct talk *talk)
{
    if (!talk)
        return;
    if (talk->told.len)
        talk->options.tell(talk->options.tell_context, slice_of(""));
    drop_section(talk);
    strbuf_finish(&talk->told);
    free(talk);
}

void talk_leave(struct app *app)
{
    for (size_t i = 0; i < app->section->question_count; i++)
        talk_record(app, (int)i);
    drop_section(app->talk);
}

/* The questions twice: nobody answers them but the talk itself. */
static void copy_questions(struct app *app)
{
    struct section *section = app->section;
    struct talk *talk = app->talk;
    size_t count = section->question_count;

    talk->asked = fatal_calloc(count + 1, sizeof *talk->asked);
    talk->solved = fatal_calloc(count + 1, sizeof *talk->solved);
    talk->asks = fatal_calloc(count + 1, sizeof *talk->asks);
    talk->answers = fatal_calloc(count + 1, sizeof *talk->answers);
    talk->hands = fatal_calloc(count + 1, sizeof *talk->hands);
    talk->played = fatal_calloc(count + 1, sizeof *talk->played);
    for (size_t i = 0; i < count; i++) {
        const struct question *one = &section->questions[i];

        question_open(section, &talk->asked[i], one->block, one->lab);
        question_open(section, &talk->solved[i], one->block, one->lab);
        while (talk->solved[i].committed == QUESTION_OPEN &&
               question_solve(section, &talk->solved[i], NULL))
            continue;
        talk->asks[i] =
            (struct page_question){ QUESTION_OPEN, 0, &talk->asked[i] };
        talk->answers[i] = (struct page_question){ talk->solved[i].committed, 0,
                                                   &talk->solved[i] };
    }
}

void talk_begin(struct app *app)
{
    struct talk *talk = app->talk;

    drop_section(talk);
    app->section->unheld = true;
    copy_questions(app);
    question_locks(app->section, false);
    talk->step = 0;
    talk->key = talk->at_end ? UINT64_MAX : 0;
    talk->at_end = false;
    app->base = &screen_talk;
}

/* ---- the deck ---- */

/* A remark below an equation takes a row of the slide, and it may come only
 * when its value is worked out. A talk that is written down, or told again, is
 * to be laid out alike however long that takes. */
static void value_all(struct app *app)
{
    struct equations *equations = app->section->equations;

    if (!app->talk->options.note && !app->scripted && !app->player)
        return;
    equations_refresh(equations);
    while (equations_waiting(equations))
        equations_work(equations, NULL, NULL);
}

static void make_deck(struct app *app, struct rect text, bool apart)
{
    struct talk *talk = app->talk;
    struct section *section = app->section;
    struct deck_options options = {
        .page = { .width = text.cols,
                  .height = text.rows,
                  .ascii = app->options.ascii,
                  .equations = section->equations,
                  .figures = section->figures,
                  .fits = section->fits,
                  .hands = true,
                  .terms = true,
                  .question_count = section->question_count },
        .asked = talk->asks,
        .solved = talk->answers,
        .apart = apart,
    };

    for (size_t i = 0; i < section->question_count; i++)
        if (talk->solved[i].ask->kind == QUESTION_CHOICES)
            talk->answers[i].committed = talk_answer_of(app, (int)i);
    value_all(app);
    deck_destroy(talk->deck);
    talk->deck = deck_create(section->lesson, options);
    talk->width = text.cols;
    talk->height = text.rows;
    talk->apart = apart;
    talk->step = deck_find(talk->deck, talk->key);
    talk->key = deck_step(talk->deck, talk->step)->key;
}

const struct deck_step *talk_step(struct app *app)
{
    struct talk *talk = app->talk;
    struct talk_split split = talk_split(app);

    if (!talk->deck || talk->width != split.text.cols ||
        talk->height != split.text.rows || talk->apart != split.apart)
        make_deck(app, split.text, split.apart);
    return deck_step(talk->deck, talk->step);
}

const struct deck *app_deck(struct app *app)
{
    if (app->base != &screen_talk)
        return NULL;
    talk_step(app);
    return app->talk->deck;
}

/* ---- stepping ---- */

/* Steps one by one, so that what is played on the way is. */
bool talk_to(struct app *app, size_t to, struct err *err)
{
    struct talk *talk = app->talk;
    bool fine = true;

    talk_step(app);
    if (to >= deck_steps(talk->deck))
        to = deck_steps(talk->deck) - 1;
    while (talk->step < to) {
        const struct deck_step *step = deck_step(talk->deck, ++talk->step);

        study_play_end(app);
        if (step->stage == DECK_REVEAL)
            talk_record(app, step->question);
        if (talk_has_played(app, step))
            fine = talk_play(app, step->question, err) && fine;
    }
    while (talk->step > to) {
        const struct deck_step *left = deck_step(talk->deck, talk->step--);
        const struct deck_step *step = deck_step(talk->deck, talk->step);

        study_play_end(app);
        /* Played it may have been on a wider screen, where it came sooner. */
        if (left->question >= 0 && talk->played[left->question] &&
            !(step->question == left->question && talk_has_played(app, step)))
            talk_unplay(app, left->question);
    }
    talk->key = deck_step(talk->deck, talk->step)->key;
    app->study.lab_focus = false;
    app->study.pinned = false;
    return fine;
}

bool talk_go(struct app *app, int way, struct err *err)
{
    struct talk *talk = app->talk;

    talk_step(app);
    if (way > 0 && talk->step + 1 < deck_steps(talk->deck))
        return talk_to(app, talk->step + 1, err);
    if (way < 0 && talk->step > 0)
        return talk_to(app, talk->step - 1, err);
    talk->at_end = way < 0;
    if (study_beside(app, way, err))
        return true;
    talk->at_end = false;
    return false;
}

bool talk_prepare(struct app *app, struct err *err)
{
    struct section *section = app->section;

    (void)err;
    study_play_end(app);
    for (size_t i = 0; i < section->lab_count; i++)
        if (lab_dirty(section->labs[i].lab))
            lab_reset(section->labs[i].lab, NULL);
    for (size_t i = 0; i < fits_count(section->fits); i++)
        if (fits_get(section->fits, i)->fit)
            fit_reset(fits_get(section->fits, i)->fit);
    app_say(app, "as the section prepares it");
    return true;
}

void talk_look(struct app *app)
{
    const struct deck_step *step = talk_step(app);
    struct study *study = &app->study;
    const struct lab *lab;

    if (!study->lab_focus && !study->pinned) {
        int beside = step->lab;

        if (step->question >= 0 &&
            app->section->questions[step->question].lab != QUESTION_NO_LAB)
            beside = app->section->questions[step->question].lab;
        study->lab = beside > 0 ? (size_t)beside : 0;
    }
    if (study->chart && (study->lab_focus || !talk_figure(app)))
        chart_leave(app);
    lab = study_lab(app);
    if (lab && study->row >= study_lab_rows(app))
        study->row = study_lab_rows(app) ? study_lab_rows(app) - 1 : 0;
    if (lab && study->class >= lab_classes(lab))
        study->class = lab_classes(lab) ? lab_classes(lab) - 1 : 0;
}

/* ---- the screen ---- */

static unsigned where(const struct app *app)
{
    const struct talk *talk = app->talk;

    if (talk->blank)
        return WHERE_BLANK;
    if (app->study.lab_focus)
        return WHERE_LAB | WHERE_TALK_LAB;
    if (app->study.chart)
        return WHERE_TALK_FIGURE;
    if (talk->deck && deck_step(talk->deck, talk->step)->stage == DECK_ASK)
        return WHERE_TALK | WHERE_HANDS;
    return WHERE_TALK;
}

static bool move(struct app *app, enum move way, struct err *err)
{
    if (!app->study.lab_focus)
        return err_set(err, "tab goes to the lab, whose cells these keys move");
    return screen_study.move(app, way, err);
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    (void)verdict;
    return talk_go(app, 1, err);
}

/* Nothing that is pressed by mistake ends a talk. */
static bool close(struct app *app, struct err *err)
{
    (void)err;
    if (app->study.chart && !app->study.lab_focus) {
        chart_leave(app);
        return true;
    }
    app->study.lab_focus = false;
    app->talk->spot = false;
    return true;
}

/* What the mouse finds in the lab is the study's; on the page a click that
 * meets no figure is a step. */
static bool mouse(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    struct hit hit = { .target = { 0, 0, 0 } };
    bool found = app_hit(app, event->row, event->col, &hit);
    bool lab = found && hit.target.kind >= TARGET_BAR &&
               hit.target.kind <= TARGET_UNIT;

    if (app->talk->blank)
        return event->mouse != MOUSE_PRESS ||
               action_linef(app, verdict, err, "blank");
    if (talk_press_figure(app, event, verdict, err))
        return true;
    if (lab || (found && hit.target.kind == TARGET_LAB) ||
        event->mouse == MOUSE_DRAG || event->mouse == MOUSE_RELEASE)
        return screen_study.mouse(app, event, verdict, err);
    return action_linef(app, verdict, err,
                        event->mouse == MOUSE_WHEEL_UP ? "step -" : "step");
}

/* Whatever is pressed on a blank screen brings the talk back. */
static void insert(struct app *app, uint32_t rune)
{
    if (app->talk->blank)
        app->talk->blank = false;
    else if (app->study.lab_focus)
        screen_study.insert(app, rune);
}

const struct screen screen_talk = {
    .where = where,
    .draw = talk_draw,
    .move = move,
    .take = take,
    .close = close,
    .mouse = mouse,
    .insert = insert,
};
