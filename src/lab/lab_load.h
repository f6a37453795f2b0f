/* lab_load.h - a lab of predictions that a reader hands over.
 *
 * Any reader of predictions.h fills it: what it hands over is taken into the
 * lab's own storage, so that ten million rows are held once. All levers are
 * free, and N is the number of rows.
 */
#ifndef LAB_LAB_LOAD_H
#define LAB_LAB_LOAD_H

#include "base/slice.h"
#include "lab/predictions.h"
#include "num/unit.h"

struct err;
struct lab;
struct lab_loader;

struct lab_loader *lab_loader_create(void);

/* What a reader hands rows to; one reader, once. It refuses more classes or
 * rows than a lab can have (lab_spec.h). */
struct prediction_sink lab_loader_sink(struct lab_loader *loader);

/* The unit that its logarithms are shown in at first; nats unless told. */
void lab_loader_unit(struct lab_loader *loader, enum unit unit);

/* The lab, under a title; the loader is gone afterwards. Rows are taken as the
 * reader has let them pass. NULL with err where no row came. */
struct lab *lab_loader_finish(struct lab_loader *loader, struct slice title,
                              struct err *err);

/* Without a lab, after a reader has failed. NULL is fine. */
void lab_loader_destroy(struct lab_loader *loader);

#endif
