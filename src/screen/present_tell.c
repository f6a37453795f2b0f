/* Telling another terminal where the talk is. */
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "course/course.h"
#include "draw/formula.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/present.h"
#include "screen/talk_place.h"

/* Behind what is there, on one line; what is longer ends with "...". */
static void add(struct strbuf *text, char *out, size_t size)
{
    size_t len = strlen(out), room = size - len;
    struct strbuf clean = { 0 };

    if (room > sizeof "...")
        utf8_gate(&clean, (struct slice){ text->at, text->len }, false,
                  room - sizeof "...");
    snprintf(out + len, room, "%s", strbuf_text(&clean));
    strbuf_finish(&clean);
    strbuf_finish(text);
}

static void add_spans(const struct spans *spans, char *out, size_t size)
{
    struct strbuf text = { 0 };

    formula_words(&text, spans, false);
    add(&text, out, size);
}

static void write_math(const struct block *block, char *out, size_t size)
{
    struct strbuf text = { 0 };

    formula_text(&text, block->math.text, false);
    add(&text, out, size);
}

/* What a step shows, in a few words. */
static void write_next(const struct deck_step *step, const struct block *now,
                       char *out, size_t size)
{
    static const char *const stages[] = { [DECK_ASK] = "the question: ",
                                          [DECK_REVEAL] = "the answer",
                                          [DECK_PLAY] = "it is played",
                                          [DECK_EXPLAIN] = "why" };

    out[0] = '\0';
    if (step->stage != DECK_TEXT)
        snprintf(out, size, "%s", stages[step->stage]);
    if (step->stage == DECK_ASK)
        add_spans(&step->block->question->ask, out, size);
    if (step->stage != DECK_TEXT || !step->block)
        return;
    if (step->block->kind == BLOCK_QUESTION)
        snprintf(out, size, "%s",
                 step->block == now ? "more of the example"
                                    : "an example, worked");
    else if (step->block->kind == BLOCK_MATH && step->block == now)
        snprintf(out, size, "more of the equation");
    else if (step->block->kind == BLOCK_MATH &&
             slice_starts(step->block->math.text, "\\begin{"))
        snprintf(out, size, "an equation, line by line");
    else if (step->block->kind == BLOCK_MATH)
        write_math(step->block, out, size);
    add_spans(&step->block->spans, out, size);
    if (!out[0])
        snprintf(out, size, "%s", block_kind_name(step->block->kind));
}

static void fill(struct app *app, struct talk_place *place)
{
    const struct talk *talk = app->talk;
    const struct deck_step *step = talk_step(app);
    const struct catalogue_section *entry = app->section->entry;

    *place = (struct talk_place){
        .line = step->block ? step->block->line : 0,
        .slide = (int)step->slide + 1,
        .slides = (int)deck_slides(talk->deck),
        .question = step->question,
        .revealed = step->stage > DECK_ASK,
        .began = talk->began,
        .minutes = talk->options.minutes,
    };
    snprintf(place->section, sizeof place->section, "%s",
             entry->part ? entry->id : app->section->key);
    if (step->question >= 0)
        memcpy(place->hands, talk->hands[step->question].raised,
               sizeof place->hands);
    if (talk->step + 1 < deck_steps(talk->deck))
        write_next(deck_step(talk->deck, talk->step + 1), step->block,
                   place->next, sizeof place->next);
}

void talk_tell(struct app *app)
{
    struct talk *talk = app->talk;
    struct talk_place place;
    struct strbuf text = { 0 };

    if (!talk->options.tell || !app->section || app->base != &screen_talk)
        return;
    fill(app, &place);
    talk_place_write(&place, &text);
    if (strcmp(strbuf_text(&text), strbuf_text(&talk->told)) != 0) {
        strbuf_clear(&talk->told);
        strbuf_puts(&talk->told, strbuf_text(&text));
        talk->options.tell(talk->options.tell_context,
                           slice_of(strbuf_text(&text)));
    }
    strbuf_finish(&text);
}
