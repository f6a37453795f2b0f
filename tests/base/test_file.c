/* test_file.c - files read whole and replaced, also where calls fail.
 *
 * Seen to fail: without fsync, with a close that nobody looks at, and with the
 * file written in its place the old text is lost. */
#include "support/test.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/own_folder.h"

/* Faults: the call-th write, fsync, close or rename fails with `why`; a
 * write may also take only some of the bytes. 0: none fails. */
static struct fault {
    int write, fsync, close, rename;
    int why;
    size_t most;
} fault;

ssize_t __real_write(int fd, const void *p, size_t n);
int __real_fsync(int fd);
int __real_close(int fd);
int __real_rename(const char *from, const char *to);
ssize_t __wrap_write(int fd, const void *p, size_t n);
int __wrap_fsync(int fd);
int __wrap_close(int fd);
int __wrap_rename(const char *from, const char *to);

static bool due(int *countdown)
{
    if (*countdown == 0 || --*countdown > 0)
        return false;
    errno = fault.why;
    return true;
}

ssize_t __wrap_write(int fd, const void *p, size_t n)
{
    if (due(&fault.write))
        return -1;
    return __real_write(fd, p, fault.most && n > fault.most ? fault.most : n);
}

int __wrap_fsync(int fd)
{
    return due(&fault.fsync) ? -1 : __real_fsync(fd);
}

int __wrap_close(int fd)
{
    bool bad = due(&fault.close);
    int result = __real_close(fd);

    if (bad)
        errno = fault.why;
    return bad ? -1 : result;
}

int __wrap_rename(const char *from, const char *to)
{
    return due(&fault.rename) ? -1 : __real_rename(from, to);
}

static int enter(void **state)
{
    fault = (struct fault){ 0 };
    return folder_enter(state);
}

static int leave(void **state)
{
    fault = (struct fault){ 0 };
    return folder_leave(state);
}

static void put(const char *path, const char *text)
{
    assert_true(file_replace(path, slice_of(text), NULL));
}

static void what_was_written_is_read_back(void **state)
{
    static char big[300000];
    struct strbuf buf = { 0 };

    (void)state;
    memset(big, 'x', sizeof big);
    big[0] = '\0';
    assert_true(file_replace("a", (struct slice){ big, sizeof big }, NULL));
    strbuf_puts(&buf, "before");
    assert_true(file_read("a", &buf, sizeof big, NULL));
    assert_int_equal(buf.len, 6 + sizeof big);
    assert_memory_equal(buf.at, "before", 6);
    assert_memory_equal(buf.at + 6, big, sizeof big);
    strbuf_finish(&buf);
}

static void an_empty_file_is_a_text_of_no_length(void **state)
{
    struct strbuf buf = { 0 };

    (void)state;
    put("empty", "");
    assert_true(file_read("empty", &buf, 10, NULL));
    assert_int_equal(buf.len, 0);
    assert_string_equal(buf.at, "");
    strbuf_finish(&buf);
}

static void more_than_the_most_is_refused_with_both_sizes(void **state)
{
    struct strbuf buf = { 0 };
    struct err err;

    (void)state;
    put("a", "0123456789");
    strbuf_puts(&buf, "kept");
    assert_false(file_read("a", &buf, 9, &err));
    assert_string_equal(buf.at, "kept");
    assert_string_equal(err.file, "a");
    assert_non_null(strstr(err.text, "10"));
    assert_non_null(strstr(err.text, "9"));
    assert_true(file_read("a", &buf, 10, &err));
    strbuf_finish(&buf);
}

static void what_cannot_be_read_is_named(void **state)
{
    struct strbuf buf = { 0 };
    struct err err;

    (void)state;
    assert_false(file_read("missing", &buf, 0, &err));
    assert_string_equal(err.file, "missing");
    assert_non_null(strstr(err.text, "cannot open"));
    assert_false(file_read(".", &buf, 0, &err));
    assert_non_null(strstr(err.text, "cannot read"));
    strbuf_finish(&buf);
}

static void an_endless_input_stops_at_the_most(void **state)
{
    struct strbuf buf = { 0 };
    struct err err;

    (void)state;
    assert_false(file_read("/dev/zero", &buf, 1000, &err));
    assert_non_null(strstr(err.text, "more than the 1000 bytes"));
    assert_int_equal(buf.len, 0);
    strbuf_finish(&buf);
}

/* write() failing at once, failing half-way, fsync, close and rename: in
 * every case the old text stands, alone, and the message names the file. */
static void a_fault_while_replacing_leaves_the_old_file(void **state)
{
    static const struct fault faults[] = {
        { .write = 1, .why = ENOSPC },
        { .write = 3, .most = 2, .why = ENOSPC },
        { .write = 2, .most = 2, .why = EDQUOT },
        { .fsync = 1, .why = EIO },
        { .close = 1, .why = EDQUOT },
        { .rename = 1, .why = EACCES },
    };
    struct err err;

    (void)state;
    put("a", "the old text");
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        fault = faults[i];
        assert_false(file_replace("a", slice_of("the new text"), &err));
        fault = (struct fault){ 0 };
        assert_string_equal(err.file, "a");
        assert_non_null(strstr(err.text, strerror(faults[i].why)));
        folder_assert_content("a", "the old text");
        assert_int_equal(folder_names(), 1);
    }
}

static void short_and_interrupted_writes_are_gone_on_with(void **state)
{
    (void)state;
    fault = (struct fault){ .most = 1 };
    put("a", "byte by byte");
    fault = (struct fault){ .write = 1, .why = EINTR };
    put("b", "interrupted");
    fault = (struct fault){ 0 };
    folder_assert_content("a", "byte by byte");
    folder_assert_content("b", "interrupted");
}

