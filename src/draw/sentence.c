#include "draw/sentence.h"

#include "base/slice.h"
#include "base/utf8.h"

/* Bytes of a word that fit in cols cells, at least one grapheme. */
static size_t word_fits(struct slice word, int cols)
{
    size_t len = 0, n;
    int used = 0;

    while (len < word.len) {
        utf8_grapheme(slice_sub(word, len, word.len), &n);
        used += canvas_width(slice_sub(word, len, len + n));
        if (used > cols && len > 0)
            break;
        len += n;
    }
    return len;
}

int sentence_draw(struct canvas *canvas, struct rect area, const char *text,
                  struct style style)
{
    struct slice rest = slice_trim(slice_of(text));
    int row = 0;

    while (rest.len > 0 && area.cols > 0) {
        size_t end = 0, next = 0, i = 0;

        /* The longest row that ends before a blank, or one word. */
        while (i <= rest.len) {
            if (i == rest.len || rest.at[i] == ' ') {
                if (end > 0 && canvas_width(slice_sub(rest, 0, i)) > area.cols)
                    break;
                end = i;
                next = i < rest.len ? i + 1 : i;
            }
            i++;
        }
        if (canvas_width(slice_sub(rest, 0, end)) > area.cols)
            end = next = word_fits(slice_sub(rest, 0, end), area.cols);
        if (canvas && row < area.rows)
            canvas_text(canvas, area.row + row, area.col, area.cols,
                        slice_sub(rest, 0, end), style);
        rest = slice_trim(slice_sub(rest, next, rest.len));
        row++;
    }
    return row;
}

int sentence_fit(struct canvas *canvas, int row, int col, int cols,
                 const char *const *texts, size_t count, struct style style)
{
    for (size_t i = 0; i < count; i++)
        if (texts[i] && canvas_width(slice_of(texts[i])) <= cols)
            return canvas_puts(canvas, row, col, cols, texts[i], style);
    return 0;
}
