#include "lab/view.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/parallel.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "lab/row_class.h"
#include "lab/row_sort.h"

/* Fewer rows are sorted before a thread has begun. */
enum { FEW = 50000 };

/* What decides where a row stands. */
struct standing {
    bool passes;
    uint64_t key;
};

struct view {
    struct lab *lab;
    struct view_spec spec;
    uint32_t *order; /* [count]; NULL: all rows, as they were read */
    size_t count;
    bool stale;
    struct standing left; /* of the one row that is about to change */
};

struct view_spec view_spec_all(void)
{
    return (struct view_spec){ .truth = -1, .predicted = -1 };
}

static const char *const names[VIEW_ORDERS] = {
    [VIEW_FILE] = "file",
    [VIEW_LOSS] = "loss",
    [VIEW_CONFIDENCE] = "confidence",
    [VIEW_LABEL] = "label",
};

const char *view_order_name(enum view_order order)
{
    return names[order];
}

bool view_order_from_name(struct slice name, enum view_order *order)
{
    for (size_t i = 0; i < VIEW_ORDERS; i++)
        if (slice_is(name, names[i])) {
            *order = (enum view_order)i;
            return true;
        }
    return false;
}

static bool filters(const struct view_spec *spec)
{
    return spec->truth >= 0 || spec->predicted >= 0 || spec->missed;
}

/* Looks at the prediction, which is K numbers, only where it has to. */
static bool passes(const struct lab *lab, const struct view_spec *spec,
                   size_t row)
{
    size_t truth, predicted;

    if (!filters(spec))
        return true;
    truth = row_true_class(lab, row);
    if (spec->truth >= 0 && truth != (size_t)spec->truth)
        return false;
    if (spec->predicted < 0 && !spec->missed)
        return true;
    predicted = row_predicted_class(lab, row);
    if (spec->predicted >= 0 && predicted != (size_t)spec->predicted)
        return false;
    return !spec->missed || predicted != truth;
}

