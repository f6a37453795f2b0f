/* fits.h - the regressions of a section: its `fit` blocks with their data.
 *
 * A file is looked for where its lesson can bring it along, and then where the
 * course has it: `assets/` beside the lesson, `assets/` beside the lesson's
 * folder, `assets/` beside the course's folder. What cannot be read or fitted
 * does not take the section with it: it stays as a fault, which the page shows
 * in its place and `likely check` reports.
 */
#ifndef COURSE_FITS_H
#define COURSE_FITS_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/fit.h"

struct block;
struct catalogue;
struct err;
struct fits;
struct lesson;

struct section_fit {
    const struct block *block;
    struct fit *fit;   /* NULL: fault says why */
    const char *fault; /* with the data's file and line, where it has them */
};

/* The lesson must outlive it. */
struct fits *fits_create(const struct lesson *lesson,
                         const struct catalogue *catalogue);

/* NULL is fine. */
void fits_destroy(struct fits *fits);

/* In the order of the lesson. */
size_t fits_count(const struct fits *fits);
const struct section_fit *fits_get(const struct fits *fits, size_t index);

/* That of a block, or NULL. */
const struct section_fit *fits_of(const struct fits *fits,
                                  const struct block *block);

/* Whether any runs; pauses all; goes on with one that runs, as fit_work(). */
bool fits_running(const struct fits *fits);
void fits_pause(struct fits *fits);
void fits_work(struct fits *fits, bool (*stop)(void *), void *context);

#endif
