#include "lab/row_tally.h"

#include "lab/lab.h"

/* So many rows are counted within a key press. */
enum { MANY = 4096 };

static void count(struct row_tally *tally, size_t row, size_t rows, int sign)
{
    for (size_t i = row; i < row + rows && i < tally->counted; i++)
        tally->add(tally->context, tally->lab, i, sign);
}

static void leave(void *context, const struct lab *lab, size_t row, size_t rows)
{
    struct row_tally *tally = context;

    (void)lab;
    if (rows <= MANY) {
        count(tally, row, rows, -1);
    } else {
        tally->counted = 0;
        tally->clear(tally->context);
    }
}

static void enter(void *context, const struct lab *lab, size_t row, size_t rows)
{
    struct row_tally *tally = context;

    (void)lab;
    count(tally, row, rows, 1);
}

void row_tally_init(struct row_tally *tally)
{
    tally->counted = 0;
    lab_listen(tally->lab, &(struct lab_listener){ leave, enter, tally });
}

void row_tally_finish(struct row_tally *tally)
{
    lab_unlisten(tally->lab, tally);
}

bool row_tally_work(struct row_tally *tally, size_t rows)
{
    size_t left = lab_rows(tally->lab) - tally->counted;
    size_t end = tally->counted + (rows < left ? rows : left);

    for (; tally->counted < end; tally->counted++)
        tally->add(tally->context, tally->lab, tally->counted, 1);
    return rows >= left;
}
