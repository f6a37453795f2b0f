/* Answers: taken, recorded, their outcome played and explained. */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "course/course.h"
#include "course/question.h"
#include "draw/page.h"
#include "lab/lab.h"
#include "lesson/lesson.h"
#include "lesson/record.h"
#include "screen/aloud.h"
#include "screen/study.h"
#include "screen/app_state.h"

/* An action is seen to begin; a number goes its way in half a second. */
enum { PAUSE_MS = 400, FRAME_MS = 40, FRAMES = 12 };

/* A step of a worked example has an answer of its own: "ID/2", the second
 * that is asked. */
static void answer_name(const struct question *question, size_t step,
                        char *name, size_t size)
{
    int asked = 0;

    if (question->ask->kind != QUESTION_STEPS) {
        snprintf(name, size, "%s", question->ask->id);
        return;
    }
    for (size_t i = 0; i <= step && i < question->ask->step_count; i++)
        asked += question->ask->steps[i].answer.node != NULL;
    snprintf(name, size, "%s/%d", question->ask->id, asked);
}

/* Where lines are printed, who prints them says it beside them. */
void study_tell_trouble(struct app *app)
{
    const char *trouble =
        app->options.lines ? NULL : record_trouble(app->options.record);

    if (trouble)
        app_say(app, "%s", trouble);
}

static void record(struct app *app, const struct question *question,
                   size_t step, const char *value, bool right)
{
    char name[128];

    if (!app->options.record)
        return;
    answer_name(question, step, name, sizeof name);
    record_answer(app->options.record, app->section->key, name, value, right);
    study_tell_trouble(app);
}

static void record_one_hint(struct app *app, const struct question *question)
{
    if (app->options.record)
        record_hint(app->options.record, app->section->key, question->ask->id);
}

/* Where the question is taller than the screen, what was chosen comes to the
 * top, so that the reason under it is seen. */
static void show_reason(struct app *app, int index, int choice)
{
    struct study *study = &app->study;
    const struct page_anchor *whole =
        page_find(study->page, ANCHOR_QUESTION, index, 0);
    const struct page_anchor *chosen =
        page_find(study->page, ANCHOR_CHOICE, index, choice);

    if (whole && chosen && whole->rows > study->height)
        study->first = page_clamp(study->page, chosen->row, study->height);
}

/* Plays the outcome and shows the explanation. */
static bool outcome(struct app *app, int index, struct err *err)
{
    struct study *study = &app->study;
    const struct question *question = &app->section->questions[index];

    app->told = index;
    study->question = -1;
    study->passed = index + 1;
    study_relayout(app);
    study_show_question(app, index);
    show_reason(app, index, question->committed);
    if (app->options.still || app->acting || question->lab == QUESTION_NO_LAB)
        return question_play(app->section, question, err);
    study->playing = question->ask->play_count ? index + 1 : 0;
    study->played = 0;
    study->frame = 0;
    return true;
}

int study_play_wake(const struct app *app)
{
    const struct study *study = &app->study;

    return !study->playing ? 0 : study->frame ? FRAME_MS : PAUSE_MS;
}

/* A lesson whose play is refused says so, as everywhere. */
static void play_on(struct app *app, bool whole)
{
    struct study *study = &app->study;
    const struct question *question =
        &app->section->questions[study->playing - 1];
    struct err err = { .line = 0 };
    bool fine;

    if (study->frame == 0) {
        study->moving =
            question_play_moves(app->section, question, study->played);
        study->steps = question_play_steps(app->section, question);
    }
    study->frame = whole || !study->moving ? FRAMES : study->frame + 1;
    fine =
        question_play_part(app->section, question, study->played,
                           (double)study->frame / FRAMES, study->steps, &err);
    if (study->frame == FRAMES) {
        study->frame = 0;
        study->played++;
    }
    if (!fine)
        app_say(app, "line %d: %s", err.line, err.text);
    if (!fine || study->played >= question->ask->play_count)
        study->playing = 0;
}

void study_play_frame(struct app *app)
{
    if (app->study.playing)
        play_on(app, false);
}

void study_play_end(struct app *app)
{
    while (app->study.playing)
        play_on(app, true);
}

static void say_wrong(struct app *app, const struct question *question,
                      bool hinted)
{
    if (question->committed != QUESTION_OPEN)
        app_say(app, "not this one: read why");
    else if (question->said.count)
        app_say(app, "not yet: read why");
    else if (question->wrong_place >= 0)
        app_say(app, "not yet: line %d is the first that is not in its place%s",
                question->wrong_place + 1, hinted ? "; a hint shows" : "");
    else if (hinted)
        app_say(app, "not yet: hint %zu of %zu shows", question->hints_seen,
                question->ask->hint_count);
    else
        app_say(app, "not yet; try again, or %s",
                app->options.lines ? "solution shows it"
                                   : "S shows the solution");
}

static void say_verdict(struct app *app, const struct question *question,
                        enum question_verdict verdict, bool hinted)
{
    const char *played =
        !question->ask->play_count || question->lab == QUESTION_NO_LAB ||
                question->committed == QUESTION_OPEN
            ? ""
        : !app->options.lines && study_split(app).way == SPLIT_TURNS
            ? "; tab shows it in the lab"
            : "; the lab shows it";

    if (verdict == QUESTION_STEP)
        app_say(app, "right: on to the next step");
    else if (verdict == QUESTION_RIGHT)
        app_say(app, "right%s",
                *played || !question->ask->vary_count ? played
                : app->options.lines
                    ? "; again asks it with other numbers"
                    : "; again (A) asks it with other numbers");
    else if (*played)
        app_say(app, "not this one: read why%s", played);
    else
        say_wrong(app, question, hinted);
}

