/* test_file_out.c - a file that is there only once all of it is. What fails
 * while one is replaced: test_file.c.
 *
 * Seen to fail: with rename() in the place of link() what another program has
 * made meanwhile is lost. */
#include "support/test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/file_out.h"
#include "base/own_folder.h"

static bool disk_is_full, without_links;

ssize_t __real_write(int fd, const void *p, size_t n);
int __real_link(const char *from, const char *to);
ssize_t __wrap_write(int fd, const void *p, size_t n);
int __wrap_link(const char *from, const char *to);

ssize_t __wrap_write(int fd, const void *p, size_t n)
{
    errno = ENOSPC;
    return disk_is_full ? -1 : __real_write(fd, p, n);
}

int __wrap_link(const char *from, const char *to)
{
    errno = EPERM;
    return without_links ? -1 : __real_link(from, to);
}

static int enter(void **state)
{
    disk_is_full = without_links = false;
    return folder_enter(state);
}

static int leave(void **state)
{
    disk_is_full = false;
    return folder_leave(state);
}

static struct file_out *begin(const char *path, bool over)
{
    struct file_out *out = file_out_open(path, over, NULL);

    assert_non_null(out);
    assert_true(file_out_write(out, slice_of("one,"), NULL));
    return out;
}

static void pieces_come_together_at_the_end(void **state)
{
    struct file_out *out = begin("a", false);

    (void)state;
    assert_false(file_exists("a"));
    assert_true(file_out_write(out, slice_of("two"), NULL));
    assert_true(file_out_write(out, slice_of(""), NULL));
    assert_true(file_out_close(out, NULL));
    folder_assert_content("a", "one,two");
    assert_int_equal(folder_names(), 1);
}

static void what_is_given_up_leaves_nothing(void **state)
{
    (void)state;
    file_out_drop(begin("a", false));
    file_out_drop(NULL);
    assert_int_equal(folder_names(), 0);
}

static void what_is_there_is_refused_unless_told(void **state)
{
    struct err err;

    (void)state;
    assert_true(file_out_close(begin("a", false), NULL));
    assert_null(file_out_open("a", false, &err));
    assert_string_equal(err.file, "a");
    assert_non_null(strstr(err.text, "is there already"));
    assert_true(file_out_close(begin("a", true), NULL));
    assert_int_equal(folder_names(), 1);
}

/* Also where the file system knows no links. */
static void what_another_made_meanwhile_stays(void **state)
{
    struct err err;

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct file_out *out = begin("a", false);

        without_links = i == 1;
        assert_true(file_replace("a", slice_of("another's"), NULL));
        assert_false(file_out_close(out, &err));
        assert_non_null(strstr(err.text, "is there already"));
        folder_assert_content("a", "another's");
        assert_int_equal(folder_names(), 1);
        assert_int_equal(unlink("a"), 0);
    }
    without_links = true;
    assert_true(file_out_close(begin("a", false), NULL));
    folder_assert_content("a", "one,");
}

/* Five bytes of the second piece have room: the limit stands for a disk. */
static void what_has_no_room_is_appended_not_at_all(void **state)
{
    int fd = open("a", O_WRONLY | O_CREAT | O_APPEND, 0600);
    struct rlimit old, small;
    off_t size = 0;

    (void)state;
    getrlimit(RLIMIT_FSIZE, &old);
    small = old;
    small.rlim_cur = 9;
    assert_true(file_out_append(fd, &size, slice_of("one\n")));
    setrlimit(RLIMIT_FSIZE, &small);
    assert_false(file_out_append(fd, &size, slice_of("second\n")));
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(lseek(fd, 0, SEEK_END), 4);
    setrlimit(RLIMIT_FSIZE, &old);
    disk_is_full = true;
    assert_false(file_out_append(fd, &size, slice_of("third\n")));
    assert_int_equal(errno, ENOSPC);
    disk_is_full = false;
    assert_int_equal(size, 4);
    assert_true(file_out_append(fd, &size, slice_of("two\n")));
    assert_int_equal(lseek(fd, 0, SEEK_END), 8);
    assert_int_equal(size, 8);
    close(fd);
}

static void a_full_disk_is_named(void **state)
{
    struct file_out *out = begin("a", false);
    struct err err;

    (void)state;
    disk_is_full = true;
    assert_false(file_out_write(out, slice_of("two"), &err));
    assert_non_null(strstr(err.text, strerror(ENOSPC)));
    file_out_drop(out);
    assert_int_equal(folder_names(), 0);
}

/* Root may write anywhere: a folder that is missing stands for one that may
 * not be written. */
static void a_folder_that_is_missing_is_named(void **state)
{
    struct err err;

    (void)state;
    assert_null(file_out_open("no/such/a", false, &err));
    assert_string_equal(err.file, "no/such/a");
    assert_non_null(strstr(err.text, "cannot write"));
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_folder(pieces_come_together_at_the_end),
        in_folder(what_is_given_up_leaves_nothing),
        in_folder(what_is_there_is_refused_unless_told),
        in_folder(what_another_made_meanwhile_stays),
        in_folder(what_has_no_room_is_appended_not_at_all),
        in_folder(a_full_disk_is_named),
        in_folder(a_folder_that_is_missing_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
