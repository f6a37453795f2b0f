/* read_state.h - what the parts of the reader of meanings share. Private to
 * tex/.
 *
 * The reader goes over flat lists of tokens: TeX groups without scripts have
 * dissolved, signs of several characters are one token, and letters that
 * spell a declared word are one token. After the first fault every part
 * returns NULL and nothing is read any more.
 */
#ifndef TEX_READ_STATE_H
#define TEX_READ_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tex/mean.h"
#include "tex/node.h"
#include "tex/scope.h"

struct arena;

enum sign {
    SIGN_NONE, /* a letter, a digit, a fraction... */
    SIGN_END,  /* behind the last token */
    SIGN_PLUS,
    SIGN_MINUS,
    SIGN_TIMES,
    SIGN_DOT, /* a \cdot: times, and the dot product of vectors */
    SIGN_SLASH,
    SIGN_COMMA,
    SIGN_SEMICOLON,
    SIGN_PERIOD,
    SIGN_ELLIPSIS,
    SIGN_BAR,
    SIGN_DOUBLE_BAR,
    SIGN_RELATION,
    SIGN_OPEN_PAREN, /* plain, or a whole TEX_FENCE */
    SIGN_OPEN_BRACKET,
    SIGN_OPEN_BRACE,
    SIGN_OPEN_ABSOLUTE,
    SIGN_CLOSE_PAREN,
    SIGN_CLOSE_BRACKET,
    SIGN_CLOSE_BRACE,
    SIGN_CLOSE_ABSOLUTE,
    SIGN_QUAD, /* a wide space between statements */
    SIGN_TAG
};

/* A word or sign that something follows, which it takes. */
enum head {
    HEAD_NONE,
    HEAD_LOG,
    HEAD_EXP,
    HEAD_SUM,
    HEAD_PRODUCT,
    HEAD_ARGMAX,
    HEAD_ARGMIN,
    HEAD_EXPECT,
    HEAD_NABLA
};

struct token {
    const struct tex_node *node; /* without its scripts; NULL at the end */
    const struct tex_node *sub, *sup;
    uint32_t from, to; /* with its scripts */
    enum sign sign;
    enum head head;
    enum mean_relation relation;
    struct slice word; /* letters that are one name, or empty */
    struct slice run;  /* the unspaced run of letters that it stands in */
    bool braced;       /* stood alone in braces */
};

/* A letter that a binder around the place being read has bound. */
struct bound {
    const struct bound *outer;
    struct slice key;
};

struct reader {
    struct arena *arena;
    struct arena *scratch; /* tokens, which nobody keeps */
    struct slice source;
    const struct scope *scope;
    const struct token *at; /* of a list that ends with SIGN_END */
    uint32_t last;          /* where the last token taken ended */
    int depth;
    const struct bound *bound;
    bool pattern; /* reading a definition's left side */
    const struct mean_fault *fault;
    const char *readings[2]; /* of the fault's part, or NULL */
};

/* ---- read_token.c ---- */

struct token_list {
    struct token *items; /* [count], and a SIGN_END behind finish */
    size_t count, cap;
};

/* Appends the tokens of a node; top: keep \quad and tags. */
void token_add(struct reader *r, struct token_list *list,
               const struct tex_node *node, bool top);

/* Joins signs and words, and ends the list at an offset of the source. */
void token_finish(struct reader *r, struct token_list *list, uint32_t end);

/* Whether letters spell \log, \exp or the like. */
bool read_is_head(struct slice word);

bool token_is_digit(const struct token *token);
bool token_is_text(const struct token *token);

/* ---- read_term.c ---- */

/* Notes the first fault. NULL, so that a caller can return it. */
struct mean *read_fault(struct reader *r, uint32_t from, uint32_t to,
                        const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same of what has two readings, each TeX that could stand there. */
struct mean *read_readings(struct reader *r, uint32_t from, uint32_t to,
                           const char *one, const char *other,
                           const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* The fault that something else was expected where the reader is. */
struct mean *read_expected(struct reader *r, const char *what);

/* What a token looks like in a message, quoted. */
const char *read_quoted(struct reader *r, const struct token *token);
const char *read_source(struct reader *r, uint32_t from, uint32_t to);

const struct token *read_take(struct reader *r);

struct mean *read_node(struct reader *r, enum mean_kind kind,
                       const struct token *token);

/* Ends a node where the last token ended. NULL when it is too high. */
struct mean *read_close(struct reader *r, struct mean *node);

/* Goes into a script or an argument and comes back. */
struct reading {
    const struct token *at;
};
struct reading read_into(struct reader *r, const struct tex_node *node);
struct mean *read_out_of(struct reader *r, struct reading was,
                         struct mean *value);

/* The whole of a script or argument as one expression. */
struct mean *read_inside(struct reader *r, const struct tex_node *node);

/* One level deeper; false, with a fault, past READ_DEPTH_MAX. */
bool read_enter(struct reader *r, const struct token *token);

/* An opening bracket and what closes it. */
struct bracket {
    const struct token *open;
    const struct token *behind; /* of a fence: where the reader goes on */
    enum sign close;
};
bool read_open(struct reader *r, struct bracket *bracket);

/* The closing token, whose scripts are the bracket's; NULL with a fault. */
const struct token *read_shut(struct reader *r, const struct bracket *bracket);

bool read_starts_factor(const struct token *token);

struct mean *read_additive(struct reader *r);
struct mean *read_signed(struct reader *r);
struct mean *read_factor(struct reader *r);

/* A product with the factor that stands beside what has been read. */
struct mean *read_beside(struct reader *r, struct mean *before);

/* The superscript of a token, put on what it stands on. */
struct mean *read_power(struct reader *r, struct mean *base,
                        const struct token *token);

/* ---- read_primary.c ---- */

/* An expression or dots. */
struct mean *read_item(struct reader *r);

/* Items between brackets or up to what ends them, into node->items. `item` is
 * the first one if it has been read, else NULL. */
bool read_items(struct reader *r, struct mean *node, struct mean *item);
struct mean *read_primary(struct reader *r);

/* An expression, or two with a relation between them. */
struct mean *read_argument(struct reader *r);

/* ---- read_key.c ---- */

/* Whether a code point is a letter of the English alphabet. */
bool read_is_letter(uint32_t rune);

/* The key of a token without its scripts, or of what stands alone in an
 * argument; empty when it is no name. */
struct slice read_key(struct reader *r, const struct token *token);
struct slice read_key_inside(struct reader *r, const struct tex_node *node);

/* ---- read_name.c ---- */

struct mean *read_name(struct reader *r);

/* ---- read_binder.c ---- */

struct mean *read_head(struct reader *r);

/* \frac{\partial L}{\partial z} */
bool read_is_derivative(struct reader *r, const struct token *token);
struct mean *read_derivative(struct reader *r);

/* ---- read_free.c ---- */

/* The sum or product at the end of a term whose index stands free behind a + or
 * -, and is not among `bound`; NULL when none does. */
const struct mean *read_open_sum(const struct mean *before,
                                 const struct mean *behind,
                                 const struct bound *bound);

/* Refuses a + or - behind which the index of a sum before it stands free. */
bool read_check_free(struct reader *r, const struct mean *before,
                     const struct mean *behind);

/* The one index letter that stands free in a body: 1, or how many. */
size_t read_free_letters(struct reader *r, const struct mean *body,
                         struct slice *letter);

#endif
