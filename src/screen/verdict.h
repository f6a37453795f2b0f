/* verdict.h - what an event led to.
 *
 * A screen takes an event and returns this; it paints nothing and calls no
 * other screen. The loop of ui/ (or a script) acts on it.
 */
#ifndef SCREEN_VERDICT_H
#define SCREEN_VERDICT_H

#include <stdbool.h>

struct verdict {
    bool redraw;      /* what is to be seen changed: call app_draw() */
    bool repaint;     /* and trust nothing on the terminal: ^L */
    bool quit;        /* leave; everything is saved */
    bool suspend;     /* stop as ^Z does, then send EVENT_RESIZE */
    bool idle_wanted; /* send EVENT_IDLE when no input waits; until then the
                       * program has nothing to do */
    bool bell;        /* a refusal: may be heard */
    int wake_ms;      /* above 0: send EVENT_WAKE after so many ms */
    const char *copy; /* text for the clipboard (OSC 52), or NULL; valid until
                       * the next app_handle() */
};

#endif
