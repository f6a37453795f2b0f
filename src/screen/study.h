/* study.h - reading a section: its parts among each other.
 *
 * study.c moves through the text, study_lab.c finds the lab beside it,
 * study_question.c gives questions the keys, study_answer.c takes answers,
 * study_view.c draws, study_mouse.c points.
 */
#ifndef SCREEN_STUDY_H
#define SCREEN_STUDY_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/page.h"

struct app;
struct canvas;
struct err;

void study_draw(struct app *app, struct canvas *canvas);

/* The last lab that stands above two thirds of the text in sight; at the end
 * of the page, the last one. A question shows its own lab, and so does an
 * equation that is looked into. */
size_t study_lab_beside(const struct app *app);

/* Whether a question may have the keys: open, and on the page. */
bool study_open_question(struct app *app, int question);

/* The first predict-first question from the given one on that is revealed and
 * not answered, or -1. */
int study_unpredicted(const struct app *app, int from);

/* The anchor of a kind with a number from 1 (0: of none), where it is in sight;
 * else NULL. */
const struct page_anchor *study_in_sight(const struct app *app,
                                         enum anchor_kind kind, int number);

/* Gives the keys to the first open question that is wholly in sight, if there
 * is one, or to the text. */
void study_focus_sight(struct app *app);

/* Down (+1) or up (-1) by a choice or a line. */
void study_step_line(struct app *app, int way);

/* Reveals the section up to a step, if it is not that far. */
void study_reveal(struct app *app, int step);

/* Scrolls by rows; the text then has the keys. */
void study_scroll(struct app *app, int rows);

/* Scrolls to where a question is answered: a choice, a line, or 0. */
void study_show_choice(struct app *app, int question, int choice);

#endif
