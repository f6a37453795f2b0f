#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope_block.h"

typedef struct mean *reading(struct arena *arena, const struct tex_node *root,
                             struct slice source, const struct scope *scope,
                             const struct mean_fault **fault);

/* Reads a piece of the block; where it cannot, its fault becomes a place. */
static struct mean *read_piece(struct scope_block *block, struct slice source,
                               const struct scope *scope, reading *read)
{
    struct err err = { 0 };
    struct tex_node *root = tex_parse(block->arena, source, &err);
    const struct mean_fault *fault = NULL;
    struct mean *node;

    if (root->kind == TEX_SOURCE) {
        scope_text_fail(&block->text, source.at + root->fault, "%s", err.text);
        return NULL;
    }
    node = read(block->arena, root, source, scope, &fault);
    if (node)
        return node;
    scope_text_fail(&block->text, source.at + fault->from, "%s", fault->text);
    return NULL;
}

bool scope_block_room(struct scope_block *block, const char *at)
{
    return block->layer->said++ < SCOPE_SAID_MAX ||
           scope_text_fail(&block->text, at,
                           "at most %d definitions and declarations, those of "
                           "the common notation included",
                           SCOPE_SAID_MAX);
}

struct mean *scope_block_read(struct scope_block *block, struct slice source,
                              const struct scope *scope)
{
    return read_piece(block, source, scope, mean_read_expression);
}

struct mean *scope_block_pattern_read(struct scope_block *block,
                                      struct slice source, const char *what)
{
    if (source.len == 0) {
        scope_text_fail(&block->text, source.at, "%s is missing here", what);
        return NULL;
    }
    if (source.at[0] >= '0' && source.at[0] <= '9') {
        scope_text_fail(&block->text, source.at,
                        "'%.*s' is a number, where %s should stand",
                        SCOPE_SHOWN(source), what);
        return NULL;
    }
    return read_piece(block, source, block->layer, mean_read_pattern);
}

struct mean *scope_block_name(struct scope_block *block, struct slice source,
                              const char *what)
{
    struct mean *node = scope_block_pattern_read(block, source, what);

    if (node && node->kind != MEAN_NAME) {
        scope_text_fail(&block->text, source.at,
                        "'%.*s' has arguments, where %s should stand",
                        SCOPE_SHOWN(source), what);
        return NULL;
    }
    return node;
}

/* In the order in which they need each other: `domain` must tell labels from
 * letters, `data` needs the letters. */
struct declaration {
    const char *word;
    bool (*read)(struct scope_block *block, struct slice rest);
};

static const struct declaration declarations[] = {
    { "label", scope_block_labels },  { "word", scope_block_words },
    { "format", scope_block_format }, { "domain", scope_block_domain },
    { "data", scope_block_data },     { "param", scope_block_param },
};

enum { DECLARATIONS = sizeof declarations / sizeof *declarations };

/* The declaration that a text begins with, or NULL; *rest is what follows. */
static const struct declaration *declared(struct slice text, struct slice *rest)
{
    for (size_t i = 0; i < DECLARATIONS; i++) {
        size_t n = strlen(declarations[i].word);

        if (!slice_starts(text, declarations[i].word))
            continue;
        if (text.len > n && !strchr(" \t\r\n", text.at[n]))
            continue;
        *rest = slice_trim(slice_sub(text, n, text.len));
        return &declarations[i];
    }
    return NULL;
}

/* The parts of a declaration between semicolons. A part that begins with a
 * declaration's word is one of its own: `label MLE ; word KL`. */
static bool read_parts(struct scope_block *block, struct slice statement,
                       const struct declaration *wanted)
{
    const struct declaration *now = NULL;
    struct slice part;

    do {
        struct slice rest, next;
        const struct declaration *found;

        scope_text_cut(statement, ";", &part, &next);
        found = declared(part, &rest);
        if (found)
            now = found;
        else
            rest = part;
        if (!now)
            return true;
        if (now == wanted && rest.len == 0)
            return scope_text_fail(&block->text, part.at + part.len,
                                   "'%s' declares nothing; see the notation of "
                                   "the course for examples",
                                   now->word);
        if (now == wanted && !now->read(block, rest))
            return false;
        statement = next;
    } while (statement.len > 0);
    return true;
}

static bool read_declarations(struct scope_block *block)
{
    for (size_t kind = 0; kind < DECLARATIONS; kind++)
        for (size_t i = 0; i < block->text.count; i++)
            if (!read_parts(block, block->text.statements[i],
                            &declarations[kind]))
                return false;
    return true;
}

/* Whether a statement begins with a word and something other than a sign: a
 * declaration that is misspelt, rather than a definition. */
static bool begins_with_word(struct slice statement)
{
    struct slice rest = statement, word;

    slice_word(&rest, &word);
    rest = slice_trim(rest);
    for (size_t i = 0; i < word.len; i++)
        if (!(word.at[i] >= 'a' && word.at[i] <= 'z'))
            return false;
    return word.len > 2 && rest.len > 0 && rest.at[0] != '=';
}

static bool unknown(struct scope_block *block, struct slice statement)
{
    struct slice rest = statement, word;
    const char *equals = memchr(statement.at, '=', statement.len);

    slice_word(&rest, &word);
    if (equals && !begins_with_word(statement))
        return scope_text_fail(&block->text, equals,
                               "a definition is written PATTERN := BODY, with "
                               "':=' and not '='");
    return scope_text_fail(&block->text, statement.at,
                           "'%.*s' begins no statement; a line is PATTERN := "
                           "BODY, or begins with domain, data, param, label, "
                           "word or format",
                           SCOPE_SHOWN(word));
}

static bool read_patterns(struct scope_block *block)
{
    for (size_t i = 0; i < block->text.count; i++) {
        struct slice statement = block->text.statements[i], rest;

        if (declared(statement, &rest))
            continue;
        if (!memmem(statement.at, statement.len, ":=", 2))
            return unknown(block, statement);
        if (!scope_block_pattern(block, statement))
            return false;
    }
    return true;
}

struct scope *scope_define(struct arena *arena, const struct scope *below,
                           struct slice text, int first_line, struct err *err)
{
    struct scope_block block = { .arena = arena };

    block.layer = scope_layer(arena, below);
    if (!scope_text_init(&block.text, arena, text, first_line, err) ||
        !read_declarations(&block) || !read_patterns(&block) ||
        !scope_block_ranges(&block) || !scope_block_bodies(&block) ||
        !scope_block_cycles(&block))
        return NULL;
    return block.layer;
}
