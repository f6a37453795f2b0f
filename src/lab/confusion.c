#include "lab/confusion.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "lab/lab.h"
#include "lab/row_class.h"
#include "lab/row_tally.h"

enum { LARGEST = CONFUSION_LARGEST, SLOTS_LEAST = 64 };

/* A cell of the table; `id` is truth * K + predicted + 1, 0 in a free slot. */
struct slot {
    uint64_t id;
    size_t count; /* may have gone back to 0 */
};

struct confusion {
    struct row_tally tally;
    size_t k;
    struct slot *slots; /* [slot_count], a power of two */
    size_t slot_count, slot_used;
    size_t *truth, *predicted; /* [k] totals */
    size_t kinds;
    struct confused *largest; /* [LARGEST], of which [largest_count] */
    size_t largest_count;
    bool largest_known;
};

/* Where the cell is, or would be. Fibonacci hashing (Knuth, The Art of Computer
 * Programming 3, 6.4), then the next slots. */
static struct slot *find(const struct confusion *confusion, uint64_t id)
{
    size_t mask = confusion->slot_count - 1;
    size_t at = (size_t)((id * 0x9E3779B97F4A7C15) >> 32) & mask;

    while (confusion->slots[at].id != 0 && confusion->slots[at].id != id)
        at = (at + 1) & mask;
    return &confusion->slots[at];
}

static void make_slots(struct confusion *confusion, size_t count)
{
    confusion->slots = fatal_calloc(count, sizeof *confusion->slots);
    confusion->slot_count = count;
    confusion->slot_used = 0;
}

/* Twice the room; cells that have emptied are left behind. */
static void grow(struct confusion *confusion)
{
    struct slot *old = confusion->slots;
    size_t count = confusion->slot_count;

    make_slots(confusion, 2 * count);
    for (size_t i = 0; i < count; i++)
        if (old[i].count > 0) {
            *find(confusion, old[i].id) = old[i];
            confusion->slot_used++;
        }
    free(old);
}

static uint64_t id_of(const struct confusion *confusion, size_t truth,
                      size_t predicted)
{
    return (uint64_t)truth * confusion->k + predicted + 1;
}

static struct slot *cell(struct confusion *confusion, uint64_t id)
{
    struct slot *slot = find(confusion, id);

    if (slot->id == id)
        return slot;
    if (2 * (confusion->slot_used + 1) > confusion->slot_count) {
        grow(confusion);
        slot = find(confusion, id);
    }
    slot->id = id;
    confusion->slot_used++;
    return slot;
}

static void add(void *context, const struct lab *lab, size_t row, int sign)
{
    struct confusion *confusion = context;
    size_t truth = row_true_class(lab, row);
    size_t predicted = row_predicted_class(lab, row);
    struct slot *slot = cell(confusion, id_of(confusion, truth, predicted));
    /* Of an unsigned number: 1, or what adds up to 1 less. */
    size_t one = (size_t)sign;
    size_t before = slot->count;

    slot->count += one;
    confusion->truth[truth] += one;
    confusion->predicted[predicted] += one;
    confusion->largest_known = false;
    if (truth != predicted && (before == 0 || slot->count == 0))
        confusion->kinds += one;
}

static void clear(void *context)
{
    struct confusion *confusion = context;

    free(confusion->slots);
    make_slots(confusion, SLOTS_LEAST);
    memset(confusion->truth, 0, confusion->k * sizeof *confusion->truth);
    memset(confusion->predicted, 0,
           confusion->k * sizeof *confusion->predicted);
    confusion->kinds = 0;
    confusion->largest_known = false;
}

struct confusion *confusion_create(struct lab *lab)
{
    struct confusion *confusion = fatal_calloc(1, sizeof *confusion);

    confusion->k = lab_classes(lab);
    confusion->truth = fatal_calloc(confusion->k + 1, sizeof(size_t));
    confusion->predicted = fatal_calloc(confusion->k + 1, sizeof(size_t));
    confusion->largest = fatal_calloc(LARGEST, sizeof *confusion->largest);
    make_slots(confusion, SLOTS_LEAST);
    confusion->tally = (struct row_tally){
        .lab = lab, .add = add, .clear = clear, .context = confusion
    };
    row_tally_init(&confusion->tally);
    return confusion;
}

void confusion_destroy(struct confusion *confusion)
{
    if (!confusion)
        return;
    row_tally_finish(&confusion->tally);
    free(confusion->slots);
    free(confusion->truth);
    free(confusion->predicted);
    free(confusion->largest);
    free(confusion);
}

struct lab *confusion_lab(const struct confusion *confusion)
{
    return confusion->tally.lab;
}

bool confusion_work(struct confusion *confusion, size_t rows)
{
    return row_tally_work(&confusion->tally, rows);
}

size_t confusion_rows(const struct confusion *confusion)
{
    return confusion->tally.counted;
}

size_t confusion_count(const struct confusion *confusion, size_t truth,
                       size_t predicted)
{
    assert(truth < confusion->k && predicted < confusion->k);
    return find(confusion, id_of(confusion, truth, predicted))->count;
}

size_t confusion_true(const struct confusion *confusion, size_t truth)
{
    return confusion->truth[truth];
}

size_t confusion_predicted(const struct confusion *confusion, size_t predicted)
{
    return confusion->predicted[predicted];
}

size_t confusion_kinds(const struct confusion *confusion)
{
    return confusion->kinds;
}

static bool is_before(const struct confused *a, const struct confused *b)
{
    if (a->count != b->count)
        return a->count > b->count;
    if (a->truth != b->truth)
        return a->truth < b->truth;
    return a->predicted < b->predicted;
}

/* Into the list where it belongs; the last one falls off a full one. */
static void put(struct confusion *confusion, const struct confused *one)
{
    struct confused *list = confusion->largest;
    size_t at = confusion->largest_count;

    if (at == LARGEST && !is_before(one, &list[--at]))
        return;
    confusion->largest_count = at + 1;
    for (; at > 0 && is_before(one, &list[at - 1]); at--)
        list[at] = list[at - 1];
    list[at] = *one;
}

size_t confusion_largest(struct confusion *confusion, struct confused *out,
                         size_t most)
{
    size_t count;

    if (!confusion->largest_known) {
        confusion->largest_count = 0;
        for (size_t i = 0; i < confusion->slot_count; i++) {
            const struct slot *slot = &confusion->slots[i];
            struct confused one;

            if (slot->count == 0)
                continue;
            one.truth = (size_t)((slot->id - 1) / confusion->k);
            one.predicted = (size_t)((slot->id - 1) % confusion->k);
            one.count = slot->count;
            if (one.truth != one.predicted)
                put(confusion, &one);
        }
        confusion->largest_known = true;
    }
    count = most < confusion->largest_count ? most : confusion->largest_count;
    if (count > 0)
        memcpy(out, confusion->largest, count * sizeof *out);
    return count;
}
