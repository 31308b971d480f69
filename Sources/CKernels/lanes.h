// Sixteen single-precision lanes, and the attribute that compiles a function once per instruction set and lets the
// loader pick. Where the processor has no fused multiply-add the compiler calls the library's, which is slow and gives
// the same bits. Operations are macros because a 512-bit vector may not cross a call below AVX-512.
#ifndef SAT_LANES_H
#define SAT_LANES_H

#include <string.h>

typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));
typedef double lanes64 __attribute__((vector_size(64), aligned(8), may_alias));

#if defined(__x86_64__)
#define KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define KERNEL
#endif
#define KERNEL_PART static inline __attribute__((always_inline))

#define LOAD(p) (*(const lanes *)(p))
#define STORE(p, v) (*(lanes *)(p) = (v))
#define SPREAD(x) ((lanes){0} + (x))
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#define MAX(a, b) __builtin_elementwise_max(a, b)
#define MIN(a, b) __builtin_elementwise_min(a, b)
#define ABS(a) __builtin_elementwise_abs(a)

#define LOAD64(p) (*(const lanes64 *)(p))
#define STORE64(p, v) (*(lanes64 *)(p) = (v))
#define SPREAD64(x) ((lanes64){0} + (x))

#endif
