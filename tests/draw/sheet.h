/* sheet.h - pictures of this floor's drawings, for goldens and for looking.
 */
#ifndef SHEET_H
#define SHEET_H

#include <stddef.h>

struct canvas;
struct lab;
struct lab_look;
struct lesson;

/* A screen as the reader composes it: header, page from row `first` on, lab,
 * footer. lab may be NULL. focus_choice: the cursor on that choice of the
 * first question, -1: none. */
struct sheet {
    struct lesson *lesson;
    struct lab *lab;
    const struct lab_look *look;
    int first;
    int focus_choice;
    int committed; /* of the first question; -1: open */
    int lab_first;
};

void sheet_draw(struct canvas *canvas, const struct sheet *sheet);

/* The running example: three reviews, K = 3, N as given. */
struct lab *sheet_films(long n);

/* A lab to be awkward with: n rows, k classes, long names, tiny numbers. */
struct lab *sheet_awkward(size_t n, size_t k);

#endif