/* Once renamed the new text stands: the second fsync, the folder's, cannot
 * undo it. */
static void a_folder_that_cannot_be_synced_is_no_failure(void **state)
{
    (void)state;
    put("a", "old");
    fault = (struct fault){ .fsync = 2, .why = EINVAL };
    put("a", "new");
    folder_assert_content("a", "new");
}

static void a_new_file_is_private_and_an_old_one_keeps_its_mode(void **state)
{
    struct stat st;

    (void)state;
    put("a", "x");
    assert_int_equal(stat("a", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(chmod("a", 0644), 0);
    put("a", "y");
    assert_int_equal(stat("a", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0644);
}

static void a_symbolic_link_is_followed(void **state)
{
    struct stat st;

    (void)state;
    assert_int_equal(mkdir("far", 0700), 0);
    put("far/real", "old");
    assert_int_equal(symlink("real", "far/middle"), 0);
    assert_int_equal(symlink("far/middle", "link"), 0);
    put("link", "new");
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    folder_assert_content("far/real", "new");

    /* A link to what is not there yet makes its target. */
    assert_int_equal(symlink("far/later", "dangling"), 0);
    put("dangling", "made");
    folder_assert_content("far/later", "made");
}

static void links_in_a_circle_are_refused(void **state)
{
    struct err err;

    (void)state;
    assert_int_equal(symlink("b", "a"), 0);
    assert_int_equal(symlink("a", "b"), 0);
    assert_false(file_replace("a", slice_of("x"), &err));
    assert_non_null(strstr(err.text, "cannot follow the link"));
}

static void only_plain_files_are_replaced(void **state)
{
    struct err err;
    struct stat st;

    (void)state;
    assert_int_equal(mkdir("dir", 0700), 0);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_false(file_is_plain("pipe") || file_is_plain("dir") ||
                 file_is_plain("nothing"));
    assert_false(file_replace("dir", slice_of("x"), &err));
    assert_false(file_replace("pipe", slice_of("x"), &err));
    assert_non_null(strstr(err.text, "not a plain file"));
    assert_int_equal(stat("pipe", &st), 0);
    assert_true(S_ISFIFO(st.st_mode));
    assert_int_equal(folder_names(), 2);
    assert_false(file_replace("no/such/place", slice_of("x"), &err));
}

/* mkdir() says that a dangling link is in the way; who looks for the folder
 * then finds none. */
static void a_folder_that_cannot_be_made_says_why(void **state)
{
    struct err err;

    (void)state;
    assert_int_equal(symlink("nowhere", "a"), 0);
    assert_false(file_make_dir("a", &err));
    assert_non_null(strstr(err.text, strerror(EEXIST)));
}

static void folders_are_made_with_their_parents(void **state)
{
    struct stat st;
    struct err err;

    (void)state;
    assert_true(file_make_dir("one/two//three/", NULL));
    assert_true(file_is_dir("one/two/three"));
    assert_true(file_make_dir("one/two/three", NULL));
    assert_int_equal(stat("one", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    put("file", "x");
    assert_false(file_make_dir("file", &err));
    assert_false(file_make_dir("file/below", &err));
    assert_string_equal(err.file, "file/below");
}

static void tells_files_from_folders_from_nothing(void **state)
{
    (void)state;
    put("a", "x");
    assert_true(file_exists("a"));
    assert_true(file_exists("."));
    assert_false(file_exists("b"));
    assert_true(file_is_dir("."));
    assert_false(file_is_dir("a"));
    assert_false(file_is_dir("b"));
}

static void names_are_listed_in_the_order_of_their_bytes(void **state)
{
    size_t count = 42;
    char **list;

    (void)state;
    put("b.md", "");
    put("a.md", "");
    put("B.md", "");
    put("c.txt", "");
    list = file_list(".", ".md", &count, NULL);
    assert_int_equal(count, 3);
    assert_string_equal(list[0], "B.md");
    assert_string_equal(list[1], "a.md");
    assert_string_equal(list[2], "b.md");
    free(list);
}

static void an_empty_list_and_a_missing_folder_differ(void **state)
{
    size_t count = 42;
    struct err err = { 0 };

    (void)state;
    assert_null(file_list(".", ".md", &count, &err));
    assert_int_equal(count, 0);
    assert_string_equal(err.text, "");
    assert_null(file_list("missing", ".md", &count, &err));
    assert_int_equal(count, 0);
    assert_string_equal(err.file, "missing");
}

#define in_folder(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_folder(what_was_written_is_read_back),
        in_folder(an_empty_file_is_a_text_of_no_length),
        in_folder(more_than_the_most_is_refused_with_both_sizes),
        in_folder(what_cannot_be_read_is_named),
        in_folder(an_endless_input_stops_at_the_most),
        in_folder(a_fault_while_replacing_leaves_the_old_file),
        in_folder(short_and_interrupted_writes_are_gone_on_with),
        in_folder(a_folder_that_cannot_be_synced_is_no_failure),
        in_folder(a_new_file_is_private_and_an_old_one_keeps_its_mode),
        in_folder(a_symbolic_link_is_followed),
        in_folder(links_in_a_circle_are_refused),
        in_folder(only_plain_files_are_replaced),
        in_folder(a_folder_that_cannot_be_made_says_why),
        in_folder(folders_are_made_with_their_parents),
        in_folder(tells_files_from_folders_from_nothing),
        in_folder(names_are_listed_in_the_order_of_their_bytes),
        in_folder(an_empty_list_and_a_missing_folder_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
