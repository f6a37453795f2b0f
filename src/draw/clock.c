#include "draw/clock.h"

#include <stdio.h>
#include <time.h>

void clock_write(char *out, size_t size, long long began, long long now,
                 int minutes)
{
    long long passed = now > began ? (now - began) / 60 : 0;
    time_t at = (time_t)now;
    struct tm local = { 0 };
    size_t len;

    localtime_r(&at, &local);
    len = (size_t)snprintf(out, size, "%02d:%02d · %lld min", local.tm_hour,
                           local.tm_min, passed);
    if (minutes <= 0 || len >= size)
        return;
    if (passed <= minutes)
        snprintf(out + len, size - len, " · %lld left", minutes - passed);
    else
        snprintf(out + len, size - len, " · %lld over", passed - minutes);
}
