#include "lesson/yaml_tree.h"

#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "base/utf8.h"

/* One pass over the events of a document. */
struct pass {
    struct reader *reader;
    struct place_map *map;
    const char *what;
    yaml_parser_t parser;

    /* How far marks were followed: code points and bytes. */
    size_t index, offset;

    /* The list or map being filled at each depth, and where its next child
     * goes. */
    struct yaml_tree *open[YAML_TREE_DEPTH_MAX];
    struct yaml_tree **tail[YAML_TREE_DEPTH_MAX];
    int depth;
    struct yaml_tree *root;

    /* The key whose value comes next, in the innermost map. */
    bool have_key;
    struct slice key;
    struct place key_place;
};

const char *yaml_tree_kind_name(enum yaml_tree_kind kind)
{
    static const char *const names[] = { "text", "a list", "a map" };

    return names[kind];
}

struct yaml_tree *yaml_tree_get(const struct yaml_tree *map, const char *key)
{
    struct yaml_tree *node = map->first;

    while (node && !slice_is(node->key, key))
        node = node->next;
    return node;
}

/* The character at `at` and its bytes. Nearly all are ASCII. */
static size_t rune_at(struct slice text, size_t at, unsigned int *rune)
{
    unsigned char byte = (unsigned char)text.at[at];

    if (byte >= 0x80)
        return utf8_decode(text.at + at, text.len - at, rune);
    *rune = byte;
    return 1;
}

/* Control characters that YAML would take, or refuse without a word on which
 * it was. NEL and the separators would also count as line ends there. */
static bool is_control(unsigned int rune)
{
    return (rune < 0x20 && rune != '\n' && rune != '\t') ||
           (rune >= 0x7F && rune < 0xA0) || rune == 0x2028 || rune == 0x2029 ||
           rune == 0xFEFF;
}

/* Before libyaml sees the text: it stops at the first of these with a place
 * in bytes. */
static bool check_characters(struct pass *pass)
{
    struct slice text = pass->map->text;
    size_t i = 0;

    while (i < text.len) {
        unsigned int rune;
        size_t n;

        if (text.at[i] >= ' ' && text.at[i] < 0x7F) {
            i++;
            continue;
        }
        n = rune_at(text, i, &rune);
        if (rune == UTF8_REPLACEMENT && n == 1)
            return reader_fail(pass->reader, place_at(pass->map, i),
                               "a byte that is not UTF-8 in %s", pass->what);
        if (is_control(rune))
            return reader_fail(pass->reader, place_at(pass->map, i),
                               "control character U+%04X in %s", rune,
                               pass->what);
        i += n;
    }
    return true;
}

/* A byte within a character, of a text that was checked. */
static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The byte of a mark, which counts code points. Marks come in order but for
 * those of errors, so the text is walked once. */
static size_t mark_offset(struct pass *pass, yaml_mark_t mark)
{
    struct slice text = pass->map->text;

    if (mark.index < pass->index)
        pass->index = pass->offset = 0;
    while (pass->index < mark.index && pass->offset < text.len) {
        pass->offset++;
        while (pass->offset < text.len && continues(text.at[pass->offset]))
            pass->offset++;
        pass->index++;
    }
    return pass->offset;
}

static struct place mark_place(struct pass *pass, yaml_mark_t mark)
{
    return place_at(pass->map, mark_offset(pass, mark));
}

/* libyaml's message in our words where a lesson's author meets it. */
static bool syntax_error(struct pass *pass)
{
    static const struct {
        const char *theirs, *ours;
    } words[] = {
        { "mapping values are not allowed in this context",
          "a second ': ' on the line; put text that has one in single quotes" },
        { "did not find expected key",
          "expected 'key: value' here, indented as the keys before" },
        { "could not find expected ':'", "expected ':' after the key" },
        { "found unexpected end of stream", "the quote is never closed" },
        { "found character that cannot start any token",
          "a character that cannot begin a value; put the text in single "
          "quotes, indent with blanks" },
        { "found unknown escape character",
          "an unknown escape in double quotes; put TeX in single quotes" },
        { "did not find expected ',' or ']'",
          "expected ',' or ']' in the list" },
        { "did not find expected ',' or '}'",
          "expected ',' or '}' in the map" },
        { "did not find expected alphabetic or numeric character",
          "& and * begin anchors and aliases; put the text in single quotes" },
        { "did not find expected '-' indicator",
          "expected '- ' here, indented as the items before" },
        { "found a tab character that violates indentation",
          "a tab in the indentation; indent with blanks" },
    };
    const yaml_parser_t *parser = &pass->parser;
    const char *problem = parser->problem ? parser->problem : "unreadable";
    bool quote = strcmp(problem, "found unexpected end of stream") == 0;
    size_t at = mark_offset(pass, parser->problem_mark);

    if (parser->error == YAML_MEMORY_ERROR)
        fatal("out of memory (reading YAML)");

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(problem, words[i].theirs) == 0)
            problem = words[i].ours;
    if (!quote && at > 0 && pass->map->text.at[at - 1] == '\'')
        problem = "text behind a quote; a ' inside single quotes is written "
                  "twice";
    return reader_fail(pass->reader,
                       mark_place(pass, quote ? parser->context_mark
                                              : parser->problem_mark),
                       "%s is not YAML: %s", pass->what, problem);
}

