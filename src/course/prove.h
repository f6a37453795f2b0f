/* prove.h - whether what a lesson says is true.
 *
 * Every formula is read under the definitions above it. Every displayed one
 * is judged by its mark: an identity in the lab and on random data of its
 * shape, an instance in the lab, a misprint must fail. Every number that was
 * rounded (with a decimal point, an exponent or a % sign) must come from a
 * formula, stand in the lab's data, or carry the formula it comes from.
 *
 * Nothing is changed: states are reached on copies of the section's labs.
 */
#ifndef COURSE_PROVE_H
#define COURSE_PROVE_H

#include <stdbool.h>
#include <stddef.h>

struct catalogue;
struct section;

enum proof_weight {
    PROOF_NOTE,    /* to be read by people: what is unread, what survived */
    PROOF_WARNING, /* fine by the rules, and hardly meant */
    PROOF_ERROR
};

struct proof_line {
    enum proof_weight weight;
    int line, column; /* in the lesson */
    const char *text; /* not gated */
};

struct proof_counts {
    size_t formulas; /* displayed, inline, in questions and figures */
    size_t unread;   /* of these, marked so */
    size_t identities, instances, misprints; /* displayed and judged */
    size_t numbers;     /* rounded numbers that were traced */
    size_t data_sets;   /* random ones that were tried */
    size_t mutants;     /* of judged relations that hold; that have a value */
    size_t survivors;   /* of these, unexplained */
    size_t equivalents; /* of these, explained by the lesson */
};

struct proof {
    struct proof_counts counts;
    struct proof_line *lines; /* [line_count], in the order of the lesson */
    size_t line_count;
    size_t errors; /* of these */
};

struct prove_options {
    bool mutate; /* shows that the checks bite: tex/mutate.h */
};

enum {
    /* One of these parts at most may be unread; one unread part is granted to
     * every lesson. The same for mutants that survive without a reason. */
    PROVE_SHARE = 20,
    PROVE_LINES_MAX = 1000 /* more are counted only */
};

/* Proves an open section, as it stands prepared. */
struct proof *prove_section(struct section *section,
                            struct catalogue *catalogue,
                            const struct prove_options *options);

/* NULL is fine. */
void proof_destroy(struct proof *proof);

#endif
