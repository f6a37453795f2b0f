/* test_watch.c - a file that is written anew is noticed, others are not. */
#include "base/watch.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/slice.h"

#include "support/test.h"

static void put(const char *folder, const char *name, const char *text)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "we");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_file_written_or_replaced_is_noticed(void **state)
{
    char folder[] = "/tmp/likely-watch-XXXXXX", path[128], other[128];
    struct watch *watch;
    struct pollfd wait = { .events = POLLIN };

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.md", folder);
    snprintf(other, sizeof other, "%s/b.md", folder);
    put(folder, "a.md", "one");
    watch = watch_create(path);
    assert_non_null(watch);
    assert_false(watch_changed(watch));
    wait.fd = watch_fd(watch);
    assert_int_equal(poll(&wait, 1, 0), 0);
    put(folder, "b.md", "other");
    assert_false(watch_changed(watch));
    put(folder, "a.md", "two");
    assert_int_equal(poll(&wait, 1, 0), 1);
    assert_true(watch_changed(watch));
    assert_false(watch_changed(watch));
    assert_int_equal(rename(other, path), 0);
    assert_true(watch_changed(watch));
    assert_true(file_replace(path, slice_of("three"), NULL));
    assert_true(watch_changed(watch));
    watch_destroy(watch);
    unlink(path);
    rmdir(folder);
}

static void a_folder_that_goes_ends_the_watch(void **state)
{
    char folder[] = "/tmp/likely-watch-XXXXXX", path[128];
    struct watch *watch;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.md", folder);
    put(folder, "a.md", "one");
    watch = watch_create(path);
    assert_false(watch_over(watch));
    unlink(path);
    assert_false(watch_changed(watch));
    assert_false(watch_over(watch));
    rmdir(folder);
    assert_true(watch_changed(watch));
    assert_true(watch_over(watch));
    watch_destroy(watch);
    assert_true(watch_over(NULL));
}

static void what_is_not_there_is_not_watched(void **state)
{
    (void)state;
    assert_null(watch_create("/no/such/file.md"));
    assert_int_equal(watch_fd(NULL), -1);
    watch_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_written_or_replaced_is_noticed),
        cmocka_unit_test(a_folder_that_goes_ends_the_watch),
        cmocka_unit_test(what_is_not_there_is_not_watched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
