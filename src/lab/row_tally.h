/* row_tally.h - a sum over a lab's rows that follows its edits. Private to
 * confusion.c and reliability.c, which say what a row adds.
 *
 * Rows are counted from the first on, in pieces; of those that are counted an
 * edit takes the old one out and puts the new one in. What is added must be
 * exact, so that taking out undoes it. Where very many change at once, it is
 * counted anew.
 */
#ifndef LAB_ROW_TALLY_H
#define LAB_ROW_TALLY_H

#include <stdbool.h>
#include <stddef.h>

struct lab;

struct row_tally {
    struct lab *lab;
    size_t counted; /* rows below it are in the sum */
    /* sign 1 puts a row in, -1 takes it out. */
    void (*add)(void *context, const struct lab *lab, size_t row, int sign);
    void (*clear)(void *context);
    void *context;
};

/* Begins to listen to the lab, with nothing counted. It must stay where it is
 * until row_tally_finish(). */
void row_tally_init(struct row_tally *tally);
void row_tally_finish(struct row_tally *tally);

/* Counts up to `rows` more. True when all are counted. */
bool row_tally_work(struct row_tally *tally, size_t rows);

#endif
