#include "num/kernel.h"

#include "num/kernel_parts.h"

static const struct kernel plain = KERNEL_TABLE("plain", plain);

#ifdef KERNEL_X86
static const struct kernel avx2 = KERNEL_TABLE("avx2", avx2);
static const struct kernel avx512 = KERNEL_TABLE("avx512", avx512);

const struct kernel *kernel_of(enum kernel_path path)
{
    if (path == KERNEL_PLAIN)
        return &plain;
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
        return NULL;
    if (path == KERNEL_AVX2)
        return &avx2;
    return path == KERNEL_AVX512 && __builtin_cpu_supports("avx512f") &&
                   __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512vl")
               ? &avx512
               : NULL;
}
#else
const struct kernel *kernel_of(enum kernel_path path)
{
    return path == KERNEL_PLAIN ? &plain : NULL;
}
#endif

const struct kernel *kernel_best(void)
{
    for (int path = KERNEL_PATHS - 1; path > KERNEL_PLAIN; path--) {
        const struct kernel *kernel = kernel_of((enum kernel_path)path);

        if (kernel)
            return kernel;
    }
    return &plain;
}
