/* actions.h - the one list of what a user can do.
 *
 * Keys, the footer's hints, the help overlay, the prompt's completion,
 * scripts, `learn --plain` and the tests all read this list and nothing else,
 * so that a key without help, or help without a key, cannot be.
 */
#ifndef SCREEN_ACTIONS_H
#define SCREEN_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct app;
struct err;
struct verdict;

/* Where an action can be taken by key. */
enum where {
    WHERE_MAP = 1,        /* the course map */
    WHERE_TEXT = 2,       /* a section, the text has the keys */
    WHERE_CHOICE = 4,     /* a section, an open question of choices has them */
    WHERE_LAB = 8,        /* a section, the lab has them */
    WHERE_HELP = 16,      /* the help overlay */
    WHERE_PROMPT = 32,    /* the line behind ':' */
    WHERE_TYPING = 64,    /* a number typed into the lab */
    WHERE_PART = 128,     /* a section, an equation is looked into */
    WHERE_EQUATION = 256, /* a section, an equation is marked */
    WHERE_ORDER = 2048,   /* a section, lines to be put in order have them */
    WHERE_ASKED = 4096,   /* a section, a question to work out has them */
    WHERE_ANSWERING = 8192, /* an answer is being typed */
    WHERE_FIGURE = 1 << 14, /* a section, a figure is marked */
    WHERE_REACH = 1 << 15,  /* a section, what the lab is to reach has them */
    WHERE_LINK = 1 << 28,   /* a section, a link is marked */
    WHERE_READING = WHERE_TEXT | WHERE_EQUATION | WHERE_FIGURE | WHERE_LINK,
    WHERE_QUESTION = WHERE_CHOICE | WHERE_ORDER | WHERE_ASKED | WHERE_REACH,
    WHERE_PAGE = WHERE_READING | WHERE_QUESTION,
    WHERE_SECTION = WHERE_PAGE | WHERE_LAB | WHERE_PART,
    WHERE_DESK = 1 << 16,  /* a file of one's own, its rows have them */
    WHERE_TALLY = 1 << 17, /* likewise, counts of them */
    WHERE_CURVE = 1 << 18, /* likewise, a picture of them */
    WHERE_FILE = WHERE_DESK | WHERE_TALLY | WHERE_CURVE,
    WHERE_CELLS = WHERE_LAB | WHERE_DESK, /* wherever a lab's cells have them */
    WHERE_GRID = WHERE_CELLS | WHERE_TALLY,
    WHERE_LABS = WHERE_LAB | WHERE_FILE,
    WHERE_TALK = 1 << 21,     /* a section before a class */
    WHERE_HANDS = 1 << 22,    /* ... which is asked to raise hands */
    WHERE_TALK_LAB = 1 << 23, /* ... whose lab has the keys, with WHERE_LAB */
    WHERE_BLANK = 1 << 24,    /* ... while nothing is shown of it */
    WHERE_JUMP = 1 << 25,     /* the search over it */
    WHERE_NOTES = 1 << 26,    /* the notes to a talk */
    WHERE_TALK_FIGURE = 1 << 27, /* ... a figure of whose slide has the keys */
    WHERE_TALKS = WHERE_TALK | WHERE_TALK_FIGURE,
    WHERE_LECTURE = WHERE_TALKS | WHERE_HANDS | WHERE_TALK_LAB | WHERE_JUMP,
    WHERE_SCREEN =
        WHERE_MAP | WHERE_SECTION | WHERE_FILE | WHERE_TALKS | WHERE_NOTES,
    WHERE_FIND = 512, /* the search over the map */
    WHERE_ASK = 1024, /* before something is forgotten */
    WHERE_FIELD =
        WHERE_PROMPT | WHERE_TYPING | WHERE_FIND | WHERE_ANSWERING | WHERE_JUMP,
    WHERE_ALL = WHERE_SCREEN | WHERE_HELP | WHERE_FIELD,
    WHERE_NO_KEY = 1 << 19, /* by name only: prompt, scripts */
    WHERE_SIGHT = 1 << 20   /* of use on a screen only */
};

