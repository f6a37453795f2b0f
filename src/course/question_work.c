/* question_work.c - judging answers that are worked out. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "course/answer_key.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/notation.h"
#include "course/question_part.h"
#include "course/question_vary.h"
#include "lab/lab.h"
#include "lesson/lesson.h"
#include "tex/judge.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

/* ---- typed numbers ---- */

size_t question_step(const struct question *question)
{
    size_t i = 0;

    while (i < question->ask->step_count &&
           (!question->ask->steps[i].answer.node || question->done[i].right ||
            question->done[i].solved))
        i++;
    return i;
}

void question_settle_steps(struct question *question)
{
    bool right = true;

    for (size_t i = 0; i < question->ask->step_count; i++)
        right = right && !question->done[i].solved;
    question->right = right;
    question->solved = !right;
    question->committed = QUESTION_SETTLED;
}

/* What is said of a mistake that the program knows itself. */
static struct spans told(struct arena *arena, const struct question_block *ask,
                         const struct answer_judged *judged)
{
    struct span *span = arena_alloc(arena, sizeof *span);
    struct strbuf text = { 0 };

    mistake_words(&judged->mistake, ask, judged->right, &text);
    span->kind = SPAN_TEXT;
    span->text = slice_of(arena_text(arena, strbuf_text(&text), text.len));
    strbuf_finish(&text);
    return (struct spans){ span, 1 };
}

bool question_is_open(const struct question *question, struct err *err)
{
    return question->committed == QUESTION_OPEN ||
           err_set(err, "question '%s' is answered: 'again' asks it anew",
                   question->ask->id);
}

/* A prediction stays. */
static bool stays(const struct question *question)
{
    return question_holds(question) && question->ask->kind != QUESTION_STEPS;
}

void question_take_wrong(struct question *question, struct spans said)
{
    question->said = said;
    if (stays(question))
        question->committed = QUESTION_SETTLED;
    else if (!said.count && question->hints_seen < question->ask->hint_count)
        question->hints_seen++;
}

void question_take_right(struct question *question, size_t step,
                         const char *given, enum question_verdict *verdict)
{
    if (question->ask->kind == QUESTION_STEPS) {
        question->done[step].right = true;
        question->done[step].given = given;
        *verdict = QUESTION_STEP;
        if (question_step(question) < question->ask->step_count)
            return;
        question_settle_steps(question);
    } else {
        question->right = true;
        question->committed = QUESTION_SETTLED;
    }
    *verdict = QUESTION_RIGHT;
}

static bool type(struct section *section, struct question *question,
                 struct slice line, enum question_verdict *verdict,
                 struct err *err)
{
    struct arena *arena = section->lesson->arena;
    size_t step = question_step(question);
    struct question_ground prepared;
    struct answer_judged judged;
    bool fine;

    if (!question_ground(section, question, question->set, &prepared, err))
        return false;
    fine = answer_judge(&prepared.ground, question->block->question, step, line,
                        &judged, err);
    question_ground_end(&prepared);
    if (!fine)
        return false;
    question->given = slice_text(arena, slice_trim(line));
    question->attempts++;
    question->said = (struct spans){ 0 };
    if (question->ask->kind == QUESTION_STEPS)
        question->done[step].attempts++;
    if (judged.verdict == ANSWER_RIGHT) {
        question_take_right(question, step, question->given, verdict);
        return true;
    }
    *verdict = judged.verdict == ANSWER_WRONG ? QUESTION_WRONG : QUESTION_SLIP;
    if (judged.verdict == ANSWER_SLIP)
        question_take_wrong(question,
                            answer_slip(question->ask, step, judged.slip)->say);
    else if (judged.verdict == ANSWER_MISTAKE)
        question_take_wrong(question, told(arena, question->ask, &judged));
    else
        question_take_wrong(question, (struct spans){ 0 });
    return true;
}

bool question_value(struct section *section, struct question *question,
                    struct slice line, struct value *value, struct err *err)
{
    struct question_ground prepared;
    bool fine;

    if (!answer_of(question->block->question, question_step(question)))
        return err_set(err, "question '%s' does not ask for a number",
                       question->ask->id);
    if (!question_ground(section, question, question->set, &prepared, err))
        return false;
    fine = answer_typed(&prepared.ground, line, value, err);
    question_ground_end(&prepared);
    return fine;
}

