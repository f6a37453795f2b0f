/* The rows of the desk on their way into a file. */
#include <string.h>

#include "base/err.h"
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

static bool write_rows(const struct desk *desk, bool all, struct file_out *file,
                       struct err *err)
{
    struct rows_csv csv = rows_csv(desk->lab);
    size_t count = all ? lab_rows(desk->lab) : view_count(desk->view);
    struct strbuf piece = { 0 };
    bool fine = true;

    rows_csv_header(&csv, &piece);
    for (size_t i = 0; fine && i < count; i++) {
        rows_csv_row(&csv, all ? i : view_row(desk->view, i), &piece);
        if (piece.len < PIECE)
            continue;
        fine = file_out_write(file, (struct slice){ piece.at, piece.len }, err);
        strbuf_clear(&piece);
    }
    fine = fine &&
           file_out_write(file, (struct slice){ piece.at, piece.len }, err);
    strbuf_finish(&piece);
    return fine;
}

bool desk_write(struct app *app, const char *path, bool all, bool over,
                struct err *err)
{
    struct desk *desk = app->desk;
    struct file_out *file;

    if (!over && file_exists(path))
        return err_set(err,
                       "'%s' is there already: another name would do, or "
                       "'over' after this one",
                       path);
    file = file_out_open(path, over, err);
    if (!file)
        return false;
    if (!write_rows(desk, all, file, err)) {
        file_out_drop(file);
        return false;
    }
    if (!file_out_close(file, err))
        return false;
    if (all) {
        desk->changed = false;
        desk->written = true;
    }
    return true;
}
