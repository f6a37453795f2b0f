#include "cli/recording.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file_out.h"
#include "base/strbuf.h"
#include "screen/action_script.h"

static const char head[] =
    "# A talk, as it was given: likely present --play FILE shows it again.\n";

static bool fail(struct recording *recording, const char *why, struct err *err)
{
    close(recording->fd);
    recording->fd = -1;
    err_at(&recording->trouble, recording->path, 0, 0,
           "the talk is recorded no further: %s", why);
    if (err)
        *err = recording->trouble;
    return false;
}

static bool append(struct recording *recording, const struct strbuf *text,
                   struct err *err)
{
    if (recording->size + (off_t)text->len > SCRIPT_BYTES)
        return fail(recording, "it is too long", err);
    return file_out_append(recording->fd, &recording->size,
                           (struct slice){ text->at, text->len }) ||
           fail(recording, strerror(errno), err);
}

bool recording_open(struct recording *recording, const char *path,
                    struct err *err)
{
    *recording = (struct recording){ .path = path };
    clock_gettime(CLOCK_MONOTONIC, &recording->began);
    recording->fd =
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
    if (recording->fd < 0 && errno == EEXIST)
        return err_at(err, path, 0, 0,
                      "is there already, and a recording takes no other file's "
                      "place; another name would do");
    if (recording->fd < 0)
        return err_at(err, path, 0, 0, "cannot be made: %s", strerror(errno));
    if (file_out_append(recording->fd, &recording->size, slice_of(head)))
        return true;
    err_at(err, path, 0, 0, "cannot be written: %s", strerror(errno));
    recording_drop(recording);
    return false;
}

bool recording_note(void *context, struct slice line, struct err *err)
{
    struct recording *recording = context;
    struct strbuf text = { 0 };
    struct timespec now;
    bool fine;

    clock_gettime(CLOCK_MONOTONIC, &now);
    strbuf_printf(&text, "@%.2f %.*s\n",
                  (double)(now.tv_sec - recording->began.tv_sec) +
                      1e-9 * (double)(now.tv_nsec - recording->began.tv_nsec),
                  SLICE_ARG(line));
    fine = append(recording, &text, err);
    strbuf_finish(&text);
    return fine;
}

void recording_close(struct recording *recording)
{
    if (recording->fd >= 0)
        close(recording->fd);
    recording->fd = -1;
}

void recording_drop(struct recording *recording)
{
    recording_close(recording);
    unlink(recording->path);
}
