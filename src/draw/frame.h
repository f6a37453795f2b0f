/* frame.h - what stands round a screen: header, footer, prompt, help.
 */
#ifndef DRAW_FRAME_H
#define DRAW_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/canvas.h"

struct lab;

enum progress { PROGRESS_NONE, PROGRESS_BEGUN, PROGRESS_DONE };

/* Everything is borrowed; any text may be NULL. */
struct header {
    const char *course;        /* "Phan 2021 · 2": part or source */
    const char *title;         /* of the section */
    const enum progress *dots; /* one for each section of the part */
    size_t dot_count;
    size_t current; /* which of them this is, from 0 */
};

/* One row: name and title at the left, progress at the right. What has no
 * room goes in this order: the spaces between the dots, the end of the course
 * (which then ends in …), all of it, the dots, the program's name, the end of
 * the title. */
void header_draw(struct canvas *canvas, struct rect area,
                 const struct header *header);

struct hint {
    const char *key;  /* "↑↓", "enter" */
    const char *word; /* "choose" */
};

/* One row: hints at the left, as many as fit whole; status at the right,
 * which always shows whole where it fits at all. message, when not NULL,
 * takes the place of the hints. */
void footer_draw(struct canvas *canvas, struct rect area,
                 const struct hint *hints, size_t count, const char *status,
                 const char *message, bool is_error);

/* Columns that so many hints take, one behind the other. */
int footer_hints_cols(const struct hint *hints, size_t count);

/* "nats · float64 · N = 3", in short forms where cols is small; no N of a lab
 * without rows. */
void footer_status(char *out, size_t size, const struct lab *lab, int cols);

/* A line that is typed, with the text cursor at byte `cursor`, scrolled so
 * that it shows; `ghost` is a completion shown dimly behind the text. */
void prompt_draw(struct canvas *canvas, struct rect area, const char *prefix,
                 const char *text, size_t cursor, const char *ghost);

/* A list in groups: key and what it does. A NULL key is a heading. */
struct help_line {
    const char *key;
    const char *text;
};

/* Draws the lines from `first` on, in two columns from 90 cells on. Returns
 * how many rows all of it takes at this width: what scrolling needs. A NULL
 * canvas only counts. */
int help_draw(struct canvas *canvas, struct rect area,
              const struct help_line *lines, size_t count, int first);

#endif
