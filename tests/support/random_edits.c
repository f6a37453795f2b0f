#include "support/random_edits.h"

#include "lab/lab.h"
#include "num/rng.h"

/* The rare ones, which move all rows. */
static void move_all(struct lab *lab, struct rng *rng)
{
    switch (rng_below(rng, 5)) {
    case 0:
        lab_set_temperature(lab, 0.5 + rng_uniform(rng), NULL);
        return;
    case 1:
        lab_examples(lab, (long)(1 + rng_below(rng, 5000)), NULL);
        return;
    case 2:
        lab_reset(lab, NULL);
        return;
    case 3:
        lab_save(lab, slice_of("a"), NULL);
        return;
    default:
        lab_restore(lab, slice_of("a"), NULL);
        return;
    }
}

void random_edit(struct lab *lab, struct rng *rng)
{
    size_t row = (size_t)rng_below(rng, lab_rows(lab));
    size_t class = (size_t)rng_below(rng, lab_classes(lab));

    switch (rng_below(rng, 16)) {
    case 0:
        lab_set_label(lab, row, class, NULL);
        return;
    case 1:
        lab_soften(lab, row, (double)rng_below(rng, 9) / 8.0, NULL);
        return;
    case 2:
        lab_lock(lab, row, class, NULL);
        return;
    case 3:
        lab_unlock(lab, row, class, NULL);
        return;
    case 4:
    case 5:
    case 6:
        lab_undo(lab, NULL);
        return;
    case 7:
        lab_redo(lab, NULL);
        return;
    case 8:
        if (rng_below(rng, 8) == 0)
            move_all(lab, rng);
        return;
    default:
        lab_set(lab, row, class, (double)rng_below(rng, 9) / 8.0, NULL);
        return;
    }
}
