/* print_page.h - a section on standard output: the page as the reader lays
 * it out, each lab where it stands in the lesson.
 */
#ifndef CLI_PRINT_PAGE_H
#define CLI_PRINT_PAGE_H

#include <stdbool.h>

#include "draw/dots.h"

struct section;

enum { PRINT_WIDTH_MIN = 40, PRINT_WIDTH_MAX = 300 };

struct print_options {
    int width;
    bool ascii;
    enum dots_kind dots; /* what figures are drawn with, unless ascii */
    int colours;         /* 0: plain text, else ANSI with so many colours */
    bool steps;          /* the slides of a talk instead of the page, */
    int cols, rows;      /* as on such a screen; 0: `width` and 24 */
};

/* The width unless one is asked for: 80, or the terminal's where standard
 * output is one with less. */
int print_width(void);

void print_page(const struct section *section, struct print_options options);

#endif