/* ---- relations to be reached ---- */

static bool holds(struct section *section, struct question *question)
{
    const struct lesson_tex *tex = &question->block->question->reach;
    const struct lab *lab = question_lab(section, question);
    struct arena *arena = arena_create();
    const struct scope *scope = question_scope(section, question);
    struct eval_data data = { 0 };
    struct judgement before, judged;
    struct judge_options options = { .eval = { .steps_max = 1e6 } };
    const struct mean_formula *formula;
    bool all = scope != NULL;

    if (lab) {
        data = lab_eval_data(arena, lab);
        options.eval.format = lab_format(lab);
    }
    data = vary_data(arena, question->block->question, question->set, data);
    formula = all ? mean_read(arena, tex->node, tex->text, scope) : NULL;
    all = all && formula->count > 0;
    for (size_t i = 0; all && i < formula->count; i++) {
        if (formula->statements[i].fault)
            all = false;
        else
            judge(arena, &formula->statements[i], scope, &data, &options,
                  &judged);
        all =
            all && (judged.truth == TRUTH_HOLDS || judged.truth == TRUTH_LOST);
        before = judged;
        options.before = &before;
    }
    arena_destroy(arena);
    return all;
}

bool question_reached(struct section *section, struct question *question,
                      bool only_look)
{
    const struct lab *lab = question_lab(section, question);

    if (question->ask->kind != QUESTION_REACH || !lab ||
        question->committed != QUESTION_OPEN ||
        (question->looked == lab_revision(lab) + 1 && !only_look))
        return false;
    question->looked = lab_revision(lab) + 1;
    if (only_look || !holds(section, question))
        return false;
    question->right = true;
    question->attempts++;
    question->committed = QUESTION_SETTLED;
    question_locks(section, false);
    return true;
}

void question_look_anew(const struct section *section,
                        struct question *question, const struct lab *lab)
{
    if (question_lab(section, question) == lab)
        question->looked = 0;
}

/* ---- all kinds ---- */

bool question_answer_line(struct section *section, struct question *question,
                          struct slice line, enum question_verdict *verdict,
                          struct err *err)
{
    struct slice rest = line, word = line;
    bool fine = false;
    int choice;

    if (question->ask->kind == QUESTION_CHOICES) {
        slice_word(&rest, &word);
        if (slice_trim(rest).len > 0)
            word = slice_trim(line);
        if (!question_choice(question, word, &choice, err) ||
            !question_commit(section, question, choice, err))
            return false;
        *verdict = question_right(question) ? QUESTION_RIGHT : QUESTION_WRONG;
        return true;
    }
    if (!question_is_open(question, err))
        return false;
    if (question->ask->kind == QUESTION_REACH)
        return err_set(err,
                       "question '%s' is answered in the lab: make its "
                       "relation true there",
                       question->ask->id);
    /* What is typed may stand in quotes. */
    if (line.len && line.at[0] == '"' && slice_word(&rest, &word) &&
        !slice_trim(rest).len)
        line = word;
    fine = question->ask->kind == QUESTION_ORDER
               ? question_order_line(section, question, line, verdict, err)
               : type(section, question, line, verdict, err);
    if (fine) {
        question_show_keys(section, question);
        question_locks(section, false);
    }
    return fine;
}

bool question_solve(struct section *section, struct question *question,
                    struct err *err)
{
    size_t step = question_step(question);

    if (question->committed != QUESTION_OPEN)
        return err_set(err, "question '%s' is answered: its reasons show",
                       question->ask->id);
    question->said = (struct spans){ 0 };
    if (question->ask->kind == QUESTION_STEPS) {
        question->done[step].solved = true;
        question->given = NULL;
        if (question_step(question) == question->ask->step_count)
            question_settle_steps(question);
        question_show_keys(section, question);
        question_locks(section, false);
        return true;
    }
    question->solved = true;
    question->wrong_place = -1;
    question->committed = question->ask->kind == QUESTION_CHOICES
                              ? question_answer(question)
                              : QUESTION_SETTLED;
    if (question->ask->kind == QUESTION_ORDER)
        question_sort(question);
    question_show_keys(section, question);
    question_locks(section, false);
    return true;
}
