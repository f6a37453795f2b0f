/* confusion.h - which class was taken for which.
 *
 * Counts of the lab's listed rows, each once however many examples it stands
 * for, by true and by predicted class: the first argmax of the truth (also
 * where it is soft) and of the prediction (num/dist.h).
 *
 * Counting all rows takes time with their number, so it is done in pieces,
 * off the key's path. From then on an edit takes the old row out and puts the
 * new one in: counts are whole numbers, hence the same as counted afresh
 * after any edits. A change of very many rows at once starts it anew.
 *
 * Memory goes with the cells that are not empty, for K may be 100,000.
 */
#ifndef LAB_CONFUSION_H
#define LAB_CONFUSION_H

#include <stdbool.h>
#include <stddef.h>

struct confusion;
struct lab;

/* Nothing is counted yet. The lab must outlive it. */
struct confusion *confusion_create(struct lab *lab);
void confusion_destroy(struct confusion *confusion);

struct lab *confusion_lab(const struct confusion *confusion);

/* Counts up to `rows` more. True when all are counted. */
bool confusion_work(struct confusion *confusion, size_t rows);

/* How many rows are counted: all the numbers below are of those. */
size_t confusion_rows(const struct confusion *confusion);

/* Rows of that true class and that predicted one; of that true class; of that
 * predicted one. Classes are below K. */
size_t confusion_count(const struct confusion *confusion, size_t truth,
                       size_t predicted);
size_t confusion_true(const struct confusion *confusion, size_t truth);
size_t confusion_predicted(const struct confusion *confusion, size_t predicted);

struct confused {
    size_t truth, predicted; /* not the same */
    size_t count;            /* above 0 */
};

/* The cells off the diagonal with the largest counts, the largest first, of
 * equal ones the lesser true class, then the lesser predicted one. Writes up
 * to `most`, at most CONFUSION_LARGEST; returns how many. Looks at every cell
 * after a count has changed, else at what it found then. */
enum { CONFUSION_LARGEST = 256 };

size_t confusion_largest(struct confusion *confusion, struct confused *out,
                         size_t most);

/* How many cells off the diagonal are not empty. */
size_t confusion_kinds(const struct confusion *confusion);

#endif
