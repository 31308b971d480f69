#include "CKernels.h"
#include "lanes.h"

#define BLOCK 256

#define GRAM(I, L)                                                                                                   \
  KERNEL_PART void gram_##I##_##L(const double *xi, const double *xj, size_t xs, size_t rows, size_t width,          \
                                  double *g) {                                                                       \
    lanes64 acc[I][L];                                                                                               \
    for (int i = 0; i < I; i++)                                                                                      \
      for (int l = 0; l < L; l++) acc[i][l] = LOAD64(g + i * width + 8 * l);                                         \
    for (size_t r = 0; r < rows; r++) {                                                                              \
      lanes64 b[L];                                                                                                  \
      for (int l = 0; l < L; l++) b[l] = LOAD64(xj + r * xs + 8 * l);                                                \
      for (int i = 0; i < I; i++) {                                                                                  \
        lanes64 a = SPREAD64(xi[r * xs + i]);                                                                        \
        for (int l = 0; l < L; l++) acc[i][l] = FMA(a, b[l], acc[i][l]);                                     \
      }                                                                                                              \
    }                                                                                                                \
    for (int i = 0; i < I; i++)                                                                                      \
      for (int l = 0; l < L; l++) STORE64(g + i * width + 8 * l, acc[i][l]);                                         \
  }

GRAM(4, 4)

KERNEL void sat_gram_f64(const double *x, size_t x_stride, size_t rows, size_t width, double *g) {
  for (size_t begin = 0; begin < rows; begin += BLOCK) {
    size_t n = rows - begin < BLOCK ? rows - begin : BLOCK;
    const double *block = x + begin * x_stride;
    size_t i = 0;
    for (; i + 4 <= width; i += 4) {
      size_t j = 0;
      for (; j + 32 <= width; j += 32)
        if (j + 32 > i) gram_4_4(block + i, block + j, x_stride, n, width, g + i * width + j);
      for (size_t k = 0; k < 4; k++)
        for (size_t jj = j; jj < width; jj++) {
          double sum = g[(i + k) * width + jj];
          for (size_t r = 0; r < n; r++)
            sum = __builtin_fma(block[r * x_stride + i + k], block[r * x_stride + jj], sum);
          g[(i + k) * width + jj] = sum;
        }
    }
    for (; i < width; i++)
      for (size_t j = i; j < width; j++) {
        double sum = g[i * width + j];
        for (size_t r = 0; r < n; r++) sum = __builtin_fma(block[r * x_stride + i], block[r * x_stride + j], sum);
        g[i * width + j] = sum;
      }
  }
  for (size_t i = 0; i < width; i++)
    for (size_t j = 0; j < i; j++) g[i * width + j] = g[j * width + i];
}
