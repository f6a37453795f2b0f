/* question_hold.c - what waits for a prediction. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/course.h"
#include "course/figure.h"
#include "course/lab_open.h"
#include "course/name_key.h"
#include "course/question.h"
#include "lab/fit.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

bool question_holds(const struct question *question)
{
    return question->ask->first && question->committed == QUESTION_OPEN &&
           !question->solved && question->try == 0;
}

static int param_of(const struct lab *lab, const char *name)
{
    struct arena *arena = arena_create();
    struct slice key = name_key(arena, slice_of(name));
    int found = -1;

    for (size_t i = 0; i < lab_params(lab) && found < 0; i++)
        if (slice_eq(name_key(arena, lab_param(lab, i).name), key))
            found = (int)i;
    arena_destroy(arena);
    return found;
}

static const char *figure_word(const struct block *block)
{
    return block->kind == BLOCK_PLOT     ? "plot"
           : block->kind == BLOCK_SAMPLE ? "sample"
                                         : "fit";
}

/* What kind of figure a word of `locks` is about: a fit's method is about fits.
 */
static const char *kind_of(const char *word)
{
    enum fit_optimizer method;

    return fit_optimizer_from_name(slice_of(word), &method) ? "fit" : word;
}

const struct block *question_figure(const struct section *section,
                                    const struct question *question,
                                    const char *word)
{
    const struct block *found = NULL;

    for (size_t i = 0; i < figures_count(section->figures); i++) {
        const struct block *one = figures_get(section->figures, i)->block;

        if (!strcmp(figure_word(one), kind_of(word)) &&
            (!found || one->line < question->block->line))
            found = one;
    }
    return found;
}

bool question_lever(const struct section *section,
                    const struct question *question, const char *word,
                    unsigned *lever)
{
    const struct lab *lab = question->lab == QUESTION_NO_LAB
                                ? NULL
                                : section->labs[question->lab].lab;
    int param;

    *lever = lab_open_lever(word);
    if (*lever != LAB_LEVER_PARAM)
        return lab != NULL;
    param = lab ? param_of(lab, word) : -1;
    *lever = param < 0 ? 0 : lab_lever_of((size_t)param);
    return param >= 0;
}

static unsigned held(const struct section *section,
                     const struct question *question)
{
    unsigned mask = 0, lever;

    if (!question->ask->lock_count)
        return LAB_LEVER_ALL;
    for (size_t i = 0; i < question->ask->lock_count; i++)
        if (question_lever(section, question, question->ask->locks[i], &lever))
            mask |= lever;
    return mask;
}

void question_locks(struct section *section, bool unlock)
{
    char name[128];

    for (size_t i = 0; i < section->lab_count; i++)
        lab_unlock_levers(section->labs[i].lab, NULL);
    if (unlock || section->unheld)
        return;
    for (size_t i = 0; i < section->question_count; i++) {
        const struct question *question = &section->questions[i];
        unsigned mask;

        if (!question_holds(question))
            continue;
        mask = held(section, question);
        snprintf(name, sizeof name, "question '%s'", question->ask->id);
        for (size_t k = 0; k < section->lab_count; k++)
            if (mask && (!question->ask->lock_count || (int)k == question->lab))
                lab_lock_levers(section->labs[k].lab, mask, name);
    }
}

/* The word by which an open question holds a figure, or a method of it; NULL:
 * it does not. */
static const char *held_word(const struct section *section,
                             const struct question *question,
                             const struct block *figure, const char *method)
{
    for (size_t i = 0; i < question->ask->lock_count; i++) {
        const char *word = question->ask->locks[i];

        if ((!strcmp(word, figure_word(figure)) ||
             (method && !strcmp(word, method))) &&
            question_figure(section, question, word) == figure)
            return word;
    }
    return NULL;
}

bool question_frees(const struct section *section, const struct block *figure,
                    const char *method, struct err *err)
{
    for (size_t i = 0; !section->unheld && i < section->question_count; i++) {
        const struct question *question = &section->questions[i];
        const char *word = question_holds(question)
                               ? held_word(section, question, figure, method)
                               : NULL;

        if (word && word == kind_of(word))
            return err_set(err,
                           "question '%s' holds the %s until you have "
                           "answered it",
                           question->ask->id, word);
        if (word)
            return err_set(err,
                           "question '%s' holds 'fit by %s' until you have "
                           "answered it",
                           question->ask->id, word);
    }
    return true;
}
