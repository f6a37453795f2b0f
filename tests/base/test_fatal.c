#include "support/test.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/vec.h"

/* _exit() and the allocators are stood in for: an exit becomes a jump back
 * into the test, and memory can be made to run out. */
static jmp_buf back;
static bool jumping, dry;
static int status, hooked;
static size_t asked; /* bytes of malloc() in all */
static size_t there = SIZE_MAX;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real__exit(int code) __attribute__((noreturn));
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap__exit(int code) __attribute__((noreturn));

void *__wrap_malloc(size_t size)
{
    if (dry || asked + size > there)
        return NULL;
    asked += size;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return dry ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return dry ? NULL : __real_realloc(old, size);
}

void __wrap__exit(int code)
{
    if (!jumping)
        __real__exit(code);
    status = code;
    longjmp(back, 1);
}

/* The address sanitizer ends a program that asks for too much, where the C
 * library returns NULL; here NULL is wanted. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void hook(void)
{
    hooked++;
}

/* A hook that fails itself must not be called again. */
static void failing_hook(void)
{
    hooked++;
    fatal("inside");
}

/* Runs act() with standard error in a pipe; returns what it printed when it
 * left by the fatal way, and fails the test when it came back. */
static void leaves_saying(void (*act)(void), char *said, size_t size)
{
    int ends[2], old = dup(STDERR_FILENO);
    volatile bool came_back = false;
    ssize_t n;

    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    status = -1;
    hooked = 0;
    jumping = true;
    if (!setjmp(back)) {
        act();
        came_back = true;
    }
    jumping = false;
    dry = false;
    fflush(stderr);
    dup2(old, STDERR_FILENO);
    close(ends[1]);
    close(old);
    n = came_back ? 0 : read(ends[0], said, size - 1);
    close(ends[0]);
    assert_false(came_back);
    assert_true(n >= 0);
    said[n] = '\0';
    assert_int_equal(status, 1);
}

static void say(void)
{
    fatal("no %s left", "patience");
}

static void dry_malloc(void)
{
    dry = true;
    fatal_malloc(10);
}

static void dry_calloc(void)
{
    dry = true;
    fatal_calloc(2, 10);
}

static void overflowing_calloc(void)
{
    volatile size_t many = SIZE_MAX / 2;

    fatal_calloc(many, 16);
}

static void dry_realloc(void)
{
    dry = true;
    fatal_realloc(NULL, 10);
}

static void dry_strdup(void)
{
    dry = true;
    fatal_strdup("text");
}

static void overflowing_vec(void)
{
    size_t cap = 0;

    vec_reserve(NULL, &cap, SIZE_MAX / 4, 8);
}

static void says_the_message_and_exits_with_one(void **state)
{
    char said[256];

    (void)state;
    fatal_hook(NULL);
    leaves_saying(say, said, sizeof said);
    assert_string_equal(said, "likely: no patience left\n");
}

static void the_hook_is_called_once_and_first(void **state)
{
    char said[256];

    (void)state;
    fatal_hook(hook);
    leaves_saying(say, said, sizeof said);
    assert_int_equal(hooked, 1);
    leaves_saying(say, said, sizeof said);
    assert_int_equal(hooked, 0);
}

static void a_failing_hook_does_not_come_round_again(void **state)
{
    char said[256];

    (void)state;
    fatal_hook(failing_hook);
    leaves_saying(say, said, sizeof said);
    assert_int_equal(hooked, 1);
    assert_string_equal(said, "likely: inside\n");
}

static void no_memory_is_the_same_way_out_everywhere(void **state)
{
    static void (*const acts[])(void) = {
        dry_malloc,  dry_calloc, overflowing_calloc,
        dry_realloc, dry_strdup, overflowing_vec,
    };
    char said[256];

    (void)state;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        fatal_hook(hook);
        leaves_saying(acts[i], said, sizeof said);
        assert_int_equal(hooked, 1);
        assert_memory_equal(said, "likely: out of memory (", 23);
    }
}

/* Nothing was got by then, that could leak. */
static void reserve_too_much(void)
{
    asked = 0;
    there = 100;
    fatal_reserve(1000001);
}

/* Whether it is free again is for the leak check of the sanitized build. */
static void what_is_reserved_was_there(void **state)
{
    char said[256];

    (void)state;
    fatal_hook(NULL);
    asked = 0;
    fatal_reserve(0);
    assert_int_equal(asked, 0);
    fatal_reserve(1000001);
    assert_true(asked >= 1000001);
    leaves_saying(reserve_too_much, said, sizeof said);
    there = SIZE_MAX;
    assert_memory_equal(said, "likely: out of memory (", 23);
}

static void asking_for_nothing_gives_something(void **state)
{
    void *a = fatal_malloc(0), *b = fatal_calloc(0, 8), *c;

    (void)state;
    c = fatal_realloc(NULL, 0);
    assert_non_null(a);
    assert_non_null(b);
    assert_non_null(c);
    free(a);
    free(b);
    free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_the_message_and_exits_with_one),
        cmocka_unit_test(the_hook_is_called_once_and_first),
        cmocka_unit_test(a_failing_hook_does_not_come_round_again),
        cmocka_unit_test(no_memory_is_the_same_way_out_everywhere),
        cmocka_unit_test(what_is_reserved_was_there),
        cmocka_unit_test(asking_for_nothing_gives_something),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
