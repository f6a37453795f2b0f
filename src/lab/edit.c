#include "lab/state.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "base/err.h"
#include "base/strbuf.h"

/* A row of a distribution that is edited: what the entry's neighbours hold. */
struct neighbours {
    double locked; /* sum of the locked others */
    double free;   /* sum of the unlocked others */
    size_t free_count;
};

static double *row_scores(struct lab *lab, size_t row)
{
    return lab->rows.score + row * lab->class_count;
}

static enum lab_lever score_lever(const struct lab *lab)
{
    return lab->model == LAB_SOFTMAX ? LAB_LEVER_LOGITS : LAB_LEVER_PREDICTED;
}

static bool row_exists(const struct lab *lab, size_t row, struct err *err)
{
    if (row < lab->row_count)
        return true;
    return err_set(err, "there is no row %zu: 1 to %zu would do", row + 1,
                   lab->row_count);
}

static bool entry_exists(const struct lab *lab, size_t row, size_t class,
                         struct err *err)
{
    if (!row_exists(lab, row, err))
        return false;
    if (class < lab->class_count)
        return true;
    return err_set(err, "there is no class %zu: 1 to %zu would do", class + 1,
                   lab->class_count);
}

static struct neighbours neighbours(const struct lab *lab, size_t row,
                                    size_t class)
{
    const double *p = lab_scores(lab, row);
    struct neighbours sum = { 0 };

    for (size_t j = 0; j < lab->class_count; j++) {
        if (j == class)
            continue;
        if (lab_locked(lab, row, j)) {
            sum.locked += p[j];
        } else {
            sum.free += p[j];
            sum.free_count++;
        }
    }
    return sum;
}

/* Sums of a row are only as good as this. */
static double slack(const struct lab *lab)
{
    return (double)lab->class_count * DBL_EPSILON;
}

/* Whether the row can hold p in that place. */
static bool fits(const struct lab *lab, size_t row, double p,
                 const struct neighbours *others, struct err *err)
{
    char text[LAB_ROW_NAME];
    const char *name = lab_row_name(lab, row, text);
    double room = 1.0 - others->locked;
    double rest = room - p;

    if (!(p >= 0.0 && p <= 1.0))
        return err_set(err,
                       "'%.10g' is no probability: a number from 0 to 1 "
                       "would do",
                       p);
    if (rest < -slack(lab))
        return err_set(err,
                       "'%.10g' is too much: the locked entries of '%s' leave "
                       "%.10g at most",
                       p, name, fmax(room, 0.0));
    if (others->free_count == 0 && rest > slack(lab))
        return err_set(err,
                       "'%.10g' leaves %.10g that no unlocked entry of '%s' "
                       "can take: %.10g would do",
                       p, rest, name, room);
    return true;
}

/* Gives the rest to the unlocked others, in their ratios. Dividing by the
 * sum first keeps subnormal entries from overflowing the ratio. */
static void share_out(struct lab *lab, size_t row, size_t class, double rest,
                      const struct neighbours *others)
{
    double *p = row_scores(lab, row);

    if (rest < 0.0)
        rest = 0.0;
    for (size_t j = 0; j < lab->class_count; j++) {
        if (j == class || lab_locked(lab, row, j))
            continue;
        if (others->free > 0.0)
            p[j] = p[j] / others->free * rest;
        else
            p[j] = rest / (double)others->free_count;
    }
}

static bool may_set(const struct lab *lab, size_t row, size_t class,
                    struct err *err)
{
    char text[LAB_ROW_NAME];

    if (!lab_may(lab, score_lever(lab), err) ||
        !entry_exists(lab, row, class, err))
        return false;
    if (!lab_locked(lab, row, class))
        return true;
    return err_set(err, "'%s' of '%s' is locked: unlock it first",
                   lab->class_names[class], lab_row_name(lab, row, text));
}

static bool set_logit(struct lab *lab, size_t row, size_t class, double z,
                      struct err *err)
{
    if (!(fabs(z) <= LAB_LOGIT_MAX))
        return err_set(err,
                       "'%.10g' is no logit: a number from -%d to %d would do",
                       z, LAB_LOGIT_MAX, LAB_LOGIT_MAX);
    change_begin_row(lab, row);
    row_scores(lab, row)[class] = z + 0.0;
    change_end(lab);
    return true;
}

bool lab_set(struct lab *lab, size_t row, size_t class, double p,
             struct err *err)
{
    struct neighbours others;

    if (!may_set(lab, row, class, err))
        return false;
    if (lab->model == LAB_SOFTMAX)
        return set_logit(lab, row, class, p, err);
    /* Setting what stands there already must not stir the others' last
     * bits. */
    if (p == lab_scores(lab, row)[class])
        return true;
    others = neighbours(lab, row, class);
    if (!fits(lab, row, p, &others, err))
        return false;
    change_begin_row(lab, row);
    row_scores(lab, row)[class] = p + 0.0;
    share_out(lab, row, class, 1.0 - others.locked - p, &others);
    change_end(lab);
    return true;
}

