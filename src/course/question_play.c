/* The outcome of a question: its `play` actions, at once or watched. */
#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/question.h"
#include "course/question_part.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

static struct lab *lab_of(const struct section *section,
                          const struct question *question)
{
    return section->labs[question->lab].lab;
}

static bool has(const struct question *question, size_t action)
{
    return question->lab != QUESTION_NO_LAB &&
           action < question->ask->play_count;
}

size_t question_play_steps(const struct section *section,
                           const struct question *question)
{
    return question->lab == QUESTION_NO_LAB
               ? 0
               : lab_steps(lab_of(section, question));
}

bool question_play_moves(const struct section *section,
                         const struct question *question, size_t action)
{
    struct strbuf line = { 0 };
    bool moves = has(question, action) &&
                 verb_part(lab_of(section, question),
                           question->ask->play[action].text, 1.0, &line);

    strbuf_finish(&line);
    return moves;
}

/* A part that is refused is not shown; the whole of it will say why. */
static void run_part(struct lab *lab, struct slice action, double part)
{
    struct strbuf line = { 0 };

    if (verb_part(lab, action, part, &line))
        verb_line(lab, slice_of(strbuf_text(&line)), NULL);
    strbuf_finish(&line);
}

bool question_play_part(struct section *section,
                        const struct question *question, size_t action,
                        double part, size_t steps, struct err *err)
{
    const struct question_action *play = &question->ask->play[action];
    struct err why = { 0 };
    struct lab *lab;
    unsigned levers;
    bool fine = true;

    if (!has(question, action))
        return true;
    lab = lab_of(section, question);
    levers = lab_levers(lab);
    lab_unlock_levers(lab, NULL);
    lab_set_levers(lab, LAB_LEVER_ALL);
    while (lab_steps(lab) > steps && lab_undo(lab, NULL))
        ;
    if (part < 1.0)
        run_part(lab, play->text, part);
    else
        fine = verb_line(lab, play->text, &why);
    if (!fine)
        err_at(err, section->lesson->path, play->line, play->column, "%s",
               why.text);
    lab_set_levers(lab, levers);
    question_locks(section, false);
    for (size_t i = 0; part >= 1.0 && i < section->question_count; i++)
        question_reached(section, &section->questions[i], true);
    return fine;
}

bool question_play(struct section *section, const struct question *question,
                   struct err *err)
{
    bool fine = true;

    for (size_t i = 0; i < question->ask->play_count && fine; i++)
        fine = question_play_part(section, question, i, 1.0,
                                  question_play_steps(section, question), err);
    return fine;
}