/* The type of an argument: how it is read, and what Tab completes it to. */
enum argument {
    ARGUMENT_NONE,
    ARGUMENT_ROW,      /* number from 1, "name", or . for the cursor's */
    ARGUMENT_CLASS,    /* likewise */
    ARGUMENT_NUMBER,   /* decimal, fraction (1/3) or percent (35%) */
    ARGUMENT_COUNT,    /* whole number; 10,000 and 1e6 are read; + and - step */
    ARGUMENT_FORMAT,   /* a float format; + is the next one */
    ARGUMENT_UNIT,     /* nats, bits, bans; + is the next one */
    ARGUMENT_THEME,    /* light, dark, mono, room; + is the next one */
    ARGUMENT_SECTION,  /* an id of the course, or a path */
    ARGUMENT_QUESTION, /* an id of the section's questions; . the open one */
    ARGUMENT_CHOICE,   /* number from 1, or the choice's text in quotes */
    ARGUMENT_NAME,     /* any word */
    ARGUMENT_READING,  /* the name of a reading */
    ARGUMENT_FILE,     /* a path */
    ARGUMENT_ANSWER,   /* all the rest of the line, as it is */
    ARGUMENT_TEXT,     /* any words, in quotes where there are blanks */
    ARGUMENT_KEY,      /* the name of a key */
    ARGUMENT_WAY,      /* from part to part: next, back, in, out */
    ARGUMENT_LETTER,   /* an index letter of the part; + and - step it */
    ARGUMENT_DEED,     /* of a regression: step, run, pause, reset... */
    ARGUMENT_VIEW,     /* of a file: rows, confusion...; + and - go on */
    ARGUMENT_ORDER,    /* what rows are sorted by; + is the next one */
    ARGUMENT_FILTER,   /* which rows: all, missed, true... */
    ARGUMENT_OVER,     /* the word "over" */
    ARGUMENT_ON,       /* the word "on" */
    ARGUMENT_OF_DEED   /* what goes with it: a number, or a method */
};

enum { ACTION_ARGUMENTS = 3, ACTION_KEYS = 10 };

/* Any lab at all, whatever moves in it; more than one; and so on. */
enum {
    ACTION_ANY_LAB = 1 << 30,
    ACTION_MANY_LABS = 1 << 29,
    ACTION_EQUATIONS = 1 << 28, /* displayed ones */
    ACTION_WIDE = 1 << 27,      /* a line that the inspector cuts */
    ACTION_FITS = 1 << 26,      /* a regression to be fitted */
    ACTION_FILE = 1 << 24,      /* a file of one's own */
    ACTION_LINKS = 1 << 23,     /* links in the text */
    ACTION_REVIEW = 1 << 25     /* old questions, or a review that goes on */
};

/* The headings of the lab's actions, which the help opened there puts first.
 */
#define ACTION_GROUP_LAB  "The lab"
#define ACTION_GROUP_FILE "A file of predictions"

struct action_key {
    uint32_t press;        /* PRESS_NONE ends the list */
    unsigned where;        /* 0: wherever the action applies */
    const char *arguments; /* NULL: none */
    const char *hint;      /* a word for the footer, NULL: not shown there */
};

/* args[] holds the words of the line, already counted against the list. */
struct call {
    struct app *app;
    const struct action *action;
    struct slice args[ACTION_ARGUMENTS];
    size_t count;
    struct verdict *verdict;
};

struct action {
    const char *name;
    const char *group; /* the heading it stands under in the help */
    const char *help;  /* one line, no full stop */
    unsigned where;
    enum argument args[ACTION_ARGUMENTS];
    size_t least; /* arguments that must be given */
    /* What the section must have for the footer to hint at it: a mask of
     * lab/lab_spec.h levers, any of which will do, or one of the below. 0:
     * nothing. */
    unsigned needs;
    bool (*run)(const struct call *call, struct err *err);
    struct action_key keys[ACTION_KEYS];
};

/* The list, and how many there are. */
const struct action *actions(size_t *count);

/* By name; NULL when there is none. */
const struct action *action_find(struct slice name);

/* The nearest name to a mistyped one, for "did you mean"; NULL when none is
 * near. */
const struct action *action_near(struct slice name);

/* Whether an action is of use in a talk alone; and whether it is in a talk. */
bool action_only_of_talk(const struct action *action);
bool action_of_talk(const struct action *action);

/* Whether an action is one of the course, or one of the free lab on a file of
 * one's own, which has no sections. Many are both. */
bool action_of_course(const struct action *action);
bool action_of_desk(const struct action *action);

/* What a key does at a place: NULL when nothing. *key says with which
 * arguments. */
const struct action *action_of_key(uint32_t press, unsigned where,
                                   const struct action_key **key);

/* The word that stands for an argument in help: "ROW", "N". */
const char *argument_name(enum argument argument);

/* Runs an action with the words of a line behind its name. */
bool action_run(struct app *app, const struct action *action, struct slice rest,
                struct verdict *verdict, struct err *err);

/* Whether a line, which is no comment, names an action and has as many
 * arguments as it takes. */
bool action_check(struct slice line, struct err *err);

/* Parses a line and runs it: see app_act(). */
bool action_line(struct app *app, struct slice line, struct verdict *verdict,
                 struct err *err);

/* The same of a short line that is made for it: what the mouse does, say. */
bool action_linef(struct app *app, struct verdict *verdict, struct err *err,
                  const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
