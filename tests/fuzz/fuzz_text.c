/* fuzz_text.c - text from outside, to meet anything.
 *
 * It passes the gate, and it is put on a small canvas, which is written in all
 * the ways there are. None may hold what steers a terminal; in ANSI text only
 * colours may, and a picture's text is escaped.
 */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "draw/canvas.h"
#include "draw/writer.h"
#include "torture/harm.h"

static struct slice text_of(const struct strbuf *text)
{
    return (struct slice){ strbuf_text(text), text->len };
}

/* Well-formed UTF-8, in which every character has a width. */
static void check_harmless(struct slice text, bool lines)
{
    for (size_t i = 0; i < text.len;) {
        unsigned int rune;
        size_t n = utf8_decode(text.at + i, text.len - i, &rune);

        assert_false(rune == UTF8_REPLACEMENT && n == 1);
        if (rune != '\n' || !lines)
            assert_true(rune >= ' ' && utf8_rune_width(rune) >= 0);
        i += n;
    }
}

static void check_gate(struct slice text, size_t most)
{
    struct strbuf once = { 0 }, twice = { 0 };

    utf8_gate(&once, text, false, most);
    check_harmless(text_of(&once), false);
    assert_true(once.len <= 12 * text.len + 16);
    utf8_gate(&twice, text_of(&once), false, 0);
    assert_true(slice_eq(text_of(&once), text_of(&twice)));
    strbuf_finish(&once);
    strbuf_finish(&twice);
}

/* "ESC [", numbers between semicolons, "m". */
static size_t colour_at(struct slice text, size_t i)
{
    size_t n = i + 2;

    assert_true(n < text.len && text.at[i + 1] == '[');
    while (n < text.len && strchr("0123456789;", text.at[n]) && text.at[n])
        n++;
    assert_true(n < text.len && text.at[n] == 'm');
    return n + 1;
}

static void check_ansi(struct slice text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len;) {
        if (text.at[i] != '\033') {
            i++;
            continue;
        }
        check_harmless(slice_sub(text, from, i), true);
        from = i = colour_at(text, i);
    }
    check_harmless(slice_sub(text, from, text.len), true);
}

/* Elements are not nested in text: every '<' comes behind a '>', and '&' is an
 * entity. */
static void check_svg(struct slice text)
{
    bool inside = false;

    check_harmless(text, true);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '<' || text.at[i] == '>') {
            assert_true(inside == (text.at[i] == '>'));
            inside = !inside;
        }
        if (text.at[i] == '&')
            assert_non_null(
                memchr(text.at + i, ';', text.len - i < 8 ? text.len - i : 8));
    }
    assert_false(inside);
}

static void check_canvas(struct slice text, uint64_t choice)
{
    int rows = 1 + (int)(choice & 3), cols = 1 + (int)(choice >> 2 & 31);
    struct canvas *canvas = canvas_create(rows, cols, choice >> 8 & 1);
    struct strbuf out = { 0 };
    int used =
        canvas_text(canvas, (int)(choice >> 10 & 3),
                    (int)(choice >> 12 & 31) - 4, cols, text, STYLE(ROLE_TEXT));

    assert_true(used >= 0 && used <= cols);
    writer_text(&out, canvas);
    check_harmless(text_of(&out), true);
    strbuf_clear(&out);
    writer_ansi(&out, canvas, THEME_DARK, 256);
    check_ansi(text_of(&out));
    strbuf_clear(&out);
    writer_svg(&out, canvas, THEME_LIGHT);
    check_svg(text_of(&out));
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = { (const char *)data, size };
    uint64_t choice = fuzz_hash(data, size);

    check_gate(text, 0);
    check_gate(text, 1 + choice % 64);
    check_canvas(text, choice);
    return 0;
}

const struct fuzz_plan fuzz_plan = { .name = "text",
                                     .prefixes = 5000,
                                     .mutations = 60000 };

void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    size_t count;
    struct harm *list = harm_read(&count);

    for (size_t i = 0; i < count; i++)
        fuzz_seed(seeds, (struct slice){ list[i].bytes, list[i].n });
    harm_free(list, count);
}
