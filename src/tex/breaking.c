#include "tex/breaking.h"

#include "base/arena.h"
#include "base/vec.h"
#include "tex/build.h"
#include "tex/shape.h"

/* How far one is ready to go. */
enum level {
    LEVEL_RELATIONS,
    LEVEL_SIGNS,     /* + and - outside of brackets */
    LEVEL_FENCES,    /* inside of them, and of \left..\right and texts */
    LEVEL_OPERATORS, /* before a sum, an integral, a function */
    LEVELS
};

struct breaker {
    const struct builder *b;
    const struct row *row;
    int *at; /* [count] columns of the items, unbroken, from 0 */
    int lead, width;
    enum level level;
};

static bool is_relation(const struct row *row, size_t i)
{
    const struct row_item *item = &row->items[i];

    return item->left == TEX_REL && item->depth == 0 &&
           (i == 0 || item[-1].right != TEX_REL);
}

/* The first relation outside of brackets, count when there is none. */
static size_t first_relation(const struct row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (is_relation(row, i))
            return i;
    return row->count;
}

/* Whether an operator or its argument's sign begins there: "arg max" on one
 * line and what is to be made large on the next. */
static bool is_operation(const struct row_item *item)
{
    bool behind = item[-1].right == TEX_OP;

    return item->left == TEX_OP ? !behind : behind && item->unary;
}

/* Whether a line may begin with item i, which is not the first. */
static bool may_begin(const struct breaker *k, size_t i)
{
    const struct row_item *item = &k->row->items[i];
    bool deep = k->level >= LEVEL_FENCES;

    if (item->left == TEX_CLOSE || item->left == TEX_PUNCT)
        return false;
    if (item->space >= 2 || item->word_of_text)
        return true;
    if (item->depth > 0 && !deep)
        return false;
    if (item[-1].right == TEX_PUNCT && item[-1].depth == item->depth)
        return deep || item->gap > 0;
    if (k->level >= LEVEL_OPERATORS && is_operation(item))
        return true;
    if (item->left == TEX_BIN && !item->unary)
        return deep || (item->node && item->node->kind == TEX_CHAR);
    /* Those outside of brackets have had their turn. */
    if (deep && item->left == TEX_REL && item->depth > 0)
        return true;
    /* Behind an opening \left, whose item has no node of its own. */
    return deep && item[-1].right == TEX_OPEN && !item[-1].node;
}

static void add_line(struct breaker *k, struct broken_row *out, size_t from,
                     size_t to, int indent)
{
    struct broken *line =
        vec_push_in(k->b->arena, out->lines, out->count, out->cap);
    int end = indent;

    line->from = from;
    line->to = to;
    line->indent = indent;
    if (to > from)
        end += k->at[to - 1] - k->at[from] + k->row->items[to - 1].piece->cols;
    if (end > out->width)
        out->width = end;
}

/* One segment between relations, filled line by line. */
static void add_segment(struct breaker *k, struct broken_row *out, size_t from,
                        size_t to, int indent, int deeper)
{
    const struct row_item *items = k->row->items;
    size_t start = from, chance = from;

    for (size_t i = from; k->level > LEVEL_RELATIONS && i < to; i++) {
        int end;

        /* The last chance, but rather one outside of brackets. */
        if (i > start && may_begin(k, i) &&
            (chance == start || items[i].depth <= items[chance].depth))
            chance = i;
        end = indent + k->at[i] - k->at[start] + k->row->items[i].piece->cols;
        if (end > k->width && chance > start) {
            add_line(k, out, start, chance, indent);
            if (items[chance].depth > out->depth)
                out->depth = items[chance].depth;
            start = chance;
            indent = deeper;
            /* Item i may itself not fit: look at it again from here. */
            i = chance;
        }
    }
    add_line(k, out, start, to, indent);
}

/* All segments. hang  the left side has a line to itself. */
static struct broken_row attempt(struct breaker *k, bool hang)
{
    struct broken_row out = { .row = k->row };
    size_t count = k->row->count, first = first_relation(k->row), from = 0;
    int indent = k->lead, deeper;

    if (first < count && first > 0)
        indent = hang ? k->lead + 4 : k->lead + k->at[first];
    deeper = indent + 2;
    for (size_t i = 1; i < count; i++) {
        if (!is_relation(k->row, i) || (i == first && !hang))
            continue;
        add_segment(k, &out, from, i, from == 0 ? k->lead : indent, deeper);
        from = i;
    }
    add_segment(k, &out, from, count, from == 0 ? k->lead : indent, deeper);
    return out;
}

/* ---- opened fences and texts ---- */

static void open_row(const struct builder *b, struct row *out,
                     const struct row *row);

