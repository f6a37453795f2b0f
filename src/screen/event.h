/* event.h - what can happen to the program.
 *
 * The painters of ui/ translate keys, the mouse and the clock into these; so
 * does a script. Nothing here knows a terminal.
 */
#ifndef SCREEN_EVENT_H
#define SCREEN_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

/* A key. What types a character is that code point; a control key is
 * PRESS_CTRL('r'); the rest lies beyond Unicode. Backspace, Tab, Enter and
 * Escape have numbers of their own, whatever byte the terminal sends. */
enum press {
    PRESS_NONE = 0,
    PRESS_UP = 0x110000,
    PRESS_DOWN,
    PRESS_LEFT,
    PRESS_RIGHT,
    PRESS_HOME,
    PRESS_END,
    PRESS_PAGE_UP,
    PRESS_PAGE_DOWN,
    PRESS_TAB,
    PRESS_BACKTAB,
    PRESS_ENTER,
    PRESS_ESCAPE,
    PRESS_BACKSPACE,
    PRESS_DELETE,
    PRESS_INSERT,
    PRESS_SHIFT_UP,
    PRESS_SHIFT_DOWN,
    PRESS_SHIFT_LEFT,
    PRESS_SHIFT_RIGHT,
    PRESS_F1,
    PRESS_F2,
    PRESS_F3,
    PRESS_F4,
    PRESS_F5,
    PRESS_F6,
    PRESS_F7,
    PRESS_F8,
    PRESS_END_OF_LIST
};

#define PRESS_CTRL(letter) ((uint32_t)(letter)&0x1fu)

enum event_kind {
    EVENT_KEY,     /* press */
    EVENT_MOUSE,   /* mouse, row, col */
    EVENT_PASTE,   /* text: data, never keys */
    EVENT_RESIZE,  /* rows, cols: the new size of the screen */
    EVENT_WAKE,    /* the wake_ms of a verdict have passed */
    EVENT_CHANGED, /* the file that is open was written anew */
    EVENT_IDLE     /* nothing waits to be read; asked for by idle_wanted */
};

enum mouse {
    MOUSE_PRESS,   /* the left button goes down */
    MOUSE_DRAG,    /* moved while it is down */
    MOUSE_RELEASE, /* it goes up */
    MOUSE_WHEEL_UP,
    MOUSE_WHEEL_DOWN
};

struct event {
    enum event_kind kind;
    uint32_t press;
    enum mouse mouse;
    int row, col;      /* from 0; outside the screen is ignored */
    int rows, cols;    /* 0 x 0 counts as 24 x 80 */
    struct slice text; /* PASTE only; valid during the call */
    /* IDLE and WAKE: whether something waits to be read by now, before which
     * long work gives way. NULL: never. */
    bool (*waits)(void *context);
    void *waits_context;
};

/* How keys are called: "↑ + A", "up + A" in 7 bits, and so that a voice says
 * each of them: "up plus shift-a". */
enum key_names { KEY_SIGNS, KEY_ASCII, KEY_WORDS };

/* The name of a key as help and hints show it: "↑", "tab", "ctrl-r", "q".
 * Writes at most size - 1 bytes and a NUL; returns out. */
const char *press_name(uint32_t press, enum key_names names, char *out,
                       size_t size);

/* The key of a name of any kind ("up", "page-down", "ctrl-r", "x", "plus"), or
 * of what types the character of that code ("u+2191", for a sign that is also
 * the name of a key); PRESS_NONE when there is none. */
uint32_t press_from_name(struct slice name);

/* Adds a text to out, and to each sign in it that stands alone, which a voice
 * may pass over, its name: "- (minus) goes back". */
struct strbuf;
void press_say(struct strbuf *out, const char *text);

#endif
