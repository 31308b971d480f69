#include "CKernels.h"
#include "lanes.h"

// Reductions over lanes, in a fixed order.
KERNEL_PART float sum_lanes(const float *v) {
  float t[16];
  memcpy(t, v, sizeof t);
  for (int s = 8; s > 0; s /= 2)
    for (int i = 0; i < s; i++) t[i] += t[i + s];
  return t[0];
}

KERNEL_PART float largest_lane(const float *v) {
  float t[16];
  memcpy(t, v, sizeof t);
  for (int s = 8; s > 0; s /= 2)
    for (int i = 0; i < s; i++) t[i] = t[i] > t[i + s] ? t[i] : t[i + s];
  return t[0];
}

KERNEL void sat_follow_f32(const float *residual, size_t stride, size_t rows, size_t width,
                           const float *inverse_scale, const float *inverse_mean_scale, float clip,
                           float mean_weight, float energy_weight, float *mean, float *energy, float *largest,
                           float *energies) {
  for (size_t r = 0; r < rows; r++) {
    lanes most = SPREAD(0);
    for (size_t j = 0; j < width; j += 16) {
      lanes x = LOAD(residual + r * stride + j) * LOAD(inverse_scale + j);
      x = MAX(MIN(x, SPREAD(clip)), SPREAD(-clip));
      lanes m = LOAD(mean + j), e = LOAD(energy + j);
      m = FMA(SPREAD(mean_weight), x - m, m);
      e = FMA(SPREAD(energy_weight), FMA(x, x, -e), e);
      STORE(mean + j, m);
      STORE(energy + j, e);
      if (energies) STORE(energies + r * width + j, e);
      most = MAX(most, ABS(m) * LOAD(inverse_mean_scale + j));
    }
    largest[r] = largest_lane((const float *)&most);
  }
}

KERNEL void sat_row_dot_f32(const float *a, size_t a_stride, const float *b, size_t b_stride, size_t rows,
                            size_t width, float *out) {
  for (size_t r = 0; r < rows; r++) {
    lanes sum = SPREAD(0);
    for (size_t j = 0; j < width; j += 16)
      sum = FMA(LOAD(a + r * a_stride + j), LOAD(b + r * b_stride + j), sum);
    out[r] = sum_lanes((const float *)&sum);
  }
}

KERNEL void sat_adam_f32(float *parameter, const float *gradient, float *first, float *second, size_t n, float rate,
                         float beta1, float beta2, float epsilon) {
  for (size_t i = 0; i < n; i++) {
    float g = gradient[i];
    first[i] = first[i] + (1 - beta1) * (g - first[i]);
    second[i] = second[i] + (1 - beta2) * (g * g - second[i]);
    parameter[i] -= rate * first[i] / (__builtin_sqrtf(second[i]) + epsilon);
  }
}
