#include "support/errata_labs.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define KEY(text)                                                              \
    {                                                                          \
        text, sizeof(text) - 1                                                 \
    }
#define TABLE(text, order, n, k, many, numbers)                                \
    {                                                                          \
        .key = KEY(text), .rank = order, .rows = n, .cols = k,                 \
        .examples = many, .values = numbers                                    \
    }
#define NUMBER(text, values)             TABLE(text, 0, 1, 1, 0, values)
#define VECTOR(text, rows, values)       TABLE(text, 1, rows, 1, 0, values)
#define MATRIX(text, rows, cols, values) TABLE(text, 2, rows, cols, 0, values)

static const double ONE[] = { 1 }, TWO[] = { 2 }, THREE[] = { 3 };
static const double FOUR[] = { 4 }, EIGHT[] = { 8 }, MANY[] = { 1e7 };

/* Three films, three classes. */
static const double FILMS_Y[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
static const double FILMS_S[] = { .7, .2, .1, .5, .3, .2, .1, .3, .6 };
static const double LOWER_P[] = { .5, .3, .2 }, LOWER_Q[] = { .7, .2, .1 };
static const struct eval_array A[] = {
    VECTOR("p", 3, LOWER_P),    VECTOR("q", 3, LOWER_Q),
    MATRIX("y", 3, 3, FILMS_Y), MATRIX("s", 3, 3, FILMS_S),
    NUMBER("N", THREE),         NUMBER("n", THREE),
    NUMBER("K", THREE),
};
static const struct eval_array A_MANY[] = {
    TABLE("y", 2, 3, 3, 10000000, FILMS_Y),
    TABLE("s", 2, 3, 3, 10000000, FILMS_S),
    NUMBER("N", MANY),
    NUMBER("n", MANY),
    NUMBER("K", THREE),
};

/* Eight flips; the coin they come from. */
static const double FLIPS[] = { 1, 0, 1, 1, 0, 1, 1, 1 };
static const double COIN[] = { .7 };
static const struct eval_array B[] = {
    VECTOR("x", 8, FLIPS), NUMBER("p", COIN), NUMBER("N", EIGHT),
    NUMBER("n", EIGHT),    NUMBER("K", TWO),
};

/* Eight labels with a yes or no before each. */
static const double LABELS[] = { 1, 0, 1, 0, 1, 0, 1, 1 };
static const double ASKED[] = { 1, 0, 1, 1, 0, 0, 1, 1 };
static const double ASKED_P[] = { .6 };
static const struct eval_array B2[] = {
    VECTOR("y", 8, LABELS), VECTOR("x", 8, ASKED), NUMBER("p_{x}", ASKED_P),
    NUMBER("N", EIGHT),     NUMBER("n", EIGHT),    NUMBER("K", TWO),
};

/* Logistic regression on four points of the plane. */
static const double PLANE_X[] = { 1, 2, 0, 1, 2, 0, -1, 1 };
static const double PLANE_Y[] = { 1, 0, 1, 1 };
static const double PLANE_W[] = { .8, -.5 }, PLANE_B[] = { .1 };
static const struct eval_array C[] = {
    MATRIX("x", 4, 2, PLANE_X), VECTOR("y", 4, PLANE_Y),
    VECTOR("w", 2, PLANE_W),    NUMBER("b", PLANE_B),
    NUMBER("N", FOUR),          NUMBER("n", FOUR),
    NUMBER("d", TWO),           NUMBER("K", TWO),
};

/* Logits of three examples; their classes are 1, 3, 2. */
static const double LOGITS[] = { 2, .5, -1, .3, .1, .9, 0, 1.5, 1 };
static const double CLASSES[] = { 1, 0, 0, 0, 0, 1, 0, 1, 0 };
/* Weights of three classes and features of two numbers: for shapes alone. */
static const double WEIGHTS[] = { .5, -.2, .1, .3, -.4, .6 };
static const double FEATURES[] = { 1, 2, 0, 1, 2, 0 };
static const struct eval_array D[] = {
    MATRIX("z", 3, 3, LOGITS),  MATRIX("y", 3, 3, CLASSES),
    MATRIX("w", 3, 2, WEIGHTS), MATRIX("x", 3, 2, FEATURES),
    NUMBER("N", THREE),         NUMBER("n", THREE),
    NUMBER("K", THREE),         NUMBER("d", TWO),
    NUMBER("b", PLANE_B),
};

/* The first example's logits as they stand for every example in document
 * 003, which leaves their index out. */
static const struct eval_array D1[] = {
    VECTOR("z", 3, LOGITS), MATRIX("y", 3, 3, CLASSES), NUMBER("N", THREE),
    NUMBER("n", THREE),     NUMBER("K", THREE),         NUMBER("d", TWO),
};

/* Two distributions of two outcomes, and two of three. */
static const double UPPER_P[] = { .25, .75 }, UPPER_Q[] = { .4, .6 };
static const struct eval_array PQ[] = {
    VECTOR("P", 2, UPPER_P), VECTOR("Q", 2, UPPER_Q), NUMBER("N", ONE),
    NUMBER("n", ONE),        NUMBER("K", TWO),
};
static const double OUTCOMES[] = { 0, 1 };
static const struct eval_array X[] = { VECTOR("x", 2, OUTCOMES),
                                       NUMBER("n", TWO), NUMBER("K", TWO) };
static const struct eval_array PM[] = { VECTOR("p_{data}", 3, LOWER_P),
                                        VECTOR("p_{model}", 3, LOWER_Q),
                                        NUMBER("K", THREE) };
static const struct eval_array LOWER_PQ[] = {
    VECTOR("p", 3, LOWER_P), VECTOR("q", 3, LOWER_Q), NUMBER("N", ONE),
    NUMBER("n", ONE),        NUMBER("K", THREE),
};

static const struct {
    const char *name;
    struct eval_data data;
} LABS[] = {
    { "A", { A, COUNT(A) } },
    { "N", { A_MANY, COUNT(A_MANY) } },
    { "B", { B, COUNT(B) } },
    { "B2", { B2, COUNT(B2) } },
    { "C", { C, COUNT(C) } },
    { "D", { D, COUNT(D) } },
    { "D1", { D1, COUNT(D1) } },
    { "PM", { PM, COUNT(PM) } },
    { "X", { X, COUNT(X) } },
    { "PQ", { PQ, COUNT(PQ) } },
    { "pq", { LOWER_PQ, COUNT(LOWER_PQ) } },
};

const struct eval_data *errata_lab(const char *name)
{
    for (size_t i = 0; i < COUNT(LABS); i++)
        if (strcmp(LABS[i].name, name) == 0)
            return &LABS[i].data;
    return NULL;
}
