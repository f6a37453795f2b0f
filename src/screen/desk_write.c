/* The rows of the desk on their way into a file. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/file_out.h"
#include "base/strbuf.h"
#include "lab/lab.h"
#include "lab/rows_csv.h"
#include "screen/app_state.h"
#include "screen/desk.h"

enum { PIECE = 1 << 18 /* bytes */, LONGEST = FIELD_BYTES - 40 };

const char *desk_title(const struct app *app)
{
    const char *file = app->options.file, *slash = strrchr(file, '/');

    if (strcmp(file, "-") == 0)
        return "standard input";
    return slash ? slash + 1 : file;
}

void desk_propose(const struct app *app, struct strbuf *out)
{
    struct slice name = slice_of(app->options.file);

    /* What the prompt cannot hold, or not quote, is not proposed. */
    if (slice_is(name, "-") || name.len > LONGEST ||
        memchr(name.at, '"', name.len))
        name = slice_of("predictions");
    if (slice_ends(name, ".csv") || slice_ends(name, ".npy"))
        name.len -= 4;
    strbuf_slice(out, name);
    strbuf_puts(out, "-edited.csv");
}

bool desk_unwritten(const struct app *app)
{
    const struct desk *desk = app->desk;

    return desk && desk->changed && (desk->written || lab_dirty(desk->lab));
}

/* One of all, or of those that were in the view when it began. */
struct writing {
    struct file_out *file;
    struct rows_csv csv;
    uint32_t *order; /* [count]; NULL: all, as they were read */
    size_t next, count;
    struct strbuf piece, path;
};

bool desk_writes(const struct app *app)
{
    return app->desk && app->desk->writing;
}

bool desk_may_edit(const struct app *app, struct err *err)
{
    return !desk_writes(app) ||
           err_set(err, "rows are being written: edits wait for that, or esc "
                        "ends it");
}

static int percent(const struct writing *writing)
{
    return (int)(100 * writing->next / writing->count);
}

void desk_tell_writing(const struct app *app, struct strbuf *out)
{
    const struct writing *writing = app->desk->writing;

    if (writing->next < writing->count)
        strbuf_printf(out, "writing rows: %d%%; esc ends it", percent(writing));
    else
        strbuf_puts(out, "all rows written; they go to the disk");
}

void desk_write_end(struct desk *desk)
{
    struct writing *writing = desk->writing;

    if (!writing)
        return;
    file_out_drop(writing->file);
    free(writing->order);
    strbuf_finish(&writing->piece);
    strbuf_finish(&writing->path);
    free(writing);
    desk->writing = NULL;
}

static bool begin(struct desk *desk, const char *path, bool all, bool over,
                  struct err *err)
{
    struct file_out *file = file_out_open(path, over ? FILE_OVER : 0, err);
    struct writing *writing;

    if (!file)
        return false;
    writing = fatal_calloc(1, sizeof *writing);
    writing->file = file;
    writing->csv = rows_csv(desk->lab);
    writing->count = all ? lab_rows(desk->lab) : view_count(desk->view);
    if (!all)
        writing->order = fatal_malloc(writing->count * sizeof *writing->order);
    for (size_t i = 0; !all && i < writing->count; i++)
        writing->order[i] = (uint32_t)view_row(desk->view, i);
    strbuf_puts(&writing->path, path);
    rows_csv_header(&writing->csv, &writing->piece);
    desk->writing = writing;
    return true;
}

static bool write_piece(struct writing *writing, struct err *err)
{
    struct strbuf *piece = &writing->piece;
    bool fine;

    for (; writing->next < writing->count && piece->len < PIECE;
         writing->next++)
        rows_csv_row(&writing->csv,
                     writing->order ? writing->order[writing->next]
                                    : writing->next,
                     piece);
    fine = file_out_write(writing->file,
                          (struct slice){ piece->at, piece->len }, err);
    strbuf_clear(piece);
    return fine;
}

/* Who was asked whether to leave without the file has it now. */
static bool end_well(struct app *app, struct err *err)
{
    struct desk *desk = app->desk;
    struct writing *writing = desk->writing;
    struct file_out *file = writing->file;

    writing->file = NULL;
    if (!file_out_close(file, err))
        return false;
    if (!writing->order) {
        desk->changed = false;
        desk->written = true;
    }
    if (app->over == &screen_ask && app->asked == ASKED_QUIT)
        app->over = NULL;
    app_say(app, "written: %s", strbuf_text(&writing->path));
    return true;
}

/* That the disk has them can take as long as all of the rest: it is a piece of
 * its own. */
bool desk_write_on(struct app *app, bool *news, struct err *err)
{
    struct writing *writing = app->desk->writing;
    bool last = writing->next == writing->count, fine;
    int before = percent(writing);

    fine = last ? end_well(app, err) : write_piece(writing, err);
    *news = last || !fine || percent(writing) != before;
    if (last || !fine)
        desk_write_end(app->desk);
    return fine;
}

bool desk_write(struct app *app, const char *path, bool all, bool over,
                struct err *err)
{
    if (desk_writes(app))
        return err_set(err, "rows are being written already: esc ends that");
    if (!over && file_exists(path))
        return err_set(err,
                       "'%s' is there already: add over, or take another name",
                       path);
    return begin(app->desk, path, all, over, err) &&
           (desk_is_long(app) || desk_finish(app, err));
}
