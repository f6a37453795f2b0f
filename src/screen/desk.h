/* desk.h - the free lab: a student's own predictions on a screen of their own.
 *
 * Private to screen/. desk.c moves about, desk_view.c draws.
 */
#ifndef SCREEN_DESK_H
#define SCREEN_DESK_H

struct app;
struct canvas;
struct lab;

struct desk {
    struct lab *lab; /* borrowed */
};

/* Lays the app's lab (app_options.lab) on the desk, and clears it. */
void desk_open(struct app *app);
void desk_close(struct app *app);

/* After whatever may have moved something: the cursor stays in the table. */
void desk_look(struct app *app);

void desk_draw(struct app *app, struct canvas *canvas);

#endif
