#include "draw/clock.h"

#include <stdio.h>
#include <time.h>

void clock_write_passed(char *out, size_t size, long long passed, int minutes)
{
    long long whole = passed > 0 ? passed / 60 : 0;
    size_t len = (size_t)snprintf(out, size, "%lld min", whole);

    if (minutes <= 0 || len >= size)
        return;
    if (whole <= minutes)
        snprintf(out + len, size - len, " · %lld left", minutes - whole);
    else
        snprintf(out + len, size - len, " · %lld over", whole - minutes);
}

void clock_write(char *out, size_t size, long long began, long long now,
                 int minutes)
{
    time_t at = (time_t)now;
    struct tm local = { 0 };
    size_t len;

    localtime_r(&at, &local);
    len = (size_t)snprintf(out, size, "%02d:%02d · ", local.tm_hour,
                           local.tm_min);
    if (len < size)
        clock_write_passed(out + len, size - len, now - began, minutes);
}
