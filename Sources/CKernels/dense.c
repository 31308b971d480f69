#include "CKernels.h"
#include "lanes.h"

// Rows × lanes of accumulators held in registers at once: 6 × 4 vectors of 16 fill an AVX-512 register file and
// leave room for the weights.
#define TILE(R, L)                                                                                                   \
  KERNEL_PART void tile_##R##_##L(const float *x, size_t xs, const float *w, const float *bias, size_t depth,        \
                                  size_t columns, int rectify, float *y, size_t ys) {                                \
    lanes acc[R][L];                                                                                                 \
    for (int r = 0; r < R; r++)                                                                                      \
      for (int l = 0; l < L; l++) acc[r][l] = LOAD(bias + 16 * l);                                                   \
    for (size_t k = 0; k < depth; k++) {                                                                             \
      lanes b[L];                                                                                                    \
      for (int l = 0; l < L; l++) b[l] = LOAD(w + k * columns + 16 * l);                                             \
      for (int r = 0; r < R; r++) {                                                                                  \
        lanes a = SPREAD(x[r * xs + k]);                                                                             \
        for (int l = 0; l < L; l++) acc[r][l] = FMA(a, b[l], acc[r][l]);                                       \
      }                                                                                                              \
    }                                                                                                                \
    for (int r = 0; r < R; r++)                                                                                      \
      for (int l = 0; l < L; l++)                                                                                    \
        STORE(y + r * ys + 16 * l, rectify ? MAX(acc[r][l], SPREAD(0)) : acc[r][l]);                           \
  }

TILE(6, 4)
TILE(6, 3)
TILE(6, 2)
TILE(6, 1)
TILE(1, 4)
TILE(1, 3)
TILE(1, 2)
TILE(1, 1)

#define ROWS(R)                                                                                                      \
  for (size_t c = 0; c < columns;) {                                                                                 \
    size_t left = (columns - c) / 16;                                                                                \
    const float *px = x + r * x_stride;                                                                              \
    float *py = y + r * y_stride + c;                                                                                \
    if (left >= 4) {                                                                                                 \
      tile_##R##_4(px, x_stride, w + c, bias + c, depth, columns, rectify, py, y_stride);                            \
      c += 64;                                                                                                       \
    } else if (left == 3) {                                                                                          \
      tile_##R##_3(px, x_stride, w + c, bias + c, depth, columns, rectify, py, y_stride);                            \
      c += 48;                                                                                                       \
    } else if (left == 2) {                                                                                          \
      tile_##R##_2(px, x_stride, w + c, bias + c, depth, columns, rectify, py, y_stride);                            \
      c += 32;                                                                                                       \
    } else {                                                                                                         \
      tile_##R##_1(px, x_stride, w + c, bias + c, depth, columns, rectify, py, y_stride);                            \
      c += 16;                                                                                                       \
    }                                                                                                                \
  }

KERNEL void sat_dense_f32(const float *x, size_t x_stride, size_t rows, const float *w, const float *bias,
                          size_t depth, size_t columns, int rectify, float *y, size_t y_stride) {
  size_t r = 0;
  for (; r + 6 <= rows; r += 6) ROWS(6)
  for (; r < rows; r++) ROWS(1)
}

#define OUTER(K, L)                                                                                                  \
  KERNEL_PART void outer_##K##_##L(const float *x, size_t xs, size_t rows, const float *dy, size_t dys,              \
                                   size_t columns, float *dw) {                                                      \
    lanes acc[K][L];                                                                                                 \
    for (int k = 0; k < K; k++)                                                                                      \
      for (int l = 0; l < L; l++) acc[k][l] = SPREAD(0);                                                             \
    for (size_t r = 0; r < rows; r++) {                                                                              \
      lanes d[L];                                                                                                    \
      for (int l = 0; l < L; l++) d[l] = LOAD(dy + r * dys + 16 * l);                                                \
      for (int k = 0; k < K; k++) {                                                                                  \
        lanes a = SPREAD(x[r * xs + k]);                                                                             \
        for (int l = 0; l < L; l++) acc[k][l] = FMA(a, d[l], acc[k][l]);                                       \
      }                                                                                                              \
    }                                                                                                                \
    for (int k = 0; k < K; k++)                                                                                      \
      for (int l = 0; l < L; l++) STORE(dw + k * columns + 16 * l, acc[k][l]);                                       \
  }

OUTER(8, 2)
OUTER(8, 1)
OUTER(1, 1)

KERNEL void sat_outer_f32(const float *x, size_t x_stride, size_t rows, const float *dy, size_t dy_stride,
                          size_t depth, size_t columns, float *dw) {
  size_t k = 0;
  for (; k + 8 <= depth; k += 8) {
    size_t c = 0;
    for (; c + 32 <= columns; c += 32)
      outer_8_2(x + k, x_stride, rows, dy + c, dy_stride, columns, dw + k * columns + c);
    for (; c < columns; c += 16)
      outer_8_1(x + k, x_stride, rows, dy + c, dy_stride, columns, dw + k * columns + c);
  }
  for (; k < depth; k++)
    for (size_t c = 0; c < columns; c += 16)
      outer_1_1(x + k, x_stride, rows, dy + c, dy_stride, columns, dw + k * columns + c);
}
