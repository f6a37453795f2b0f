#include "lesson/fenced.h"

#include "lesson/block.h"

static const struct {
    const char *word;
    enum block_kind kind;
    bool (*read)(struct reader *, struct fenced *, struct block *);
} blocks[] = {
    { "lab", BLOCK_LAB, lab_read },
    { "question", BLOCK_QUESTION, question_read },
    { "plot", BLOCK_PLOT, plot_read },
    { "sample", BLOCK_SAMPLE, sample_read },
    { "fit", BLOCK_FIT, fit_read },
};

enum { KNOWN = sizeof blocks / sizeof *blocks };

static size_t find(struct slice word)
{
    size_t i = 0;

    while (i < KNOWN && !slice_is(word, blocks[i].word))
        i++;
    return i;
}

bool fenced_known(struct slice word)
{
    return find(word) < KNOWN;
}

bool fenced_read(struct reader *reader, struct fenced *fenced,
                 struct block *block)
{
    size_t i = find(fenced->word);

    block->kind = blocks[i].kind;
    return blocks[i].read(reader, fenced, block);
}
