/* plain_question.c - questions as lines that can be read aloud. */
#include "base/strbuf.h"
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
    struct strbuf line = { 0 };

    strbuf_printf(&line, "  Your answer: %s (%s)", given,
                  right ? "right" : "not right");
    plain_line(out, &line, ascii);
    if (!right && question->said.count)
        plain_spans(out, "  Because: ", question->said, "", ascii);
}

/* What to type for an open question, whatever its kind. */
static void say_slot(FILE *out, const struct question *question, bool ascii)
{
    const struct question_block *ask = question->ask;
    struct strbuf text = { 0 };

    switch (ask->kind) {
    case QUESTION_CHOICES:
        strbuf_printf(&text,
                      "To answer, type: answer %s and a number from 1 to %zu",
                      ask->id, ask->choice_count);
        break;
    case QUESTION_ORDER:
        strbuf_printf(&text,
                      "To answer, type: answer %s and the numbers in the right "
                      "order, for example: answer %s",
                      ask->id, ask->id);
        for (size_t i = 0; i < ask->order_count; i++)
            strbuf_printf(&text, " %zu", i + 1);
        break;
    case QUESTION_REACH:
        strbuf_printf(&text,
                      "To answer, change the lab until it holds. To be "
                      "shown how, type: solution %s",
                      ask->id);
        break;
    default:
        strbuf_printf(&text,
                      "To answer, type: answer %s and a number or a formula, "
                      "such as 0.35 or 1/3 (it is right ",
                      ask->id);
        question_tolerance(question, &text);
        strbuf_putc(&text, ')');
    }
    if (question->hints_seen < ask->hint_count)
        strbuf_printf(&text, ". For a hint, type: hint %s", ask->id);
    fputs("  ", out);
    plain_line(out, &text, ascii);
}

static void say_number(FILE *out, const struct question *question, bool ascii)
{
    if (question->given)
        say_given(out, question, question->given, question->right, ascii);
    if (question->committed != QUESTION_OPEN)
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
}

/* "Step 2: " and what is asked or shown there. */
static void say_step_words(FILE *out, const struct question_block *ask,
                           size_t i, bool ascii)
{
    const struct question_step *step = &ask->steps[i];
    char number[32];

    snprintf(number, sizeof number, "  Step %zu: ", i + 1);
    plain_spans(out, number, step->answer.node ? step->ask : step->show, "",
                ascii);
}

static void say_step(FILE *out, const struct question *question, size_t i,
                     bool ascii)
{
    const struct question_step *step = &question->ask->steps[i];
    const struct question_done *done = &question->done[i];

    say_step_words(out, question->ask, i, ascii);
    if (!step->answer.node)
        return;
    if (i == question_step(question)) {
        if (question->given && done->attempts > 0)
            say_given(out, question, question->given, false, ascii);
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

        say_step_words(out, ask, i, ascii);
        if (!step->answer.node)
            continue;
        plain_spans(out, "  The answer: ", question->worked_keys[i], "", ascii);
        if (step->because.count)
            plain_spans(out, "  Because: ", step->because, "", ascii);
    }
    fputs("Now you, with other numbers.\n", out);
}

static void say_rest(FILE *out, const struct question *question, bool ascii)
{
    const struct question_block *ask = question->ask;

    if (question->committed >= 0 && ask->why.count)
        plain_spans(out, "  ", ask->why, "", ascii);
    if (question->committed == QUESTION_OPEN)
        say_slot(out, question, ascii);
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
    say_rest(out, question, ascii);
}

/* The step just done, and those up to the one that is asked now. */
static void say_steps(FILE *out, const struct question *question, size_t step,
                      bool ascii)
{
    for (size_t i = step;
         i < question->ask->step_count && i <= question_step(question); i++)
        say_step(out, question, i, ascii);
}

static void say_answered(FILE *out, const struct question *question,
                         const struct plain_before *before, bool ascii)
{
    const struct question_block *ask = question->ask;

    for (size_t i = 0; question->committed >= 0 && i < ask->choice_count; i++)
        if (question->committed == (int)i || ask->choices[i].right)
            say_choice(out, question, i, ascii);
    if (ask->kind == QUESTION_STEPS)
        say_steps(out, question, before->step, ascii);
    else
        say_task(out, question, ascii);
}

void plain_outcome(FILE *out, const struct question *question,
                   const struct plain_before *before, const char *message,
                   bool ascii)
{
    const struct question_block *ask = question->ask;
    bool settled = question->committed != QUESTION_OPEN;
    struct strbuf line = { 0 };

    strbuf_printf(&line, "Question %s: %s", ask->id, message);
    plain_line(out, &line, ascii);
    if (settled || question->attempts != before->attempts ||
        question_step(question) != before->step)
        say_answered(out, question, before, ascii);
    for (size_t i = before->hints; i < question->hints_seen; i++)
        plain_spans(out, "  Hint: ", ask->hints[i], "", ascii);
    say_rest(out, question, ascii);
}
