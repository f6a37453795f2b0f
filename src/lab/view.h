/* view.h - a lab's rows in the order, and of the kind, that is asked for.
 *
 * A view says which row stands at which place, for tables of millions of rows
 * of which a screen draws a few. It moves nothing in the lab. What it costs:
 * nothing for all rows in the file's order; else four bytes for a row of the
 * view, and eight more while it sorts.
 *
 * After an edit the order stays as it is, so that no row slides away under
 * the cursor: view_stale() says that it is old, and asking again makes it new.
 *
 * Classes of rows are the first argmax of the truth and of the prediction
 * (num/dist.h), also where a truth is soft.
 */
#ifndef LAB_VIEW_H
#define LAB_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct lab;
struct view;

/* What rows are sorted by; among equals the earlier row comes first, also
 * where the order descends. */
enum view_order {
    VIEW_FILE,       /* as they were read */
    VIEW_LOSS,       /* lab_row_loss() */
    VIEW_CONFIDENCE, /* the predicted class's probability */
    VIEW_LABEL,      /* the true class, as classes are listed */
    VIEW_ORDERS
};

struct view_spec {
    enum view_order order;
    bool descending;
    long truth;     /* only rows of this true class; -1: of any */
    long predicted; /* only rows predicted as this class; -1: as any */
    bool missed;    /* only rows whose two classes differ */
};

/* All rows, as they were read. */
struct view_spec view_spec_all(void);

/* "file", "loss", "confidence", "label"; false leaves *order alone. */
const char *view_order_name(enum view_order order);
bool view_order_from_name(struct slice name, enum view_order *order);

/* Of all rows, as they were read. The lab must outlive it. */
struct view *view_create(struct lab *lab);
void view_destroy(struct view *view);

struct lab *view_lab(const struct view *view);

/* Filters and sorts: the one thing here that takes time with the rows. Also
 * brings a stale view up to date, given view_now(). Classes must be of the
 * lab, or -1. */
void view_set(struct view *view, const struct view_spec *spec);
struct view_spec view_now(const struct view *view);

/* How many rows are in it; 0 where no row passes the filter. */
size_t view_count(const struct view *view);

/* The row at a place below view_count(). */
size_t view_row(const struct view *view, size_t place);

/* Where a row stands; false, *place left alone, where it is not in the view.
 * Looks through the order: some milliseconds for ten million rows. */
bool view_find(const struct view *view, size_t row, size_t *place);

/* Whether a row has changed since in what it is sorted or filtered by. */
bool view_stale(const struct view *view);

#endif