/* A fence as its delimiters and the items between them. */
static void open_fence(const struct builder *b, struct row *out,
                       const struct row_item *item, const struct tex_node *node)
{
    const struct tex_node *fence =
        node->kind == TEX_SCRIPTS ? node->child[0] : node;
    const struct tex_node *body = fence->child[0];
    struct row inner = { 0 };
    struct piece *delim;
    struct row_item *added;
    int above = 0, below = 0;

    row_add(b, &inner, body->first, NULL);
    for (size_t i = 0; i < inner.count; i++) {
        const struct piece *piece = inner.items[i].piece;

        above = piece->above > above ? piece->above : above;
        below = piece->below > below ? piece->below : below;
    }
    delim = shape_delim(b, fence->open, above, below,
                        (struct span){ fence->from, body->from });
    out->trailing = item->space;
    row_push(b, out, delim, TEX_OPEN);
    open_row(b, out, &inner);
    delim = shape_delim(b, fence->close, above, below,
                        (struct span){ body->to, fence->to });
    if (node->kind == TEX_SCRIPTS)
        delim = shape_scripts_on(b, node, delim);
    added = row_push(b, out, delim, TEX_CLOSE);
    added->node = node;
}

/* A text as its words, of which the first is no word if it does not follow a
 * blank. */
static void open_text(const struct builder *b, struct row *out,
                      const struct row_item *item)
{
    struct piece *whole = build_node(b, item->node, NULL);
    struct piece *word = NULL, *next;
    int blanks = 0;

    out->trailing = item->space;
    for (struct piece *p = whole->first; p; p = next) {
        next = p->next;
        p->next = NULL;
        if (p->rune == 0) {
            blanks++;
            word = NULL;
            continue;
        }
        if (!word) {
            struct row_item *added;

            out->trailing += blanks;
            word = piece_empty(b->arena);
            added = row_push(b, out, word, TEX_ORD);
            added->node = item->node;
            added->word_of_text = blanks > 0;
            blanks = 0;
        }
        piece_append(word, p, 0);
    }
    out->trailing += blanks;
}

static void open_row(const struct builder *b, struct row *out,
                     const struct row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct row_item *item = &row->items[i];
        const struct tex_node *node = item->node;
        const struct tex_node *nucleus =
            node && node->kind == TEX_SCRIPTS ? node->child[0] : node;

        if (nucleus && nucleus->kind == TEX_FENCE) {
            open_fence(b, out, item, node);
        } else if (node && node->kind == TEX_TEXT) {
            open_text(b, out, item);
        } else {
            struct row_item *copy =
                vec_push_in(b->arena, out->items, out->count, out->cap);

            *copy = *item;
            copy->space += out->trailing;
            out->trailing = 0;
        }
    }
}

/* ---- choosing ---- */

static void measure(struct breaker *k)
{
    int at = 0;

    k->at = arena_array(k->b->arena, k->row->count + 1, sizeof *k->at);
    for (size_t i = 0; i < k->row->count; i++) {
        at += i > 0 ? k->row->items[i].gap : 0;
        k->at[i] = at;
        at += k->row->items[i].piece->cols;
    }
    k->at[k->row->count] = at;
}

/* Whether opening would find anything. */
static bool can_open(const struct row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct tex_node *node = row->items[i].node;

        if (node && node->kind == TEX_SCRIPTS)
            node = node->child[0];
        if (node && (node->kind == TEX_FENCE || node->kind == TEX_TEXT))
            return true;
    }
    return false;
}

/* Goes on with the opened row. Of a text without words nothing is left, and
 * the row stays as it is. */
static void use_opened(struct breaker *k)
{
    struct row *opened = arena_alloc(k->b->arena, sizeof *opened);

    *opened = (struct row){ 0 };
    open_row(k->b, opened, k->row);
    if (opened->count == 0)
        return;
    row_space(k->b, opened, k->lead > 0);
    opened->items[0].gap = 0;
    k->row = opened;
    measure(k);
}

/* What fits is better than what does not, then what breaks fewer brackets;
 * of what does not fit, the narrower. */
static bool is_better(const struct broken_row *a, const struct broken_row *b,
                      int width)
{
    if (a->width > width || b->width > width)
        return a->width < b->width;
    return a->depth < b->depth;
}

struct broken_row breaking(const struct builder *b, const struct row *row,
                           int lead, int width)
{
    struct breaker k = { .b = b, .row = row, .lead = lead, .width = width };
    struct broken_row best = { .row = row };

    measure(&k);
    add_line(&k, &best, 0, row->count, lead);
    if (width <= 0 || best.width <= width)
        return best;
    for (int level = 0; level < LEVELS; level++) {
        k.level = level;
        if (level == LEVEL_FENCES && can_open(row))
            use_opened(&k);
        for (int hang = 0; hang < 2; hang++) {
            struct broken_row found = attempt(&k, hang);

            if (is_better(&found, &best, width))
                best = found;
        }
        if (best.width <= width)
            return best;
    }
    return best;
}
