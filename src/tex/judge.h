/* judge.h - whether what a chain says is true, and in which sense.
 *
 * Every side is valued twice: in the page's format and in exact arithmetic.
 * Truth is judged in the exact one: sides agree within 1e-9 of the larger or
 * 64 ulp of the largest partial sum; optima within the square root of the
 * double's epsilon times the parameter's range (times what their grid
 * resolves); a decimal literal within half of its last digit; \approx within
 * 1 %; equal infinities agree. What is true but does not hold in the page's
 * format is lost there; agree.h says by which tolerance.
 *
 * A side is compared with the nearest side before it that has a value, as far
 * as only =, := and \approx stand between them. `:=`, \sim and arrows are not
 * judged. Sides that are vectors are compared entry by entry.
 */
#ifndef TEX_JUDGE_H
#define TEX_JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "num/unit.h"
#include "tex/eval.h"

enum truth {
    TRUTH_NONE,   /* a side has no value, or the relation is not judged */
    TRUTH_HOLDS,  /* a tick */
    TRUTH_LOST,   /* a tilde: true, but not in this format */
    TRUTH_FALSE,  /* a cross */
    TRUTH_REFUSED /* a side cannot be valued, and that is the writer's fault */
};

struct judged_side {
    const struct mean *node; /* NULL: goes on from the statement before */
    enum eval_status status;
    struct value value; /* in the format; EVAL_VALUE */
    struct value exact;
    struct mean_fault fault; /* else */
    bool words;              /* a text or a membership: never has a value */
};

struct judged_link {
    enum mean_relation relation;
    enum truth truth;
    /* By how much, for LOST and FALSE: the two sides that are compared. For a
     * lost one in the format, for a false one exact. */
    struct real left, right;
    const char *says; /* "off by 0.563", "argmin 2.025, not 0 (edge)"; "" */
    size_t entry;     /* of vectors: the first entry that differs, from 0 */
};

struct judgement {
    struct judged_side *sides; /* [side_count] of the statement */
    struct judged_link *links; /* [side_count]; [0] joins it to the statement
                                  before when it begins with a relation */
    size_t side_count;
    enum truth truth; /* the worst of its links; TRUTH_REFUSED also where a
                         side is, or where the statement does not read */
    bool stopped;     /* options.stop ended it: nothing is known */
    const char *says; /* TRUTH_REFUSED: why. Where the statement has two
                         readings, what the side comes to in either, too:
                         "...; it is 1.096 (i = 1) or 1.248". Else "" */
    /* Free index letters: the statement was judged for every value of theirs;
     * the sides' values are for these. */
    struct eval_binding free[2];
    size_t free_count;
    /* What a next statement that begins with a relation is compared with: the
     * last side that has a value here, or what this one went on from. Its
     * node is NULL when there is none. */
    struct judged_side onward;
    bool onward_approx; /* with an \approx on the way to it */
};

struct judge_options {
    struct eval_options eval; /* sink is not used */
    /* Whose left side a leading relation goes on from, or NULL. */
    const struct judgement *before;
    /* Values to show for free index letters; others show their first. */
    const struct eval_binding *shown;
    size_t shown_count;
    enum unit unit; /* of log-scaled differences in `says` */
};

/* Values and judges one statement.
 *
 * arena  gets what *out points to
 *
 * With free index letters the whole is valued for each distinct row and each
 * class: a link is as bad as at the worst of them, its `says` begins with
 * which ("i = 2: off by 0.1"). More than two such letters are refused.
 */
void judge(struct arena *arena, const struct mean_statement *statement,
           const struct scope *scope, const struct eval_data *data,
           const struct judge_options *options, struct judgement *out);

/* A value in words: a log-scaled number in the unit with its name
 * ("-2.0715 nats"), an optimum as its place. digits: significant. */
void judge_write(struct strbuf *out, const struct value *value, enum unit unit,
                 int digits);

#endif