/* A whole number that is in the order of the doubles. */
static uint64_t rank(double x)
{
    const uint64_t sign = (uint64_t)1 << 63;
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

static uint64_t key_of(const struct lab *lab, const struct view_spec *spec,
                       size_t row)
{
    uint64_t key = 0;

    if (spec->order == VIEW_LOSS)
        key = rank(lab_row_loss(lab, row));
    else if (spec->order == VIEW_CONFIDENCE)
        key = rank(row_confidence(lab, row, row_predicted_class(lab, row)));
    else if (spec->order == VIEW_LABEL)
        key = row_true_class(lab, row);
    return spec->descending ? ~key : key;
}

static struct standing stand(const struct view *view, size_t row)
{
    struct standing at = { .passes = passes(view->lab, &view->spec, row) };

    /* Where a row stands that is not there does not matter. */
    if (at.passes)
        at.key = key_of(view->lab, &view->spec, row);
    return at;
}

/* One row that keeps its standing makes nothing old; of many at once it is not
 * asked. */
static void leave(void *context, const struct lab *lab, size_t row,
                  size_t count)
{
    struct view *view = context;

    (void)lab;
    if (count == 1 && !view->stale)
        view->left = stand(view, row);
}

static void enter(void *context, const struct lab *lab, size_t row,
                  size_t count)
{
    struct view *view = context;
    struct standing at;

    (void)lab;
    if (view->stale || (view->spec.order == VIEW_FILE && !filters(&view->spec)))
        return;
    if (count != 1) {
        view->stale = true;
        return;
    }
    at = stand(view, row);
    view->stale = at.passes != view->left.passes || at.key != view->left.key;
}

struct view *view_create(struct lab *lab)
{
    struct view *view = fatal_calloc(1, sizeof *view);

    view->lab = lab;
    view->spec = view_spec_all();
    view->count = lab_rows(lab);
    assert(view->count <= UINT32_MAX);
    lab_listen(lab, &(struct lab_listener){ leave, enter, view });
    return view;
}

void view_destroy(struct view *view)
{
    if (!view)
        return;
    lab_unlisten(view->lab, view);
    free(view->order);
    free(view);
}

struct lab *view_lab(const struct view *view)
{
    return view->lab;
}

/* The rows that pass, as they were read. */
static void gather(struct view *view)
{
    size_t n = lab_rows(view->lab), count = 0;

    view->order = fatal_malloc((n + 1) * sizeof *view->order);
    for (size_t i = 0; i < n; i++)
        if (passes(view->lab, &view->spec, i))
            view->order[count++] = (uint32_t)i;
    view->count = count;
    if (count < n)
        view->order =
            fatal_realloc(view->order, (count + 1) * sizeof *view->order);
}

/* Where there are few keys it is enough to count them: a row's place is behind
 * those of lesser keys and behind the earlier rows of its own. */
static void arrange_by_label(struct view *view)
{
    size_t k = lab_classes(view->lab), place = 0;
    size_t *next = fatal_calloc(k + 1, sizeof *next);
    uint32_t *order = fatal_malloc((view->count + 1) * sizeof *order);

    for (size_t i = 0; i < view->count; i++)
        next[row_true_class(view->lab, view->order[i])]++;
    for (size_t i = 0; i < k; i++) {
        size_t class = view->spec.descending ? k - 1 - i : i;
        size_t count = next[class];

        next[class] = place;
        place += count;
    }
    for (size_t i = 0; i < view->count; i++)
        order[next[row_true_class(view->lab, view->order[i])]++] =
            view->order[i];
    free(next);
    free(view->order);
    view->order = order;
}

static void arrange(struct view *view)
{
    uint64_t *key = fatal_malloc((view->count + 1) * sizeof *key);

    for (size_t i = 0; i < view->count; i++)
        key[i] = key_of(view->lab, &view->spec, view->order[i]);
    row_sort(key, view->order, view->count,
             view->count < FEW ? 1 : parallel_cores());
    free(key);
}

void view_set(struct view *view, const struct view_spec *spec)
{
    long k = (long)lab_classes(view->lab);

    assert(spec->truth < k && spec->predicted < k);
    view->spec = *spec;
    view->stale = false;
    free(view->order);
    view->order = NULL;
    view->count = lab_rows(view->lab);
    if (spec->order == VIEW_FILE && !filters(spec))
        return;
    gather(view);
    if (spec->order == VIEW_LABEL)
        arrange_by_label(view);
    else if (spec->order != VIEW_FILE)
        arrange(view);
}

struct view_spec view_now(const struct view *view)
{
    return view->spec;
}

size_t view_count(const struct view *view)
{
    return view->count;
}

/* The file's order the other way is not stored either. */
static bool is_backwards(const struct view *view)
{
    return view->spec.order == VIEW_FILE && view->spec.descending;
}

size_t view_row(const struct view *view, size_t place)
{
    assert(place < view->count);
    if (is_backwards(view))
        place = view->count - 1 - place;
    return view->order ? view->order[place] : place;
}

/* In the array, looked at a block at a time, which machines do many rows at
 * once of. */
static bool look_for(const struct view *view, size_t row, size_t *at)
{
    enum { BLOCK = 256 };

    for (size_t start = 0; start < view->count; start += BLOCK) {
        size_t end = start + BLOCK < view->count ? start + BLOCK : view->count;
        unsigned found = 0;

        for (size_t i = start; i < end; i++)
            found |= view->order[i] == row;
        for (size_t i = start; found && i < end; i++)
            if (view->order[i] == row) {
                *at = i;
                return true;
            }
    }
    return false;
}

bool view_find(const struct view *view, size_t row, size_t *place)
{
    size_t at = row;

    if (row >= lab_rows(view->lab))
        return false;
    if (view->order && !look_for(view, row, &at))
        return false;
    *place = is_backwards(view) ? view->count - 1 - at : at;
    return true;
}

bool view_stale(const struct view *view)
{
    return view->stale;
}
