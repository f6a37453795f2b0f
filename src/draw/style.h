/* style.h - what a piece of text is, not how it looks.
 *
 * Everything that draws names a role; theme.h alone turns roles into colours.
 * So no meaning hangs on a colour, and one drawing serves curses, plain text,
 * ANSI and SVG.
 */
#ifndef DRAW_STYLE_H
#define DRAW_STYLE_H

#include <stdint.h>

enum role {
    ROLE_TEXT,     /* running text */
    ROLE_DIM,      /* second voice: labels, units, hints */
    ROLE_FAINT,    /* third voice: rules, what is not reached yet */
    ROLE_TITLE,    /* headings */
    ROLE_ACCENT,   /* the one accent: what to look at now */
    ROLE_STRONG,   /* emphasis inside text, main readings */
    ROLE_TRUTH,    /* the true class: its bar, its number, its tick */
    ROLE_BAR,      /* a predicted probability's bar */
    ROLE_BAR_REST, /* the empty rest of a bar */
    ROLE_GOOD,     /* right, holds, normal */
    ROLE_BAD,      /* wrong, refused, zero */
    ROLE_WARN,     /* subnormal, lost digits, a tilde */
    ROLE_CODE,     /* code spans and blocks */
    ROLE_LINK,     /* somewhere to go */
    ROLE_MATH,     /* formulas */
    ROLE_FOCUS,    /* where the cursor is */
    ROLE_KEY,      /* the name of a key in a hint */
    ROLE_INPUT,    /* what the user types */
    ROLE_COUNT
};

/* Bits; a theme may add its own. */
enum attr {
    ATTR_BOLD = 1,
    ATTR_UNDERLINE = 2,
    ATTR_REVERSE = 4,
    ATTR_ITALIC = 8,
    ATTR_ALL = 15
};

struct style {
    uint8_t role; /* enum role */
    uint8_t attr; /* of enum attr */
};

/* A style in the middle of a call. */
#define STYLE(role_)             ((struct style){ (role_), 0 })
#define STYLE_WITH(role_, attr_) ((struct style){ (role_), (attr_) })

/* A role's name in lower case with dashes: the class in SVG, the word in
 * tests. */
const char *style_role_name(enum role role);

#endif
