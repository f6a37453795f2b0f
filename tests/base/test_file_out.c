/* test_file_out.c - a file that is there only once all of it is. What fails
 * while one is replaced: test_file.c.
 *
 * Seen to fail: with rename() in the place of link() what another program has
 * made meanwhile is lost; without sweep() what a killed one left stays; with
 * FILE_PRIVATE for all a file is its user's alone; with the links of one that
 * passes followed its place can be chosen by another. */
#include "support/test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/file_out.h"
#include "base/own_folder.h"

static bool disk_is_full, without_links;
static int syncs;

ssize_t __real_write(int fd, const void *p, size_t n);
int __real_link(const char *from, const char *to);
ssize_t __wrap_write(int fd, const void *p, size_t n);
int __wrap_link(const char *from, const char *to);
int __real_fsync(int fd);
int __wrap_fsync(int fd);

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

int __wrap_fsync(int fd)
{
    syncs++;
    return __real_fsync(fd);
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

static struct file_out *begin(const char *path, unsigned how)
{
    struct file_out *out = file_out_open(path, how, NULL);

    assert_non_null(out);
    assert_true(file_out_write(out, slice_of("one,"), NULL));
    return out;
}

static void pieces_come_together_at_the_end(void **state)
{
    struct file_out *out = begin("a", 0);

    (void)state;
    assert_false(file_exists("a"));
    assert_true(file_out_write(out, slice_of("two"), NULL));
    assert_true(file_out_write(out, slice_of(""), NULL));
    assert_true(file_out_close(out, NULL));
    folder_assert_content("a", "one,two");
    assert_int_equal(folder_names(), 1);
}

/* Each into a file of its own, so that the last has the place, and whole. */
static void two_at_once_do_not_mix(void **state)
{
    struct file_out *a = begin("a", FILE_OVER), *b = begin("a", FILE_OVER);

    (void)state;
    assert_true(file_out_write(b, slice_of("b"), NULL));
    assert_true(file_out_write(a, slice_of("two"), NULL));
    assert_true(file_out_close(a, NULL));
    folder_assert_content("a", "one,two");
    assert_true(file_out_close(b, NULL));
    folder_assert_content("a", "one,b");
    assert_int_equal(folder_names(), 1);
}

static void what_is_given_up_leaves_nothing(void **state)
{
    (void)state;
    file_out_drop(begin("a", 0));
    file_out_drop(NULL);
    assert_int_equal(folder_names(), 0);
}

static void what_is_there_is_refused_unless_told(void **state)
{
    struct err err;

    (void)state;
    assert_true(file_out_close(begin("a", 0), NULL));
    assert_null(file_out_open("a", 0, &err));
    assert_string_equal(err.file, "a");
    assert_non_null(strstr(err.text, "is there already"));
    assert_true(file_out_close(begin("a", FILE_OVER), NULL));
    assert_int_equal(folder_names(), 1);
}

/* Also where the file system knows no links. */
static void what_another_made_meanwhile_stays(void **state)
{
    struct err err;

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct file_out *out = begin("a", 0);

        without_links = i == 1;
        assert_true(file_replace("a", slice_of("another's"), NULL));
        assert_false(file_out_close(out, &err));
        assert_non_null(strstr(err.text, "is there already"));
        folder_assert_content("a", "another's");
        assert_int_equal(folder_names(), 1);
        assert_int_equal(unlink("a"), 0);
    }
    without_links = true;
    assert_true(file_out_close(begin("a", 0), NULL));
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
    small.rlim_cur = 4;
    setrlimit(RLIMIT_FSIZE, &small);
    signal(SIGXFSZ, SIG_IGN);
    assert_false(file_out_append(fd, &size, slice_of("second\n")));
    assert_int_equal(errno, EFBIG);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, SIG_DFL);
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
    struct file_out *out = begin("a", 0);
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
    assert_null(file_out_open("no/such/a", 0, &err));
    assert_string_equal(err.file, "no/such/a");
    assert_non_null(strstr(err.text, "cannot write"));
}

static int mode_of(const char *path)
{
    struct stat st;

    assert_int_equal(lstat(path, &st), 0);
    return (int)(st.st_mode & 0777);
}