/* A key may not come twice; the limit keeps the search linear. */
static bool check_key(struct pass *pass, const struct yaml_tree *map)
{
    if (map->count >= YAML_TREE_KEYS_MAX)
        return reader_fail(pass->reader, pass->key_place,
                           "more than %d keys in one map", YAML_TREE_KEYS_MAX);
    for (struct yaml_tree *old = map->first; old; old = old->next)
        if (slice_eq(old->key, pass->key))
            return reader_fail(pass->reader, pass->key_place,
                               "key '%.*s' again; it stands in line %d "
                               "already",
                               SLICE_ARG(pass->key), old->key_place.line);
    return true;
}

/* Hangs a node where it belongs. */
static bool place_node(struct pass *pass, struct yaml_tree *node)
{
    struct yaml_tree *parent;

    if (pass->depth == 0) {
        pass->root = node;
        return true;
    }
    parent = pass->open[pass->depth - 1];
    if (parent->kind == YAML_TREE_MAP) {
        if (!pass->have_key)
            return reader_fail(pass->reader, node->place,
                               "a key that is %s; keys are text",
                               yaml_tree_kind_name(node->kind));
        if (!check_key(pass, parent))
            return false;
        node->key = pass->key;
        node->key_place = pass->key_place;
        pass->have_key = false;
    }
    *pass->tail[pass->depth - 1] = node;
    pass->tail[pass->depth - 1] = &node->next;
    node->parent = parent;
    parent->count++;
    return true;
}

static bool open_node(struct pass *pass, const yaml_event_t *event,
                      enum yaml_tree_kind kind)
{
    struct yaml_tree *node = arena_alloc(pass->reader->scratch, sizeof *node);

    node->kind = kind;
    node->place = mark_place(pass, event->start_mark);
    if (!place_node(pass, node))
        return false;
    if (pass->depth == YAML_TREE_DEPTH_MAX)
        return reader_fail(pass->reader, node->place,
                           "lists and maps nested deeper than %d",
                           YAML_TREE_DEPTH_MAX);
    pass->open[pass->depth] = node;
    pass->tail[pass->depth] = &node->first;
    pass->depth++;
    return true;
}

/* What an escape in double quotes brought in: "\frac" is a form feed and
 * "rac", "\theta" a tab and "heta". Elsewhere nothing is brought in. */
static bool check_scalar(struct pass *pass, struct slice text,
                         struct place place, yaml_scalar_style_t style)
{
    if (style != YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        return true;
    for (size_t i = 0; i < text.len;) {
        unsigned int rune;
        size_t n = rune_at(text, i, &rune);

        if (is_control(rune) || rune == '\t' || rune == '\n')
            return reader_fail(pass->reader, place,
                               "an escape in double quotes makes control "
                               "character U+%04X; put TeX in single quotes",
                               rune);
        i += n;
    }
    return true;
}

static bool take_scalar(struct pass *pass, const yaml_event_t *event)
{
    struct slice text = { (const char *)event->data.scalar.value,
                          event->data.scalar.length };
    yaml_scalar_style_t style = event->data.scalar.style;
    struct place place = mark_place(pass, event->start_mark);
    struct yaml_tree *node;

    if (!check_scalar(pass, text, place, style))
        return false;
    text.at = slice_text(pass->reader->arena, text);
    if (pass->depth > 0 && !pass->have_key &&
        pass->open[pass->depth - 1]->kind == YAML_TREE_MAP) {
        pass->have_key = true;
        pass->key = text;
        pass->key_place = place;
        return true;
    }
    node = arena_alloc(pass->reader->scratch, sizeof *node);
    node->kind = YAML_TREE_TEXT;
    node->place = place;
    node->text = text;
    node->plain = style == YAML_PLAIN_SCALAR_STYLE;
    node->from = mark_offset(pass, event->start_mark);
    node->to = mark_offset(pass, event->end_mark);
    return place_node(pass, node);
}

/* Anchors and tags hang on any node. */
static bool check_plain_node(struct pass *pass, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;

    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor || event->type == YAML_ALIAS_EVENT)
        return reader_fail(pass->reader, mark_place(pass, event->start_mark),
                           "anchors and aliases are not accepted; write the "
                           "value out, or quote a text that begins with & "
                           "or *");
    if (tag)
        return reader_fail(pass->reader, mark_place(pass, event->start_mark),
                           "tags are not accepted; quote a text that begins "
                           "with !");
    return true;
}

