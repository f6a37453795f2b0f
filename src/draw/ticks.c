#include "draw/ticks.h"

#include <math.h>

enum { DECIMALS_MAX = 6 };

/* The least of 1, 2, 5 times a power of ten that is not below x. */
static double round_up(double x)
{
    double power = pow(10.0, floor(log10(x)));
    double rest = x / power;

    /* What is a hair above a round number by rounding is that number. */
    rest *= 1.0 - 1e-12;
    return power * (rest <= 1.0   ? 1.0
                    : rest <= 2.0 ? 2.0
                    : rest <= 5.0 ? 5.0
                                  : 10.0);
}

static struct ticks every(const struct axis *axis, double step)
{
    struct ticks ticks = { .decimals = 0 };
    double first = ceil(axis->low / step - 1e-9);
    double digits = -floor(log10(step) + 1e-9);

    for (double i = first; ticks.count < TICKS_MAX; i++) {
        double at = i * step;

        if (at > axis->high + step * 1e-9)
            break;
        /* A multiple of 0.1 is that decimal, not the sum of tenths. */
        ticks.at[ticks.count++] = step < 1.0 ? i / round(1.0 / step) : at;
    }
    ticks.decimals = digits > 0.0 ? (int)digits : 0;
    if (digits > DECIMALS_MAX || fmax(fabs(axis->low), fabs(axis->high)) >= 1e7)
        ticks.decimals = -1;
    return ticks;
}

struct ticks ticks_make(const struct axis *axis, int most)
{
    double span = axis->high - axis->low, step;
    struct ticks ticks = { 0 };

    most = most < 2 ? 2 : most > TICKS_MAX ? TICKS_MAX : most;
    step = round_up(span / most);
    if (axis->log && step < 1.0 && span >= 1.0)
        step = 1.0;
    ticks = every(axis, step);
    while (ticks.count > most) {
        step = round_up(step * 1.5);
        ticks = every(axis, step);
    }
    return ticks;
}

struct number ticks_label(const struct axis *axis, const struct ticks *ticks,
                          int index, bool ascii)
{
    double at = ticks->at[index];

    if (!axis->log)
        return ticks->decimals < 0 ? number_digits(at, 3, ascii)
                                   : number_fixed(at, ticks->decimals, ascii);
    if (at == floor(at) && at >= 0.0 && at <= 7.0)
        return number_count(lround(pow(10.0, at)), ascii);
    if (fabs(at) < 300.0)
        return number_digits(pow(10.0, at), 2, ascii);
    return number_wide((struct wide){ pow(10.0, at - floor(at)),
                                      (int64_t)floor(at) },
                       2, ascii);
}
