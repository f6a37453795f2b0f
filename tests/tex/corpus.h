/* corpus.h - the formulas of the sources, and a formula's text in one call.
 */
#ifndef TEST_CORPUS_H
#define TEST_CORPUS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "tex/layout.h"
#include "tex/parse.h"

struct corpus {
    struct strbuf text;
    struct slice file[512]; /* "000_b56..." */
    struct slice tex[512];
    bool display[512];
    size_t count;
};

static inline const char *corpus_path(char out[512], const char *name)
{
    const char *root = getenv("LIKELY_TESTS");

    snprintf(out, 512, "%s/data/%s", root ? root : "tests", name);
    return out;
}

/* Reads tests/data/formulas.tsv: file, kind, tag, TeX. */
static inline void corpus_open(struct corpus *corpus)
{
    char path[512];
    struct err err = { 0 };
    struct slice rest, line;

    memset(corpus, 0, sizeof *corpus);
    if (!file_read(corpus_path(path, "formulas.tsv"), &corpus->text, 0, &err))
        fail_msg("%s", err.text);
    rest = (struct slice){ corpus->text.at, corpus->text.len };
    slice_line(&rest, &line);
    while (slice_line(&rest, &line) && corpus->count < 512) {
        size_t tabs = 0, at = 0;
        bool display = false;

        while (at < line.len && tabs < 3) {
            if (tabs == 1 && line.at[at] == 'd')
                display = true;
            tabs += line.at[at++] == '\t';
        }
        corpus->file[corpus->count] = line;
        corpus->tex[corpus->count] = slice_sub(line, at, line.len);
        corpus->display[corpus->count++] = display;
    }
}

static inline void corpus_close(struct corpus *corpus)
{
    strbuf_finish(&corpus->text);
}

/* Lays a formula out; the caller destroys the arena. */
static inline struct tex_box *corpus_box(struct arena *arena, struct slice tex,
                                         struct tex_style style)
{
    return tex_layout(arena, tex_parse(arena, tex, NULL), style);
}

/* The rows of a formula, each with a newline, behind what out holds. */
static inline void corpus_draw(struct strbuf *out, struct slice tex,
                               struct tex_style style)
{
    struct arena *arena = arena_create();
    const struct tex_box *box = corpus_box(arena, tex, style);

    for (int row = 0; row < box->rows; row++) {
        tex_box_row_text(box, row, out);
        strbuf_putc(out, '\n');
    }
    arena_destroy(arena);
}

#endif
