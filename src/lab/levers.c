#include "lab/state.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/vec.h"

/* What levers are called in a reason, in the order of the bits. */
static const char *const titles[] = {
    "the predictions", "the labels",      "the softness",
    "the logits",      "the temperature", "the number of examples",
    "the format",      "the unit",        "the parameters",
};

static const char *title(enum lab_lever lever)
{
    size_t bit = 0;

    while (bit + 1 < sizeof titles / sizeof *titles && !(lever & 1u << bit))
        bit++;
    return titles[bit];
}

enum { PARAM_BIT = 9 /* of the first parameter */, BITS = 32 };

unsigned lab_lever_of(size_t param)
{
    return param < BITS - PARAM_BIT ? 1u << (PARAM_BIT + param)
                                    : (unsigned)LAB_LEVER_PARAM;
}

/* "the format", "'theta'". */
static void put_title(const struct lab *lab, unsigned lever, struct strbuf *out)
{
    if (lever <= LAB_LEVER_ALL)
        strbuf_puts(out, title((enum lab_lever)lever));
    for (size_t i = 0; lever > LAB_LEVER_ALL && i < lab->param_count; i++)
        if (lever == lab_lever_of(i))
            strbuf_printf(out, "'%.*s'", SLICE_ARG(lab->params[i].name));
}

unsigned lab_levers(const struct lab *lab)
{
    return lab->levers;
}

void lab_set_levers(struct lab *lab, unsigned levers)
{
    levers &= LAB_LEVER_ALL;
    if (lab->model == LAB_SOFTMAX)
        levers &= ~(unsigned)LAB_LEVER_PREDICTED;
    else
        levers &= ~(unsigned)(LAB_LEVER_LOGITS | LAB_LEVER_TEMPERATURE);
    if (lab->model == LAB_LOGISTIC)
        levers &= ~(unsigned)LAB_LEVER_PREDICTED;
    lab->levers = levers;
}

/* The lowest bit of the mask, for the reason. */
static unsigned lowest(unsigned levers)
{
    return levers & ~(levers - 1u);
}

bool levers_free(const struct lab *lab, unsigned levers, const char *what,
                 struct err *err)
{
    for (size_t i = 0; i < lab->hold_count; i++) {
        const struct hold *hold = &lab->holds[i];
        unsigned held = hold->levers & levers;
        struct strbuf title = { 0 };

        if (held == 0)
            continue;
        put_title(lab, lowest(held), &title);
        if (what)
            err_set(err,
                    "%s holds %s until you have answered it, and %s would "
                    "move that",
                    hold->question, strbuf_text(&title), what);
        else
            err_set(err, "%s holds %s until you have answered it",
                    hold->question, strbuf_text(&title));
        strbuf_finish(&title);
        return false;
    }
    return true;
}

bool lab_may(const struct lab *lab, enum lab_lever lever, struct err *err)
{
    if (!levers_free(lab, lever, NULL, err))
        return false;
    if (lab->levers & lever)
        return true;
    if (lever == LAB_LEVER_PREDICTED && lab->model == LAB_SOFTMAX)
        return err_set(err, "these predictions are a softmax: move a logit");
    if (lab->model == LAB_LOGISTIC &&
        (lever == LAB_LEVER_PREDICTED || lever == LAB_LEVER_LOGITS ||
         lever == LAB_LEVER_TEMPERATURE))
        return err_set(err, "these predictions are made from features: move a "
                            "weight or the bias");
    if (lab->model != LAB_SOFTMAX &&
        (lever == LAB_LEVER_LOGITS || lever == LAB_LEVER_TEMPERATURE))
        return err_set(err, "these predictions are given, not a softmax: they "
                            "have no logits and no temperature");
    return err_set(err, "this section keeps %s fixed", title(lever));
}

void lab_lock_levers(struct lab *lab, unsigned levers, const char *question)
{
    struct hold *hold;

    for (size_t i = 0; i < lab->hold_count; i++) {
        if (strcmp(lab->holds[i].question, question) != 0)
            continue;
        lab->holds[i].levers = levers;
        return;
    }
    hold = vec_push(lab->holds, lab->hold_count, lab->hold_cap);
    hold->question = fatal_strdup(question);
    hold->levers = levers;
}

void lab_unlock_levers(struct lab *lab, const char *question)
{
    size_t kept = 0;

    for (size_t i = 0; i < lab->hold_count; i++) {
        if (question && strcmp(lab->holds[i].question, question) != 0)
            lab->holds[kept++] = lab->holds[i];
        else
            free(lab->holds[i].question);
    }
    lab->hold_count = kept;
}

unsigned lab_locked_levers(const struct lab *lab)
{
    unsigned levers = 0;

    for (size_t i = 0; i < lab->hold_count; i++)
        levers |= lab->holds[i].levers;
    return levers;
}
