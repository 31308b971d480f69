/// How many floating-point operations one core can do, measured with the flags and instruction sets of the kernels.
#ifndef SAT_ROOFLINE_H
#define SAT_ROOFLINE_H

#include <stddef.h>

/// Adds up 20 independent chains of fused multiply-adds over 16 lanes, all in registers, `steps` times; the result
/// depends on every chain. Does 640 floating-point operations a step.
float sat_roofline_f32(size_t steps, float factor, float term);

#endif
