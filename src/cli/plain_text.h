/* plain_text.h - a lesson and its lab as lines that can be read aloud.
 *
 * No columns, no drawing: a paragraph is one line, a formula one line, an
 * entry of the lab a few words. What is told by position or colour on the
 * screen is told by words here.
 */
#ifndef CLI_PLAIN_TEXT_H
#define CLI_PLAIN_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "lesson/span.h"

struct figure;
struct question;
struct section;
struct section_fit;
struct section_lab;

/* The section's blocks of the reveal's steps `from` to `to`, labs and questions
 * included, notes left out; step 0 begins with the title. PLAIN_TO_END: up to
 * the last one. */
enum { PLAIN_TO_END = -1 };
void plain_section(FILE *out, const struct section *section, int from, int to,
                   bool ascii);

/* Running text as one line. */
void plain_spans(FILE *out, const char *before, struct spans spans,
                 const char *after, bool ascii);

/* A question with the hints asked for; once it is answered, with the reasons
 * of the choice taken and of the right one. */
void plain_question(FILE *out, const struct question *question, bool ascii);

/* The example that a question of steps shows worked before it asks, if it has
 * one. */
void plain_worked(FILE *out, const struct question *question, bool ascii);

/* What a figure shows. */
void plain_figure(FILE *out, const struct figure *figure, bool ascii);

/* A lab: its rows, then its readings. */
void plain_lab(FILE *out, const struct section_lab *lab, bool ascii);

/* A regression: what is fitted, how, and where it stands. */
void plain_fit(FILE *out, const struct section_fit *one, bool ascii);

#endif
