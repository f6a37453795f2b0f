#include "course/question.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/verb.h"
#include "course/lab_open.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

struct question *question_find(struct section *section, struct slice id,
                               struct err *err)
{
    struct strbuf known = { 0 };

    for (size_t i = 0; i < section->question_count; i++)
        if (slice_is(id, section->questions[i].ask->id))
            return &section->questions[i];
    for (size_t i = 0; i < section->question_count; i++)
        strbuf_printf(&known, "%s'%s'", i ? ", " : "",
                      section->questions[i].ask->id);
    if (known.len)
        err_set(err, "no question '%.*s' here, but %s", SLICE_ARG(id),
                strbuf_text(&known));
    else
        err_set(err, "this section asks no question");
    strbuf_finish(&known);
    return NULL;
}

bool question_choice(const struct question *question, struct slice word,
                     int *choice, struct err *err)
{
    const struct question_block *ask = question->ask;
    struct strbuf text = { 0 };
    long number;

    if (ask->kind != QUESTION_CHOICES)
        return err_set(err, "question '%s' is not one of choices", ask->id);
    if (slice_long(word, &number) && number >= 1 &&
        number <= (long)ask->choice_count) {
        *choice = (int)number - 1;
        return true;
    }
    for (size_t i = 0; i < ask->choice_count; i++) {
        bool same;

        strbuf_clear(&text);
        spans_text(ask->choices[i].text, &text);
        same = slice_is(word, strbuf_text(&text));
        if (same)
            *choice = (int)i;
        if (same || i + 1 == ask->choice_count) {
            strbuf_finish(&text);
            return same || err_set(err,
                                   "question '%s' has no choice '%.*s': give a "
                                   "number from 1 to %zu",
                                   ask->id, SLICE_ARG(word), ask->choice_count);
        }
    }
    return err_set(err, "question '%s' has no choices", ask->id);
}

bool question_commit(struct section *section, struct question *question,
                     int choice, struct err *err)
{
    if (question->ask->kind != QUESTION_CHOICES || choice < 0 ||
        choice >= (int)question->ask->choice_count)
        return err_set(err, "question '%s' has no such choice",
                       question->ask->id);
    if (question->committed != QUESTION_OPEN)
        return err_set(err, "question '%s' is answered: the choice stays",
                       question->ask->id);
    question->committed = choice;
    question_locks(section, false);
    return true;
}

bool question_right(const struct question *question)
{
    return question->committed != QUESTION_OPEN &&
           question->committed == question_answer(question);
}

int question_answer(const struct question *question)
{
    for (size_t i = 0; i < question->ask->choice_count; i++)
        if (question->ask->choices[i].right)
            return (int)i;
    return -1;
}

bool question_play(struct section *section, const struct question *question,
                   struct err *err)
{
    const struct question_block *ask = question->ask;
    struct lab *lab;
    unsigned levers;
    bool fine = true;

    if (question->lab == QUESTION_NO_LAB || !ask->play_count)
        return true;
    lab = section->labs[question->lab].lab;
    levers = lab_levers(lab);
    lab_unlock_levers(lab, NULL);
    lab_set_levers(lab, LAB_LEVER_ALL);
    for (size_t i = 0; i < ask->play_count && fine; i++) {
        struct err why = { 0 };

        fine = verb_line(lab, ask->play[i].text, &why);
        if (!fine)
            err_at(err, section->lesson->path, ask->play[i].line,
                   ask->play[i].column, "%s", why.text);
    }
    lab_set_levers(lab, levers);
    question_locks(section, false);
    return fine;
}

bool question_holds(const struct question *question)
{
    return question->ask->first && question->committed == QUESTION_OPEN &&
           !question->solved && question->ask->kind == QUESTION_CHOICES;
}

static unsigned held(const struct question_block *ask)
{
    unsigned mask = 0;

    if (!ask->lock_count)
        return LAB_LEVER_ALL;
    for (size_t i = 0; i < ask->lock_count; i++)
        mask |= lab_open_lever(ask->locks[i]);
    return mask;
}

void question_locks(struct section *section, bool unlock)
{
    char name[128];

    for (size_t i = 0; i < section->lab_count; i++)
        lab_unlock_levers(section->labs[i].lab, NULL);
    if (unlock)
        return;
    for (size_t i = 0; i < section->question_count; i++) {
        const struct question *question = &section->questions[i];

        if (!question_holds(question))
            continue;
        snprintf(name, sizeof name, "question '%s'", question->ask->id);
        for (size_t k = 0; k < section->lab_count; k++)
            if (!question->ask->lock_count || (int)k == question->lab)
                lab_lock_levers(section->labs[k].lab, held(question->ask),
                                name);
    }
}
