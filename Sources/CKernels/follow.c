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
      lanes m = x, e = LOAD(energy + j);
      if (mean) {
        m = LOAD(mean + j);
        m = FMA(SPREAD(mean_weight), x - m, m);
        STORE(mean + j, m);
      }
      e = FMA(SPREAD(energy_weight), FMA(x, x, -e), e);
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

// Sums of K rows side by side, each in the order of j: K chains of additions take as long as one.
#define TOTALS(K)                                                                                                    \
  KERNEL_PART void totals_##K(const float *e, size_t stride, size_t width, float *total) {                           \
    float t[K] = {0};                                                                                                \
    for (size_t j = 0; j < width; j++)                                                                               \
      for (int k = 0; k < K; k++) t[k] += e[k * stride + j];                                                         \
    for (int k = 0; k < K; k++) total[k] = t[k];                                                                     \
  }

TOTALS(6)
TOTALS(1)

KERNEL void sat_share_out_f32(const float *shares, size_t kinds, const float *energies, size_t energies_stride,
                              size_t width, float *out) {
  float total[16];
  size_t done = 0;
  for (; done + 6 <= kinds; done += 6) totals_6(energies + done * energies_stride, energies_stride, width, total + done);
  for (; done < kinds; done++) totals_1(energies + done * energies_stride, energies_stride, width, total + done);
  for (size_t j = 0; j < width; j += 16) STORE(out + j, SPREAD(0));
  for (size_t k = 0; k < kinds; k++) {
    if (!(shares[k] > 0 && total[k] > 0)) continue;
    lanes factor = SPREAD(shares[k] / total[k]);
    const float *e = energies + k * energies_stride;
    for (size_t j = 0; j < width; j += 16) STORE(out + j, LOAD(out + j) + factor * LOAD(e + j));
  }
}

#define ROWS_AT_ONCE 64

KERNEL void sat_moving_means_f32(float *distances, size_t rows, float factor, size_t short_rows, size_t long_rows,
                                 float ceiling, float *short_mean, float *long_mean, size_t stride) {
  for (size_t r = 0; r < rows; r++) {
    float d = distances[r] * factor;
    distances[r] = d <= 0 ? 0 : d;
  }
  for (size_t begin = 0; begin < rows; begin += ROWS_AT_ONCE) {
    size_t n = rows - begin < ROWS_AT_ONCE ? rows - begin : ROWS_AT_ONCE;
    const float *newest = distances + begin;
    float sum[ROWS_AT_ONCE] = {0}, bounded[ROWS_AT_ONCE] = {0};
    for (size_t i = short_rows; i-- > 0;)
      for (size_t r = 0; r < n; r++) sum[r] += newest[(ptrdiff_t)r - (ptrdiff_t)i];
    for (size_t i = long_rows; i-- > 0;)
      for (size_t r = 0; r < n; r++) {
        float d = newest[(ptrdiff_t)r - (ptrdiff_t)i];
        bounded[r] += ceiling < d ? ceiling : d;
      }
    for (size_t r = 0; r < n; r++) {
      short_mean[(begin + r) * stride] = __builtin_sqrtf(sum[r] / (float)short_rows);
      long_mean[(begin + r) * stride] = __builtin_sqrtf(bounded[r] / (float)long_rows);
    }
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
