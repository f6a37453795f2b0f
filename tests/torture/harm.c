#include "torture/harm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "support/test.h"

enum { HARM_MAX = 128 };

static char *copy(const char *at, size_t n)
{
    char *text = calloc(1, n + 1);

    memcpy(text, at, n);
    return text;
}

static void unescape(struct slice field, struct harm *harm)
{
    harm->bytes = copy(field.at, field.len);
    for (size_t i = 0; i < field.len; i++) {
        unsigned int byte = (unsigned char)field.at[i];

        if (byte == '\\' && field.at[i + 1] == 'x') {
            assert_int_equal(sscanf(field.at + i + 2, "%2x", &byte), 1);
            i += 3;
        } else if (byte == '\\') {
            i++;
        }
        harm->bytes[harm->n++] = (char)byte;
    }
    harm->bytes[harm->n] = '\0';
}

static struct slice take_field(struct slice *line)
{
    const char *tab = memchr(line->at, '\t', line->len);
    size_t n = tab ? (size_t)(tab - line->at) : line->len;
    struct slice field = slice_sub(*line, 0, n);

    *line = slice_sub(*line, tab ? n + 1 : n, line->len);
    return field;
}

struct harm *harm_read(size_t *count)
{
    struct harm *list = calloc(HARM_MAX, sizeof *list);
    struct strbuf text = { 0 };
    struct slice rest, line;
    char path[512];

    snprintf(path, sizeof path, "%s/data/torture/harm.tsv",
             getenv("LIKELY_TESTS"));
    assert_true(file_read(path, &text, 1 << 20, NULL));
    rest = (struct slice){ text.at, text.len };
    *count = 0;
    while (slice_line(&rest, &line)) {
        struct harm *harm = &list[(*count)++];
        struct slice name = take_field(&line);

        assert_true(*count < HARM_MAX);
        harm->name = copy(name.at, name.len);
        unescape(take_field(&line), harm);
        harm->shown = copy(line.at, line.len);
    }
    strbuf_finish(&text);
    return list;
}

void harm_free(struct harm *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(list[i].name);
        free(list[i].bytes);
        free(list[i].shown);
    }
    free(list);
}

bool harm_fits(const struct harm *harm)
{
    return strlen(harm->bytes) == harm->n;
}

bool harm_is_utf8(const struct harm *harm)
{
    size_t n = 1;

    for (size_t at = 0; at < harm->n; at += n) {
        unsigned int rune;

        n = utf8_decode(harm->bytes + at, harm->n - at, &rune);
        if (rune == UTF8_REPLACEMENT && n == 1)
            return false;
    }
    return true;
}

void harm_yaml(const struct harm *harm, struct strbuf *out)
{
    for (size_t at = 0; at < harm->n;) {
        unsigned int rune;
        size_t n = utf8_decode(harm->bytes + at, harm->n - at, &rune);

        if (rune == UTF8_REPLACEMENT && n == 1)
            strbuf_add(out, harm->bytes + at, n);
        else
            strbuf_printf(out, "\\U%08x", rune);
        at += n;
    }
}

void harm_csv(const struct harm *harm, struct strbuf *out)
{
    for (size_t i = 0; i < harm->n; i++) {
        if (harm->bytes[i] == '"')
            strbuf_putc(out, '"');
        strbuf_putc(out, harm->bytes[i]);
    }
}