/* By hand: 0666 without the mask's bits, which is what creat(2) gives. */
static void a_new_file_has_the_mode_that_the_mask_leaves(void **state)
{
    static const struct {
        mode_t mask;
        int mode;
    } cases[] = { { 022, 0644 }, { 002, 0664 }, { 077, 0600 }, { 0, 0666 } };
    mode_t before = umask(0);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        umask(cases[i].mask);
        assert_true(file_out_close(begin("a", 0), NULL));
        assert_int_equal(mode_of("a"), cases[i].mode);
        assert_int_equal(unlink("a"), 0);
        assert_true(file_out_close(begin("b", FILE_PRIVATE), NULL));
        assert_int_equal(mode_of("b"), 0600);
        assert_int_equal(unlink("b"), 0);
    }
    umask(before);
    assert_true(file_out_close(begin("a", 0), NULL));
    assert_int_equal(chmod("a", 0640), 0);
    assert_true(file_out_close(begin("a", FILE_OVER | FILE_PRIVATE), NULL));
    assert_int_equal(mode_of("a"), 0640);
}

/* As one that was killed two days ago left it. */
static void age(const char *path)
{
    time_t then = time(NULL) - 2 * 24 * 60 * 60;
    const struct timespec times[] = { { .tv_sec = then }, { .tv_sec = then } };

    assert_int_equal(utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), 0);
}

static void what_a_killed_one_left_goes_once_it_is_old(void **state)
{
    static const char *const stay[] = { ".likely-abc", ".likely-abcdefg",
                                        "_likely-abcdef", ".likely-folder",
                                        ".likely-linked" };

    (void)state;
    assert_true(file_replace(".likely-abcdef", slice_of("half"), NULL));
    assert_true(file_replace(".likely-ghijkl", slice_of("half"), NULL));
    assert_true(file_replace(stay[0], slice_of("x"), NULL));
    assert_true(file_replace(stay[1], slice_of("x"), NULL));
    assert_true(file_replace(stay[2], slice_of("x"), NULL));
    assert_int_equal(mkdir(stay[3], 0700), 0);
    assert_int_equal(symlink("nowhere", stay[4]), 0);
    for (size_t i = 0; i < sizeof stay / sizeof *stay; i++)
        age(stay[i]);
    age(".likely-abcdef");
    assert_true(file_out_close(begin("a", 0), NULL));
    assert_false(file_exists(".likely-abcdef"));
    assert_true(file_exists(".likely-ghijkl"));
    for (size_t i = 0; i < sizeof stay / sizeof *stay; i++)
        (void)mode_of(stay[i]);
    assert_int_equal(folder_names(), 7);
}

/* In its folder, whichever the program stands in. */
static void it_goes_from_the_folder_that_is_written_to(void **state)
{
    (void)state;
    assert_int_equal(mkdir("there", 0700), 0);
    assert_true(file_replace("there/.likely-abcdef", slice_of("half"), NULL));
    assert_true(file_replace(".likely-abcdef", slice_of("half"), NULL));
    age("there/.likely-abcdef");
    age(".likely-abcdef");
    assert_true(file_replace("there/a", slice_of("x"), NULL));
    assert_false(file_exists("there/.likely-abcdef"));
    assert_true(file_exists(".likely-abcdef"));
}

static void what_passes_waits_for_no_disk_and_follows_no_link(void **state)
{
    struct err err;

    (void)state;
    syncs = 0;
    assert_true(
        file_out_all("a", FILE_OVER | FILE_PASSING, slice_of("x"), NULL));
    assert_int_equal(syncs, 0);
    assert_true(file_out_all("a", FILE_OVER, slice_of("y"), NULL));
    assert_int_equal(syncs, 2);
    assert_int_equal(symlink("a", "link"), 0);
    assert_false(
        file_out_all("link", FILE_OVER | FILE_PASSING, slice_of("z"), &err));
    assert_non_null(strstr(err.text, "not a plain file"));
    folder_assert_content("a", "y");
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_folder(pieces_come_together_at_the_end),
        in_folder(two_at_once_do_not_mix),
        in_folder(what_is_given_up_leaves_nothing),
        in_folder(what_is_there_is_refused_unless_told),
        in_folder(what_another_made_meanwhile_stays),
        in_folder(what_has_no_room_is_appended_not_at_all),
        in_folder(a_full_disk_is_named),
        in_folder(a_folder_that_is_missing_is_named),
        in_folder(a_new_file_has_the_mode_that_the_mask_leaves),
        in_folder(what_a_killed_one_left_goes_once_it_is_old),
        in_folder(it_goes_from_the_folder_that_is_written_to),
        in_folder(what_passes_waits_for_no_disk_and_follows_no_link),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
