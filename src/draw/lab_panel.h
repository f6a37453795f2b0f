/* lab_panel.h - the lab's side of the screen.
 *
 * From top to bottom: title, table of predictions, readings, number formats.
 * What has no room is left out from the bottom, and the table scrolls; the
 * row of the cursor is always in sight.
 */
#ifndef DRAW_LAB_PANEL_H
#define DRAW_LAB_PANEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "draw/canvas.h"

struct lab;

/* What a lab may show, as bits of a mask: lessons name them (lab_block.h). */
enum reading {
    READING_LIKELIHOOD,
    READING_LOG_LIKELIHOOD,
    READING_NLL,
    READING_CROSS_ENTROPY,
    READING_ENTROPY,
    READING_KL,
    READING_KL_REVERSE,
    READING_PERPLEXITY,
    READING_ACCURACY,
    READING_ZERO_ROWS,
    READING_CHAIN,   /* L, log L, -log L / N = cross-entropy = entropy + KL */
    READING_BITS,    /* the product in the lab's format, with its bits */
    READING_FORMATS, /* all formats, a line each */
    READING_COUNT
};

/* The reading of that name ("kl-reverse"), or -1. */
int reading_from_name(struct slice name);
const char *reading_name(enum reading reading);

/* One bit each of a list of names, unknown ones ignored; NULL gives the chain
 * and the bits. One bit more is always set: an empty list shows nothing, where
 * a mask of 0 shows the chain. */
unsigned reading_mask(const char *const *names, size_t count);

/* A reading as text with its unit, for copying and for --plain:
 * "cross-entropy 0.690488 nats". */
struct strbuf;
void reading_text(struct strbuf *out, struct lab *lab, enum reading reading,
                  bool ascii);

struct lab_look {
    unsigned show; /* mask of 1 << enum reading; 0: chain and bits */
    bool focus;    /* the lab has the keys: the cursor shows */
    /* The cursor. Rows behind those of the table are the parameters. */
    size_t row, class;
    const char *typing; /* what is being typed at the cursor; NULL: nothing */
    bool large;         /* for a room: spaced rows, big digits */
    /* Whether what is looked at elsewhere reads a cell of the truth or of the
     * scores: it is then underlined. NULL: nothing is. */
    bool (*reads)(void *context, bool truth, size_t row, size_t class);
    void *reads_context;
    bool bare;        /* neither title nor table: what stands below them */
    const char *held; /* why levers are held ("question 1 first"); NULL */
};

/* Draws the panel into the area. May finish background work that is small
 * (lab_rolling()). */
void lab_panel_draw(struct canvas *canvas, struct rect area, struct lab *lab,
                    const struct lab_look *look);

/* Rows the panel would like at that width, for stacking it under a text. */
int lab_panel_rows(struct lab *lab, const struct lab_look *look, int cols);

#endif
