#include "cli/place_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
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

static bool write_all(int fd, struct slice text)
{
    while (text.len > 0) {
        ssize_t n = write(fd, text.at, text.len);

        if (n <= 0)
            return false;
        text = slice_sub(text, (size_t)n, text.len);
    }
    return true;
}

/* No fsync: what is lost with the machine was worth nothing after it. */
void place_file_tell(void *context, struct slice place)
{
    struct place_file *file = context;
    struct strbuf beside = { 0 };
    bool whole;
    int fd;

    if (!file->path.len || !make_folder(file, NULL))
        return;
    strbuf_printf(&beside, "%s.%ld", strbuf_text(&file->path), (long)getpid());
    unlink(strbuf_text(&beside));
    fd = open(strbuf_text(&beside),
              O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    whole = fd >= 0 && write_all(fd, place);
    if (fd >= 0)
        close(fd);
    if (!whole || rename(strbuf_text(&beside), strbuf_text(&file->path)) != 0)
        unlink(strbuf_text(&beside));
    strbuf_finish(&beside);
}

bool place_file_read(void *context, struct strbuf *out)
{
    struct place_file *file = context;

    return file->path.len &&
           file_read(strbuf_text(&file->path), out, PLACE_BYTES, NULL);
}
