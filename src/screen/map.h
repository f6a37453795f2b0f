/* map.h - the parts of the map: rows, drawing, search. Private to screen/.
 */
#ifndef SCREEN_MAP_H
#define SCREEN_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "screen/map_rows.h"

struct app;
struct canvas;
struct catalogue;
struct catalogue_section;
struct err;
struct record_lesson;
struct verdict;

const struct catalogue *map_catalogue(const struct app *app);

/* What the record has of a section; NULL: nothing. */
const struct record_lesson *map_past(const struct app *app,
                                     const struct catalogue_section *section);

/* How much of some sections is done, and how long the rest takes to read. */
struct map_tally {
    size_t done, count;
    int minutes; /* of what is not done */
};

struct map_tally map_tally(const struct app *app, size_t first, size_t count);

/* The rows now: those that match while something is searched. */
struct map_rows map_rows_now(const struct app *app);

/* After whatever happened: the selected section is in sight. */
void map_look(struct app *app);

/* Draws all of the map but what lies over it. */
void map_draw(struct app *app, struct canvas *canvas);

/* The selected section, NULL with err when there is none. */
const struct catalogue_section *map_selected(const struct app *app,
                                             struct err *err);

/* Opens the search with a text; what is open stays until a section is taken. */
void find_open(struct app *app, struct slice text);

/* Whether texts are still to be read for it; reads those of one section. */
bool find_waits(const struct app *app);
void find_work(struct app *app);

/* Rubs a character of it out. */
void find_erase(struct app *app, bool forward);

/* Asks before a section (NULL: all of them) is forgotten; ask_yes() then does
 * it, or leaves. False with err where nothing is recorded or asked. */
bool ask_forget(struct app *app, const struct catalogue_section *section,
                struct err *err);
bool ask_yes(struct app *app, struct verdict *verdict, struct err *err);

#endif