static bool take(struct pass *pass, const yaml_event_t *event)
{
    if (!check_plain_node(pass, event))
        return false;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return take_scalar(pass, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_node(pass, event, YAML_TREE_LIST);
    case YAML_MAPPING_START_EVENT:
        return open_node(pass, event, YAML_TREE_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        pass->depth--;
        return true;
    case YAML_DOCUMENT_START_EVENT:
        if (!pass->root)
            return true;
        return reader_fail(pass->reader, mark_place(pass, event->start_mark),
                           "a second YAML document in %s", pass->what);
    default:
        return true;
    }
}

static bool run(struct pass *pass)
{
    struct slice text = pass->map->text;
    yaml_event_type_t type;

    yaml_parser_set_input_string(&pass->parser, (const yaml_char_t *)text.at,
                                 text.len);
    yaml_parser_set_encoding(&pass->parser, YAML_UTF8_ENCODING);
    do {
        yaml_event_t event;
        bool fine;

        if (!yaml_parser_parse(&pass->parser, &event))
            return syntax_error(pass);
        type = event.type;
        fine = take(pass, &event);
        yaml_event_delete(&event);
        if (!fine)
            return false;
    } while (type != YAML_STREAM_END_EVENT);
    return true;
}

struct yaml_tree *yaml_tree_read(struct reader *reader, struct place_map *map,
                                 const char *what, struct place place)
{
    struct pass pass = { .reader = reader, .map = map, .what = what };
    bool fine;

    if (slice_trim(map->text).len == 0) {
        reader_fail(reader, place, "%s is empty", what);
        return NULL;
    }
    if (!check_characters(&pass))
        return NULL;
    if (!yaml_parser_initialize(&pass.parser))
        fatal("out of memory (reading YAML)");
    fine = run(&pass);
    yaml_parser_delete(&pass.parser);
    if (!fine)
        return NULL;
    if (!pass.root)
        reader_fail(reader, place, "%s is empty", what);
    return pass.root;
}

/* The byte of the source from which the content of a scalar can begin: behind
 * the quote, or behind the line of the bar. */
static size_t content_start(struct slice source, size_t from, size_t to)
{
    char c = from < to ? source.at[from] : ' ';

    if (c == '\'' || c == '"')
        return from + 1;
    if (c == '|' || c == '>')
        while (from < to && source.at[from] != '\n')
            from++;
    return from;
}

void yaml_tree_map(struct reader *reader, struct place_map *source,
                   const struct yaml_tree *node, struct place_map *out)
{
    struct slice raw = source->text;
    size_t at = content_start(raw, node->from, node->to);
    size_t expected = (size_t)-1;

    *out = (struct place_map){ .text = node->text };
    place_map_add(out, reader->scratch, 0, place_at(source, at));

    /* Quoting and folding only ever drop or change blanks, quotes and
     * backslashes, so that each byte of the content is the next of its kind
     * in the source; a line end may have become a blank. */
    for (size_t i = 0; i < node->text.len; i++) {
        char c = node->text.at[i];
        size_t j = at;

        while (j < node->to && raw.at[j] != c &&
               !(c == ' ' && raw.at[j] == '\n'))
            j++;
        if (j >= node->to)
            break;
        if (j != expected)
            place_map_add(out, reader->scratch, i, place_at(source, j));
        at = j + 1;
        expected = at;
        if (raw.at[j] == '\n')
            expected = (size_t)-1;
    }
}
