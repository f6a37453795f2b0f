/* stage.h - the program without a terminal, for tests.
 *
 * Opens the course of tests/data/screen (or the real one), sends keys, the
 * mouse and actions, and reads the canvas.
 */
#ifndef STAGE_H
#define STAGE_H

#include "support/test.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "screen/app.h"

struct stage {
    struct catalogue *catalogue;
    struct record *record; /* NULL, or a file in /tmp */
    struct course *course;
    struct app *app;
    struct lab *lab; /* of a file, NULL: a section's */
    struct canvas *canvas;
    struct verdict verdict; /* of the last event */
    char record_path[64];
    bool still, talk, words;
    struct strbuf *recording;
    const struct play_options *play;
    const struct notes_options *notes;
};

/* real: the lessons of the program instead of those of the tests. section
 * NULL: the map; a name that ends in .csv: the free lab on that file of
 * tests/data/screen, on films.csv of assets, or by its whole path.
 * with_record: an empty record of its own. */
struct stage_options {
    const char *section;
    int cols, rows; /* 0: 80 x 24 */
    bool real, with_record, ascii, still, words;
    bool talk; /* before a class; the record keeps the hands alone */
    const struct play_options *play;   /* the talk is told again */
    const struct notes_options *notes; /* only the notes to a talk */
    struct strbuf *recording; /* the talk as a script; NULL: nobody asks */
};

void stage_open(struct stage *stage, struct stage_options options);
void stage_close(struct stage *stage);

/* Closes the program and starts it again with the same record. */
void stage_restart(struct stage *stage, const char *section);

/* A key by name ("x", "ctrl-r", "page-down"); several, parted by blanks. */
void stage_keys(struct stage *stage, const char *names);

/* Waits until nothing moves by itself any more. */
void stage_wait(struct stage *stage);

/* Types a text, a key for each character. */
void stage_type(struct stage *stage, const char *text);

/* A mouse event at a place from 0. */
void stage_mouse(struct stage *stage, enum mouse mouse, int row, int col);

/* Runs an action; false with what it said in *err. */
bool stage_try(struct stage *stage, const char *line, struct err *err);

/* Runs an action that must go well. */
void stage_act(struct stage *stage, const char *line);

/* Runs a list of actions, of which the last may be refused. */
void stage_script(struct stage *stage, const char *lines);

/* The screen as it is, with its colours, at the size that the app has; the
 * caller frees it. */
char *stage_picture(struct stage *stage);

/* A key of some action, mostly. */
struct rng;
uint32_t stage_any_key(struct rng *rng);

/* The screen as text, drawn afresh; valid until the next call. */
const char *stage_text(struct stage *stage);

/* Whether the screen shows the words, and where: row and column in cells. */
bool stage_shows(struct stage *stage, const char *words);
bool stage_find(struct stage *stage, const char *words, int *row, int *col);

void stage_resize(struct stage *stage, int cols, int rows);

/* Fails unless the screen is tests/data/screen/NAME.COLSxROWS.txt, which
 * UPDATE=1 in the environment writes anew. */
void stage_golden(struct stage *stage, const char *name);

/* The lab beside the text, or of the file. */
struct lab *stage_lab(struct stage *stage);

/* Fails with the screen when it does not show the words. */
#define assert_shows(stage, words)                                             \
    do {                                                                       \
        if (!stage_shows((stage), (words)))                                    \
            fail_msg("wanted '%s' on\n%s", (words), stage_text(stage));        \
    } while (0)

#endif
