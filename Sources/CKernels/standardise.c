#include "CKernels.h"
#include "lanes.h"

KERNEL_PART float larger(float a, float b) { return a > b ? a : b; }

KERNEL size_t sat_standardise_f32(const double *restrict values, size_t count, const double *restrict centre,
                                  const double *restrict inverse_scale, const float *restrict varying,
                                  const float *restrict low, const float *restrict high,
                                  const float *restrict inverse_low_tail, const float *restrict inverse_high_tail,
                                  const float *restrict rate, const float *restrict inverse_rate_tail, float bound,
                                  int first, float *restrict latest, float *restrict frame, float *restrict excess) {
  int missing = 0;
  float moves = first ? 0 : 1;
  for (size_t j = 0; j < count; j++) {
    float z = (float)((values[j] - centre[j]) * inverse_scale[j]);
    int absent = z != z;
    z = z > bound ? bound : z;
    z = z < -bound ? -bound : z;
    float before = latest[j];
    z = absent ? before : z;
    float move = z - before;
    move = move < 0 ? -move : move;
    float beyond = larger((z - high[j]) * inverse_high_tail[j], (low[j] - z) * inverse_low_tail[j]);
    beyond = larger(beyond, (move - rate[j]) * inverse_rate_tail[j] * moves);
    latest[j] = z;
    frame[j] = z * varying[j];
    excess[j] = absent ? 0 : larger(beyond, 0);
    missing += absent;
  }
  return (size_t)missing;
}

KERNEL void sat_add_scaled_f32(float *restrict y, const float *restrict x, float factor, size_t n) {
  for (size_t i = 0; i < n; i++) y[i] = __builtin_fmaf(factor, x[i], y[i]);
}

KERNEL void sat_subtract_from_f32(float *restrict y, const float *restrict x, size_t n) {
  for (size_t i = 0; i < n; i++) y[i] = x[i] - y[i];
}

KERNEL void sat_clamp_f32(const float *restrict x, float bound, float *restrict y, size_t n) {
  for (size_t i = 0; i < n; i++) {
    float v = x[i] > bound ? bound : x[i];
    y[i] = v < -bound ? -bound : v;
  }
}
