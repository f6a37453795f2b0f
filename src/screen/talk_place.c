#include "screen/talk_place.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"

static const char head[] = "likely talk 1";

void talk_place_write(const struct talk_place *place, struct strbuf *out)
{
    strbuf_printf(out, "%s\nsection %s\nline %d\nslide %d\nslides %d\n", head,
                  place->section, place->line, place->slide, place->slides);
    strbuf_printf(out, "question %d\nrevealed %d\nhands", place->question,
                  place->revealed);
    for (int i = 0; i < PLACE_HANDS; i++)
        strbuf_printf(out, " %d", place->hands[i]);
    strbuf_printf(out, "\nnext %s\nbegan %lld\nminutes %d\n", place->next,
                  place->began, place->minutes);
}

static void take_number(struct slice text, int *out)
{
    long number;

    if (slice_long(slice_trim(text), &number) && number >= -1 &&
        number <= 1000000000)
        *out = (int)number;
}

static void take_text(struct slice text, char *out, size_t size)
{
    snprintf(out, size, "%.*s", SLICE_ARG(slice_trim(text)));
}

static void take_hands(struct slice text, int *hands)
{
    struct slice word;

    for (int i = 0; i < PLACE_HANDS && slice_word(&text, &word); i++)
        take_number(word, &hands[i]);
}

static void take_line(struct slice name, struct slice value,
                      struct talk_place *place)
{
    int revealed = place->revealed;
    long seconds;

    if (slice_is(name, "section"))
        take_text(value, place->section, sizeof place->section);
    else if (slice_is(name, "next"))
        take_text(value, place->next, sizeof place->next);
    else if (slice_is(name, "line"))
        take_number(value, &place->line);
    else if (slice_is(name, "slide"))
        take_number(value, &place->slide);
    else if (slice_is(name, "slides"))
        take_number(value, &place->slides);
    else if (slice_is(name, "question"))
        take_number(value, &place->question);
    else if (slice_is(name, "revealed"))
        take_number(value, &revealed);
    else if (slice_is(name, "hands"))
        take_hands(value, place->hands);
    else if (slice_is(name, "minutes"))
        take_number(value, &place->minutes);
    else if (slice_is(name, "began") && slice_long(slice_trim(value), &seconds))
        place->began = seconds;
    place->revealed = revealed != 0;
}

bool talk_place_read(struct slice text, struct talk_place *place)
{
    struct slice line, name;

    memset(place, 0, sizeof *place);
    place->question = -1;
    if (!slice_line(&text, &line) || !slice_is(line, head))
        return false;
    while (slice_line(&text, &line))
        if (slice_word(&line, &name))
            take_line(name, line, place);
    return place->section[0] != '\0';
}
