/* target.h - what the mouse can find on a screen.
 *
 * The kinds of struct target (canvas.h) that this floor's drawings leave on
 * the canvas. a and b are indices from 0.
 */
#ifndef DRAW_TARGET_H
#define DRAW_TARGET_H

enum target_kind {
    TARGET_NONE,
    TARGET_BAR,       /* a: row, b: class; bar_value() says where it was hit */
    TARGET_NUMBER,    /* a: row, b: class */
    TARGET_ROW,       /* a: row: its name */
    TARGET_CLASS,     /* a: class: its heading */
    TARGET_FORMAT,    /* a: enum format */
    TARGET_READING,   /* a: enum reading */
    TARGET_PARAM,     /* a: parameter of the lab; the region is its slider */
    TARGET_UNIT,      /* the unit's name in the footer */
    TARGET_TEXT,      /* the page itself; hit.row is the row in its area */
    TARGET_LAB,       /* the lab's area, or a page's line for one */
    TARGET_CHOICE,    /* a: question of the lesson, b: choice */
    TARGET_EQUATION,  /* a: anchor of the page */
    TARGET_LINK,      /* a: anchor of the page */
    TARGET_FIGURE,    /* a: anchor of the page */
    TARGET_HINT,      /* a: index into the footer's hints */
    TARGET_DOT,       /* a: section, counted in the header's row of dots */
    TARGET_INSPECTOR, /* the panel of an equation's part */
    TARGET_TERM,      /* a: term of the sum or product it shows */
    TARGET_ORDER,     /* a: enum view_order, the heading of a column */
    TARGET_CONFUSION  /* a: true class, b: predicted class */
};

#endif
