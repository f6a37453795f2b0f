#include "cli/place_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/file_out.h"
#include "base/userdir.h"

enum { PLACE_BYTES = 64 * 1024 };

void place_file_init(struct place_file *file)
{
    *file = (struct place_file){ .path = { 0 } };
    if (userdir_runtime(&file->path))
        strbuf_puts(&file->path, "/talk");
}

void place_file_finish(struct place_file *file)
{
    strbuf_finish(&file->path);
}

static bool make_folder(const struct place_file *file, struct err *err)
{
    struct strbuf folder = { 0 };
    bool made;

    strbuf_add(&folder, strbuf_text(&file->path),
               file->path.len - strlen("/talk"));
    made = file_make_dir(strbuf_text(&folder), err);
    strbuf_finish(&folder);
    return made;
}

bool place_file_prepare(struct place_file *file, struct err *err)
{
    int fd;

    if (!file->path.len)
        return err_set(err, "no folder to follow a talk in: HOME is not set");
    if (!make_folder(file, err))
        return false;
    fd = open(strbuf_text(&file->path),
              O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_at(err, strbuf_text(&file->path), 0, 0, "cannot be made: %s",
                      strerror(errno));
    close(fd);
    return true;
}

static bool put(const struct place_file *file, struct slice place)
{
    return file_out_all(file->path.at, FILE_OVER | FILE_PRIVATE | FILE_PASSING,
                        place, NULL);
}

void place_file_tell(void *context, struct slice place)
{
    struct place_file *file = context;

    if (file->path.len && !put(file, place) && make_folder(file, NULL))
        put(file, place);
}

bool place_file_read(void *context, struct strbuf *out)
{
    struct place_file *file = context;

    return file->path.len &&
           file_read(strbuf_text(&file->path), out, PLACE_BYTES, NULL);
}
