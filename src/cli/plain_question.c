/* plain_question.c - questions as lines that can be read aloud. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "cli/plain_text.h"
#include "course/course.h"
#include "course/question.h"
#include "lesson/lesson.h"

static void say_choice(FILE *out, const struct question *question, size_t i,
                       bool ascii)
{
    const struct question_choice *choice = &question->ask->choices[i];
    bool taken = question->committed == (int)i;
    bool told = question->committed >= 0;
    char number[32];

    snprintf(number, sizeof number, "  %zu. ", i + 1);
    plain_spans(out, number, choice->text,
                taken && !question->solved
                    ? choice->right ? " (your answer: right)" : " (your answer)"
                : told && choice->right ? " (the right answer)"
                                        : "",
                ascii);
    if (told && (taken || choice->right))
        plain_spans(out, "     Because: ", choice->because, "", ascii);
}

/* What was typed last, and what is said of it. */
static void say_given(FILE *out, const struct question *question,
                      const char *given, bool right, bool ascii)
{
    struct strbuf safe = { 0 };

    utf8_gate(&safe, slice_of(given), false, 0);
    fprintf(out, "  Your answer: %s (%s)\n", strbuf_text(&safe),
            right ? "right" : "not right");
    strbuf_finish(&safe);
    if (!right && question->said.count)
        plain_spans(out, "  Because: ", question->said, "", ascii);
}

static void say_slot(FILE *out, const struct question *question)
{
    struct strbuf text = { 0 };

    question_tolerance(question, &text);
    fprintf(out, "  To answer, type: answer %s VALUE (%s)\n", question->ask->id,
            strbuf_text(&text));
    strbuf_finish(&text);
}

static void say_number(FILE *out, const struct question *question, bool ascii)
{
    if (question->given)
        say_given(out, question, question->given, question->right, ascii);
    if (question->committed == QUESTION_OPEN)
        say_slot(out, question);
    else
        plain_spans(out, "  The answer: ", question->key, "", ascii);
}

static void say_order(FILE *out, const struct question *question, bool ascii)
{
    const struct question_block *ask = question->ask;
    bool open = question->committed == QUESTION_OPEN;

    if (!open)
        fprintf(out, "  In the right order%s:\n",
                question->right ? ", as you put it" : "");
    for (size_t i = 0; i < ask->order_count; i++) {
        int entry = question->arranged[i];
        char number[32];

        snprintf(number, sizeof number, "  %d. ", question->labels[entry]);
        plain_spans(out, number, ask->order[entry],
                    open && question->wrong_place == (int)i
                        ? " (the first that is not in its place)"
                        : "",
                    ascii);
    }
    if (open)
        fprintf(out,
                "  To answer, type: answer %s and the numbers in the right "
                "order\n",
                ask->id);
}

static void say_step(FILE *out, const struct question *question, size_t i,
                     bool ascii)
{
    const struct question_step *step = &question->ask->steps[i];
    const struct question_done *done = &question->done[i];
    char number[32];

    snprintf(number, sizeof number, "  Step %zu: ", i + 1);
    plain_spans(out, number, step->answer.node ? step->ask : step->show, "",
                ascii);
    if (!step->answer.node)
        return;
    if (i == question_step(question)) {
        if (question->given && done->attempts > 0)
            say_given(out, question, question->given, false, ascii);
        say_slot(out, question);
        return;
    }
    if (done->given)
        say_given(out, question, done->given, true, ascii);
    plain_spans(out, "  The answer: ", done->key, "", ascii);
    if (step->because.count)
        plain_spans(out, "  Because: ", step->because, "", ascii);
}

static void say_reach(FILE *out, const struct question *question, bool ascii)
{
    plain_spans(out,
                question->committed == QUESTION_OPEN
                    ? "  Make this true in the lab: "
                : question->right ? "  You made this true: "
                                  : "  The lab now shows this: ",
                question->key, "", ascii);
}

static void say_task(FILE *out, const struct question *question, bool ascii)
{
    switch (question->ask->kind) {
    case QUESTION_ANSWER:
        say_number(out, question, ascii);
        break;
    case QUESTION_ORDER:
        say_order(out, question, ascii);
        break;
    case QUESTION_STEPS:
        for (size_t i = 0;
             i < question->ask->step_count && i <= question_step(question); i++)
            say_step(out, question, i, ascii);
        break;
    case QUESTION_REACH:
        say_reach(out, question, ascii);
        break;
    default: /* choices are listed apart */
        break;
    }
}

void plain_worked(FILE *out, const struct question *question, bool ascii)
{
    const struct question_block *ask = question->worked;

    if (!ask)
        return;
    fputs("A worked example:\n", out);
    plain_spans(out, "", ask->ask, "", ascii);
    for (size_t i = 0; i < ask->step_count; i++) {
        const struct question_step *step = &ask->steps[i];
        char number[32];

        snprintf(number, sizeof number, "  Step %zu: ", i + 1);
        plain_spans(out, number, step->answer.node ? step->ask : step->show, "",
                    ascii);
        if (!step->answer.node)
            continue;
        plain_spans(out, "  The answer: ", question->worked_keys[i], "", ascii);
        if (step->because.count)
            plain_spans(out, "  Because: ", step->because, "", ascii);
    }
    fputs("Now you, with other numbers.\n", out);
}

void plain_question(FILE *out, const struct question *question, bool ascii)
{
    const struct question_block *ask = question->ask;

    fprintf(out, "Question %s%s:\n", ask->id,
            ask->first ? " (predict first)" : "");
    plain_spans(out, "", ask->ask, "", ascii);
    for (size_t i = 0; i < ask->choice_count; i++)
        say_choice(out, question, i, ascii);
    say_task(out, question, ascii);
    for (size_t i = 0; i < question->hints_seen; i++)
        plain_spans(out, "  Hint: ", ask->hints[i], "", ascii);
    if (question->committed >= 0 && ask->why.count)
        plain_spans(out, "", ask->why, "", ascii);
}
