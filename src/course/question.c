#include "course/question.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"

#include "course/question_part.h"
#include "course/question_vary.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/lesson.h"
#include "lesson/record.h"
#include "num/rng.h"
#include "tex/parse.h"

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

/* ---- opened, recalled, asked anew ---- */

static uint64_t seed_of(const struct section *section,
                        const struct question *question)
{
    uint64_t hash = 0xcbf29ce484222325; /* FNV-1a */

    for (const char *c = section->lesson->title; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3;
    for (const char *c = question->block->question->id; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3;
    return hash;
}

/* The entries in another order than the right one. */
static void shuffle(struct arena *arena, struct question *question,
                    uint64_t seed)
{
    size_t count = question->ask->order_count;
    size_t *order = arena_array(arena, count + 1, sizeof *order);
    bool sorted = true;
    struct rng rng;

    question->arranged = arena_array(arena, count, sizeof(int));
    question->labels = arena_array(arena, count, sizeof(int));
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    rng_seed(&rng, seed + question->try);
    rng_shuffle(&rng, order, count);
    for (size_t i = 0; i < count; i++)
        sorted = sorted && order[i] == i;
    for (size_t i = 0; i < count; i++) {
        int entry = (int)(sorted ? (i + 1) % count : order[i]);

        question->arranged[i] = entry;
        question->labels[entry] = (int)i + 1;
    }
}

/* The choices in an order of the try: which is right has no part in it, so
 * that no order tells. */
static const struct question_block *
mixed(struct arena *arena, const struct question_block *ask, uint64_t seed)
{
    struct question_block *out = arena_alloc(arena, sizeof *out);
    size_t count = ask->choice_count;
    size_t *order = arena_array(arena, count, sizeof *order);
    struct rng rng;

    *out = *ask;
    out->choices = arena_array(arena, count, sizeof *out->choices);
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    rng_seed(&rng, seed);
    rng_shuffle(&rng, order, count);
    for (size_t i = 0; i < count; i++)
        out->choices[i] = ask->choices[order[i]];
    return out;
}

/* A relation to be reached, with the numbers that are asked for. */
static void show_relation(struct section *section, struct question *question)
{
    struct arena *arena = section->lesson->arena;
    const struct question_block *ask = question->block->question;
    const struct scope *scope = question_scope(section, question);
    struct span *span = arena_alloc(arena, sizeof *span);

    if (!scope)
        return;
    span->kind = SPAN_MATH;
    span->text = vary_tex(arena, ask, question->set, scope, ask->reach.text,
                          ask->reach.node);
    span->math = tex_parse(arena, span->text, NULL);
    question->key = (struct spans){ span, 1 };
}

/* The numbers of the present try. A define block that is wrong was told when
 * the section was opened. */
static void begin_try(struct section *section, struct question *question)
{
    const struct question_block *ask = question->block->question;
    struct arena *arena = section->lesson->arena;
    uint64_t seed = seed_of(section, question);
    const struct scope *scope;

    question->ask = ask;
    question->set = vary_set(ask, seed, question->try);
    if (ask->vary_count && (scope = question_scope(section, question)))
        question->ask = vary_shown(arena, ask, question->set, scope);
    if (ask->kind == QUESTION_CHOICES && question->try > 0)
        question->ask = mixed(arena, question->ask, seed + question->try);
    if (ask->kind == QUESTION_REACH)
        show_relation(section, question);
    question->done =
        arena_array(arena, ask->step_count, sizeof(*question->done));
    question_work_out(section, question);
    shuffle(arena, question, seed);
}

void question_open(struct section *section, struct question *out,
                   const struct block *block, int lab)
{
    *out = (struct question){ .block = block,
                              .ask = block->question,
                              .lab = lab,
                              .committed = QUESTION_OPEN,
                              .wrong_place = -1 };
    begin_try(section, out);
    question_reached(section, out, true);
}

void question_again(struct section *section, struct question *question)
{
    size_t try = question->try + 1;

    *question = (struct question){ .block = question->block,
                                   .lab = question->lab,
                                   .committed = QUESTION_OPEN,
                                   .wrong_place = -1,
                                   .try = try };
    begin_try(section, question);
    question_reached(section, question, true);
}

static void recall_choice(struct question *question,
                          const struct record_answer *answer)
{
    long number;

    if (question->solved)
        question->committed = question_answer(question);
    else if (slice_long(slice_of(answer->last), &number) && number >= 1 &&
             number <= (long)question->ask->choice_count)
        question->committed = (int)number - 1;
}

/* A step has an answer of its own: "ID/2". */
static void recall_steps(struct section *section, struct question *question,
                         const struct record *record)
{
    struct arena *arena = section->lesson->arena;
    int asked = 0;

    for (size_t i = 0; i < question->ask->step_count; i++) {
        struct question_done *done = &question->done[i];
        const struct record_answer *answer;

        if (!question->ask->steps[i].answer.node)
            continue;
        answer = record_question(record, section->key,
                                 arena_printf(arena, "%s/%d", question->ask->id,
                                              ++asked));
        if (!answer)
            continue;
        done->attempts = answer->count;
        done->right = answer->last_right;
        done->solved = !strcmp(answer->last, "solution");
        done->given =
            done->right ? arena_text(arena, answer->last, strlen(answer->last))
                        : NULL;
    }
    if (question_step(question) == question->ask->step_count)
        question_settle_steps(question);
    question_show_keys(section, question);
}

void question_recall(struct section *section, struct question *question,
                     const struct record *record)
{
    struct arena *arena = section->lesson->arena;
    const struct question_block *ask = question->ask;
    const struct record_answer *answer =
        record ? record_question(record, section->key, ask->id) : NULL;

    if (answer && answer->again > 0) {
        question->try = (size_t)answer->again;
        begin_try(section, question);
    }
    if (record && ask->kind == QUESTION_STEPS)
        recall_steps(section, question, record);
    if (!answer)
        return;
    if (!answer->again)
        question->hints_seen = (size_t)answer->hints < ask->hint_count
                                   ? (size_t)answer->hints
                                   : ask->hint_count;
    if (ask->kind == QUESTION_STEPS || !answer->last[0])
        return;
    question->solved = !strcmp(answer->last, "solution");
    question->attempts = answer->count;
    if (ask->kind == QUESTION_CHOICES) {
        recall_choice(question, answer);
        return;
    }
    question->right = answer->last_right;
    if (question->right || question->solved || (ask->first && !answer->again))
        question->committed = QUESTION_SETTLED;
    if (!question->solved)
        question->given = arena_text(arena, answer->last, strlen(answer->last));
    if (ask->kind == QUESTION_ORDER && question->committed != QUESTION_OPEN)
        question_sort(question);
    question_show_keys(section, question);
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
    question->attempts++;
    question->right = choice == question_answer(question) && !question->solved;
    question_locks(section, false);
    return true;
}

bool question_right(const struct question *question)
{
    if (question->committed == QUESTION_OPEN)
        return false;
    return question->ask->kind == QUESTION_CHOICES
               ? question->committed == question_answer(question)
               : question->right && !question->solved;
}

int question_answer(const struct question *question)
{
    for (size_t i = 0; i < question->ask->choice_count; i++)
        if (question->ask->choices[i].right)
            return (int)i;
    return -1;
}