/* Steps of 0.01 are decimal in the reader's mind: without this 0.7 and twenty
 * of them would be 0.9000000000000001. The product is exact enough for a whole
 * number of at most 53 bits; the division then gives the double nearest to
 * the decimal. */
static double decimal(double x, double delta)
{
    const double places = 1e12;

    if (fabs(delta) < 1e-9 || fabs(x) > 1000.0)
        return x;
    return nearbyint(x * places) / places;
}

bool lab_nudge(struct lab *lab, size_t row, size_t class, double delta,
               struct err *err)
{
    struct neighbours others;
    char text[LAB_ROW_NAME];
    double p, most;

    if (!may_set(lab, row, class, err))
        return false;
    if (!isfinite(delta))
        return err_set(err, "'%g' is no step: a number would do", delta);
    p = lab_scores(lab, row)[class];
    if (lab->model == LAB_SOFTMAX)
        return set_logit(lab, row, class, decimal(p + delta, delta), err);
    others = neighbours(lab, row, class);
    most = fmax(1.0 - others.locked, 0.0);
    if (delta > 0.0 && p >= most - slack(lab))
        return err_set(err,
                       "'%s' of '%s' is at %.10g, the most that its row "
                       "leaves",
                       lab->class_names[class], lab_row_name(lab, row, text),
                       p);
    if (delta < 0.0 && p <= 0.0)
        return err_set(err, "'%s' of '%s' is at 0, the least there is",
                       lab->class_names[class], lab_row_name(lab, row, text));
    p = fmin(fmax(decimal(p + delta, delta), 0.0), most);
    return lab_set(lab, row, class, p, err);
}

bool lab_set_label(struct lab *lab, size_t row, size_t class, struct err *err)
{
    if (!lab_may(lab, LAB_LEVER_LABEL, err) ||
        !entry_exists(lab, row, class, err))
        return false;
    change_begin_row(lab, row);
    rows_set_truth(&lab->rows, row, (int32_t) class, lab_softness(lab, row));
    change_end(lab);
    return true;
}

bool lab_soften(struct lab *lab, size_t row, double e, struct err *err)
{
    char text[LAB_ROW_NAME];

    if (!lab_may(lab, LAB_LEVER_TRUTH, err) || !row_exists(lab, row, err))
        return false;
    if (!(e >= 0.0 && e <= 1.0))
        return err_set(err,
                       "'%.10g' is no softness: a number from 0 to 1 would do",
                       e);
    if (lab_class(lab, row) < 0)
        return err_set(err, "'%s' has no label to soften: label it first",
                       lab_row_name(lab, row, text));
    change_begin_row(lab, row);
    rows_set_truth(&lab->rows, row, lab_class(lab, row), e + 0.0);
    change_end(lab);
    return true;
}

static bool set_lock(struct lab *lab, size_t row, size_t class, bool locked,
                     struct err *err)
{
    if (!entry_exists(lab, row, class, err))
        return false;
    change_begin_row(lab, row);
    rows_set_lock(&lab->rows, row, class, locked);
    change_end(lab);
    return true;
}

bool lab_lock(struct lab *lab, size_t row, size_t class, struct err *err)
{
    return set_lock(lab, row, class, true, err);
}

bool lab_unlock(struct lab *lab, size_t row, size_t class, struct err *err)
{
    return set_lock(lab, row, class, false, err);
}

bool lab_examples(struct lab *lab, long n, struct err *err)
{
    if (!lab_may(lab, LAB_LEVER_EXAMPLES, err))
        return false;
    if (lab->row_count == 0)
        return err_set(err, "this lab has no rows to take examples from");
    if (n < 1 || n > examples_most(lab->row_count))
        return err_set(err,
                       "'%ld' examples cannot be: a whole number from 1 to %ld "
                       "would do",
                       n, examples_most(lab->row_count));
    change_begin(lab);
    lab->settings.examples = n;
    change_end(lab);
    return true;
}

bool lab_set_format(struct lab *lab, enum format format, struct err *err)
{
    assert(format < FORMAT_COUNT);
    if (!lab_may(lab, LAB_LEVER_FORMAT, err))
        return false;
    change_begin(lab);
    lab->settings.format = format;
    change_end(lab);
    return true;
}

bool lab_set_unit(struct lab *lab, enum unit unit, struct err *err)
{
    assert(unit < UNIT_COUNT);
    if (!lab_may(lab, LAB_LEVER_UNIT, err))
        return false;
    change_begin(lab);
    lab->settings.unit = unit;
    change_end(lab);
    return true;
}

bool lab_set_temperature(struct lab *lab, double t, struct err *err)
{
    if (!lab_may(lab, LAB_LEVER_TEMPERATURE, err))
        return false;
    if (!(t >= LAB_TEMPERATURE_MIN && t <= LAB_TEMPERATURE_MAX))
        return err_set(err,
                       "'%.10g' is no temperature: a number from %g to %g "
                       "would do",
                       t, LAB_TEMPERATURE_MIN, LAB_TEMPERATURE_MAX);
    change_begin_all(lab);
    lab->settings.temperature = t;
    change_end(lab);
    return true;
}
