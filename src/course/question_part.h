/* question_part.h - what the files of question.h share.
 */
#ifndef COURSE_QUESTION_PART_H
#define COURSE_QUESTION_PART_H

#include "course/answer_key.h"
#include "course/question.h"
#include "tex/eval.h"

struct lab;
struct scope;

/* Where keys and answers are valued: the lab as the lesson prepares it, with
 * the numbers of a set. */
struct question_ground {
    struct answer_ground ground;
    struct eval_data data;
    struct lab *lab; /* NULL: there is none */
};

/* False with err, and nothing to end. */
bool question_ground(struct section *section, struct question *question,
                     size_t set, struct question_ground *out, struct err *err);
void question_ground_end(struct question_ground *ground);

/* The lab it is about, or NULL. */
struct lab *question_lab(const struct section *section,
                         const struct question *question);

/* What letters mean at a question: the notation, its lab's names, the define
 * blocks above it, and its own varied names. NULL: a define block is wrong. */
const struct scope *question_scope(struct section *section,
                                   struct question *question);

/* Fills in the keys that may show: what a number that is settled, or a step
 * that is done, comes to. */
void question_show_keys(struct section *section, struct question *question);

/* Works the example that stands above a question with numbers to spare. */
void question_work_out(struct section *section, struct question *question);

/* All steps are done: right where none was given up. */
void question_settle_steps(struct question *question);

/* The entries of an order as they should be. */
void question_sort(struct question *question);

/* Refused where the question is settled. */
bool question_is_open(const struct question *question, struct err *err);

/* A right answer, as it was given; of a worked example, to a step. */
void question_take_right(struct question *question, size_t step,
                         const char *given, enum question_verdict *verdict);

/* A wrong one, with what is said of it, else the next hint. */
void question_take_wrong(struct question *question, struct spans said);

/* question_answer_line() for an order. */
bool question_order_line(struct section *section, struct question *question,
                         struct slice line, enum question_verdict *verdict,
                         struct err *err);

#endif
