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
struct lab;
struct question;
struct section;
struct section_fit;
struct strbuf;

/* A line and lines of text, made harmless; in 7 bits if asked for. The buffer
 * is finished. */
void plain_line(FILE *out, struct strbuf *line, bool ascii);
void plain_lines(FILE *out, struct strbuf *text, bool ascii);

/* The section's blocks of the reveal's steps `from` to `to`, labs and questions
 * included, notes left out. */
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

/* What a question was like before an action: how far its steps, hints and
 * tries were. */
struct plain_before {
    size_t step, hints;
    int attempts;
    bool settled;
};

/* What an answer, a hint or a solution led to, without the question itself:
 * `message` says it in a word, and only what is new is told. */
void plain_outcome(FILE *out, const struct question *question,
                   const struct plain_before *before, const char *message,
                   bool ascii);

/* What a figure shows. */
void plain_figure(FILE *out, const struct figure *figure, bool ascii);

/* A lab of the section: its rows, then its readings. And what can be typed to
 * change one. */
void plain_lab(FILE *out, const struct section *section, size_t index,
               bool ascii);
void plain_levers(FILE *out, const struct lab *lab, bool ascii);

/* A regression: what is fitted, how, and where it stands. */
void plain_fit(FILE *out, const struct section_fit *one, bool ascii);

#endif
