#include "lesson/mend.h"

#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "lesson/lesson.h"

/* Longer than any fence of a lesson. */
static const char fence[] = "~~~~~~~~~~~~~~~~";

enum { FENCE_ROWS = 3 /* lines that one adds: two fences, the message */ };

bool mend_open(struct mend *mend, const char *path, struct err *err)
{
    memset(mend, 0, sizeof *mend);
    if (file_is_dir(path))
        return err_at(err, path, 0, 0,
                      "a folder; expected a lesson, a .md file");
    return file_read(path, &mend->text, LESSON_BYTES_MAX, err);
}

void mend_finish(struct mend *mend)
{
    strbuf_finish(&mend->text);
}

/* How many of ` or ~ a line begins with, 0 when fewer than three. */
static size_t fence_of(struct slice line, char *c)
{
    size_t n = 0;

    line = slice_trim(line);
    *c = line.len ? line.at[0] : '\0';
    while (n < line.len && line.at[n] == *c)
        n++;
    return (*c == '`' || *c == '~') && n >= 3 ? n : 0;
}

static bool closes(struct slice line, char c, size_t len)
{
    char mine;
    size_t n = fence_of(line, &mine);

    return n >= len && mine == c && n == slice_trim(line).len;
}

/* Whether a line ends the paragraph before it. */
static bool parts(struct slice line)
{
    char c;

    return slice_trim(line).len == 0 || fence_of(line, &c);
}

/* What stands in a fence: a block, or what is left of one that is never
 * closed. number is the line of its first fence; gives its last. */
static int fence_end(struct slice rest, struct slice open, int number)
{
    char c;
    size_t len = fence_of(open, &c);
    int blank = 0, at = number;
    struct slice line;

    while (slice_line(&rest, &line)) {
        at++;
        if (closes(line, c, len))
            return at;
        if (!blank && slice_trim(line).len == 0)
            blank = at;
    }
    return blank ? blank - 1 : at;
}

void mend_region(struct slice text, int line, int *first, int *last)
{
    struct slice rest = text, one;
    int number = 0, start = 0;

    *first = *last = line;
    while (slice_line(&rest, &one)) {
        char c;

        number++;
        if (number == 1 && slice_is(slice_trim(one), "---")) {
            struct slice front = rest;
            int end = 1;

            while (slice_line(&front, &one) &&
                   !slice_is(slice_trim(one), "---"))
                end++;
            if (front.len && line <= end + 1) {
                *first = 1;
                *last = end + 1;
                return;
            }
            if (front.len) {
                number = end + 1;
                rest = front;
            }
        } else if (fence_of(one, &c)) {
            int end = fence_end(rest, one, number);

            if (start && line < number) {
                *first = start;
                *last = number - 1;
                return;
            }
            start = 0;
            if (line < number)
                return;
            if (line <= end) {
                *first = number;
                *last = end;
                return;
            }
            while (number < end && slice_line(&rest, &one))
                number++;
        } else if (parts(one)) {
            if (start && line < number && line >= start) {
                *first = start;
                *last = number - 1;
                return;
            }
            start = 0;
        } else if (!start) {
            start = number;
        }
    }
    if (start && line >= start) {
        *first = start;
        *last = number;
    }
}

struct slice mend_lines(struct slice text, int first, int last)
{
    struct slice rest = text, line;
    const char *start = text.at;

    for (int number = 1; number <= last && rest.len; number++) {
        if (number == first)
            start = rest.at;
        slice_line(&rest, &line);
    }
    return (struct slice){ start, (size_t)(rest.at - start) };
}

/* The line in the file as it is on the disk. */
static int real_line(const struct mend *mend, int line)
{
    int added = 0;

    for (size_t i = 0; i < mend->count; i++)
        added += mend->at[i] < line ? FENCE_ROWS : 0;
    return line - added;
}

bool mend_fence(struct mend *mend, struct err *err)
{
    struct slice all = { mend->text.at, mend->text.len }, bad;
    struct strbuf out = { 0 };
    int first, last, line = err->line;

    if (line <= 0 || mend->count == MEND_MOST)
        return false;
    mend_region(all, line, &first, &last);
    bad = mend_lines(all, first, last);
    if (!slice_trim(bad).len || slice_starts(bad, fence))
        return false;
    err->line = real_line(mend, line);
    strbuf_add(&out, all.at, (size_t)(bad.at - all.at));
    strbuf_printf(&out, "%s %s\nline %d, column %d: %s\n", fence, MEND_WORD,
                  err->line, err->column, err->text);
    strbuf_slice(&out, bad);
    if (bad.at[bad.len - 1] != '\n')
        strbuf_putc(&out, '\n');
    strbuf_printf(&out, "%s\n", fence);
    strbuf_slice(&out,
                 slice_sub(all, (size_t)(bad.at + bad.len - all.at), all.len));
    for (size_t i = 0; i < mend->count; i++)
        mend->at[i] += mend->at[i] > first ? FENCE_ROWS : 0;
    mend->at[mend->count++] = first;
    strbuf_finish(&mend->text);
    mend->text = out;
    return true;
}
