/* test.h - cmocka with the headers it wants, and a comparison of reals that
 * cmocka 1.1.5 lacks (its own compares as float). */
#ifndef TEST_H
#define TEST_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* |a - b| <= within, and equal infinities; a NaN is near nothing. Reports
 * the caller's line. */
#define assert_near(a, b, within)                                              \
    test_near((a), (b), (within), #a, __FILE__, __LINE__)

static inline void test_near(double a, double b, double within,
                             const char *what, const char *file, int line)
{
    if (a == b || fabs(a - b) <= within)
        return;
    print_error("%s is %.17g, wanted %.17g within %g\n", what, a, b, within);
    _fail(file, line);
}

#endif
