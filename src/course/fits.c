#include "course/fits.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "lesson/block.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

enum { FILE_BYTES_MAX = 1 << 22 };

struct fits {
    struct arena *arena;
    struct section_fit *all;
    size_t count;
};

/* The folder of a path, with its slash: "" where it has none. */
static struct slice folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return (struct slice){ path, slash ? (size_t)(slash - path) + 1 : 0 };
}

/* The path of a file of data; where there is none, the first place looked at
 * is left in `path`. */
static bool find_file(struct strbuf *path, const struct lesson *lesson,
                      const struct catalogue *catalogue, const char *name)
{
    struct slice folder = folder_of(lesson->path);

    strbuf_printf(path, "%.*sassets/%s", SLICE_ARG(folder), name);
    if (file_exists(strbuf_text(path)))
        return true;
    strbuf_clear(path);
    strbuf_printf(path, "%.*s../assets/%s", SLICE_ARG(folder), name);
    if (file_exists(strbuf_text(path)))
        return true;
    if (catalogue->folder) {
        strbuf_clear(path);
        strbuf_printf(path, "%s/../assets/%s", catalogue->folder, name);
        if (file_exists(strbuf_text(path)))
            return true;
    }
    return false;
}

static struct fit_data *read_data(const struct lesson *lesson,
                                  const struct catalogue *catalogue,
                                  const struct fit_block *block,
                                  struct err *err)
{
    const struct fit_columns columns = {
        .features = block->features,
        .feature_count = block->feature_count,
        .label = block->label,
        .classes = block->classes,
        .class_count = block->class_count,
    };
    struct strbuf path = { 0 }, text = { 0 };
    struct fit_data *data = NULL;

    if (!find_file(&path, lesson, catalogue, block->file))
        err_set(err, "no file '%s' in assets/, beside the lesson or the course",
                block->file);
    else if (file_read(strbuf_text(&path), &text, FILE_BYTES_MAX, err))
        data = fit_data_read((struct slice){ text.at, text.len }, block->file,
                             &columns, err);
    strbuf_finish(&path);
    strbuf_finish(&text);
    return data;
}

static void open_fit(struct fits *fits, struct section_fit *one,
                     const struct lesson *lesson,
                     const struct catalogue *catalogue)
{
    const struct fit_block *block = one->block->fit;
    struct fit_options options = {
        .logistic = !strcmp(block->model, "logistic"),
        .rate = block->rate,
        .l2 = block->l2,
    };
    struct err err = { 0 };
    struct fit_data *data = read_data(lesson, catalogue, block, &err);

    /* The lesson has checked the name against its list. */
    fit_optimizer_from_name(slice_of(block->optimizer), &options.optimizer);
    if (data)
        one->fit = fit_create(data, &options, &err);
    if (one->fit)
        return;
    if (err.file[0] && err.line > 0)
        one->fault = arena_printf(fits->arena, "%s:%d: %s", err.file, err.line,
                                  err.text);
    else if (err.file[0])
        one->fault = arena_printf(fits->arena, "%s: %s", err.file, err.text);
    else
        one->fault = arena_text(fits->arena, err.text, strlen(err.text));
}

struct fits *fits_create(const struct lesson *lesson,
                         const struct catalogue *catalogue)
{
    struct fits *fits = fatal_calloc(1, sizeof *fits);
    struct block *first = lesson->blocks;
    size_t count = 0;

    fits->arena = arena_create();
    for (struct block *b = first; b; b = block_walk(first, b))
        count += b->kind == BLOCK_FIT;
    fits->all = arena_array(fits->arena, count + 1, sizeof *fits->all);
    for (struct block *b = first; b; b = block_walk(first, b)) {
        if (b->kind != BLOCK_FIT)
            continue;
        fits->all[fits->count].block = b;
        open_fit(fits, &fits->all[fits->count++], lesson, catalogue);
    }
    return fits;
}

void fits_destroy(struct fits *fits)
{
    if (!fits)
        return;
    for (size_t i = 0; i < fits->count; i++)
        fit_destroy(fits->all[i].fit);
    arena_destroy(fits->arena);
    free(fits);
}

size_t fits_count(const struct fits *fits)
{
    return fits->count;
}

const struct section_fit *fits_get(const struct fits *fits, size_t index)
{
    return &fits->all[index];
}

const struct section_fit *fits_of(const struct fits *fits,
                                  const struct block *block)
{
    for (size_t i = 0; i < fits->count; i++)
        if (fits->all[i].block == block)
            return &fits->all[i];
    return NULL;
}

static struct fit *running(const struct fits *fits)
{
    for (size_t i = 0; i < fits->count; i++)
        if (fits->all[i].fit && fit_running(fits->all[i].fit))
            return fits->all[i].fit;
    return NULL;
}

bool fits_running(const struct fits *fits)
{
    return running(fits) != NULL;
}

void fits_pause(struct fits *fits)
{
    for (size_t i = 0; i < fits->count; i++)
        if (fits->all[i].fit)
            fit_pause(fits->all[i].fit);
}

void fits_work(struct fits *fits, bool (*stop)(void *), void *context)
{
    struct fit *fit = running(fits);

    if (fit)
        fit_work(fit, stop, context);
}