/* The question stays at hand: what is said of the answer is seen. */
static void go_on(struct app *app, int index)
{
    struct study *study = &app->study;

    app->told = index;
    study_relayout(app);
    study_show_question(app, index);
    study->question = index;
    if (study->choice < 0 ||
        app->section->questions[index].ask->kind != QUESTION_ORDER)
        study->choice = 0;
    study_show_choice(app, index, study->choice);
}

bool study_answer(struct app *app, int index, struct slice words,
                  struct err *err)
{
    struct question *question = &app->section->questions[index];
    size_t step = question_step(question), hints = question->hints_seen;
    enum question_verdict verdict;
    char number[16];
    bool right;

    if (!question_answer_line(app->section, question, words, &verdict, err))
        return false;
    right = verdict == QUESTION_RIGHT || verdict == QUESTION_STEP;
    snprintf(number, sizeof number, "%d", question->committed + 1);
    say_verdict(app, question, verdict, question->hints_seen > hints);
    record(app, question, step,
           question->ask->kind == QUESTION_CHOICES ? number : question->given,
           right && !question->solved);
    if (question->hints_seen > hints)
        record_one_hint(app, question);
    if (question->committed != QUESTION_OPEN)
        return outcome(app, index, err);
    go_on(app, index);
    return true;
}

bool study_commit(struct app *app, int index, int choice, struct err *err)
{
    char number[16];

    snprintf(number, sizeof number, "%d", choice + 1);
    return study_answer(app, index, slice_of(number), err);
}

bool study_carry(struct app *app, int way, struct err *err)
{
    struct study *study = &app->study;
    struct question *question;

    if (study->question < 0)
        return err_set(err, "no line is marked");
    question = &app->section->questions[study->question];
    if (!question_carry(question, study->choice, way, err))
        return false;
    app->told = study->question;
    study->choice += way;
    study_relayout(app);
    study_split(app);
    study_show_choice(app, study->question, study->choice);
    return true;
}

int study_settled(struct app *app)
{
    struct study *study = &app->study;
    int count = (int)app->section->question_count;

    if (app->options.lines)
        return aloud_settled(app);
    study_split(app);
    for (int i = 0; i < count; i++) {
        const struct page_anchor *anchor =
            page_find(study->page, ANCHOR_QUESTION, i, 0);

        if (anchor && app->section->questions[i].committed != QUESTION_OPEN &&
            anchor->row + anchor->rows > study->first &&
            anchor->row < study->first + study->height)
            return i;
    }
    return -1;
}

bool study_again(struct app *app, int index, struct err *err)
{
    const struct question *question = &app->section->questions[index];

    if (question->committed == QUESTION_OPEN)
        return err_set(err, "question '%s' is open still", question->ask->id);
    study_anew(app, index);
    return true;
}

/* What was played would tell the answer: the lab goes back to where the
 * question was asked, in a step that can be undone. */
static bool put_back(struct app *app, const struct question *question)
{
    struct lab *lab;

    if (question->lab == QUESTION_NO_LAB || !question->ask->play_count)
        return false;
    lab = app->section->labs[question->lab].lab;
    return lab_dirty(lab) && lab_reset(lab, NULL);
}

void study_anew(struct app *app, int index)
{
    struct question *question = &app->section->questions[index];
    bool moved;

    question_again(app->section, question);
    question_locks(app->section, false);
    moved = put_back(app, question);
    if (app->options.record) {
        record_again(app->options.record, app->section->key, question->ask->id);
        for (size_t i = 0; i < question->ask->step_count; i++)
            if (question->ask->steps[i].answer.node) {
                char name[128];

                answer_name(question, i, name, sizeof name);
                record_again(app->options.record, app->section->key, name);
            }
    }
    app->study.choice = 0;
    go_on(app, index);
    app_say(app, "asked anew%s%s",
            question->block->question->vary_count ? ", with other numbers" : "",
            moved ? "; the lab is as at first (undo brings yours back)" : "");
}

void study_reach(struct app *app)
{
    struct section *section = app->section;

    for (size_t i = 0; i < section->question_count; i++) {
        struct question *question = &section->questions[i];
        bool hidden = question->block->step > app->study.step;

        if (!question_reached(section, question, hidden))
            continue;
        app->told = (int)i;
        if (app->study.question == (int)i)
            app->study.question = -1;
        study_relayout(app);
        record(app, question, 0, "reached", true);
        app_say(app, "reached: question '%s' holds now", question->ask->id);
    }
}

bool study_hint(struct app *app, int index, struct err *err)
{
    struct question *question = &app->section->questions[index];

    if (!question->ask->hint_count)
        return err_set(err, "question '%s' has no hint", question->ask->id);
    if (question->hints_seen == question->ask->hint_count)
        return err_set(err, "that was the last hint; solution gives it up");
    app->told = index;
    question->hints_seen++;
    if (app->options.record)
        record_hint(app->options.record, app->section->key, question->ask->id);
    study_relayout(app);
    study_show_question(app, index);
    app_say(app, "hint %zu of %zu", question->hints_seen,
            question->ask->hint_count);
    return true;
}

/* Gives it up, or the step that waits. */
bool study_solution(struct app *app, int index, struct err *err)
{
    struct question *question = &app->section->questions[index];
    size_t step = question_step(question);

    if (!question_solve(app->section, question, err))
        return false;
    record(app, question, step, "solution", false);
    if (question->committed == QUESTION_OPEN) {
        app_say(app, "here is this step, and why");
        go_on(app, index);
        return true;
    }
    app_say(app, question->ask->kind == QUESTION_CHOICES
                     ? "here is the right choice, and why"
                     : "here is the answer, and why");
    return outcome(app, index, err);
}
