/// The inner loops of the detectors. Every output element is accumulated by one fused multiply-add after another in
/// a fixed order, so a row gives the same bits alone, in a batch, and on every processor of one architecture.
#ifndef SAT_CKERNELS_H
#define SAT_CKERNELS_H

#include <stddef.h>

/// y[r, m] = bias[m] + sum over k of x[r, k] * w[k, m], optionally cut off below at zero.
///
/// Row r of x begins at x + r * x_stride; rows may overlap, which is how a window over time is read without copying.
/// columns must be a multiple of 16. Shapes: x [rows, depth], w [depth, columns], bias [columns], y [rows, columns].
void sat_dense_f32(const float *x, size_t x_stride, size_t rows, const float *w, const float *bias, size_t depth,
                   size_t columns, int rectify, float *y, size_t y_stride);

/// dw[k, m] = sum over r of x[r, k] * dy[r, m]. columns must be a multiple of 16.
void sat_outer_f32(const float *x, size_t x_stride, size_t rows, const float *dy, size_t dy_stride, size_t depth,
                   size_t columns, float *dw);

/// g[i, j] += sum over r of x[r, i] * x[r, j] for all i, j < width; g has shape [width, width].
void sat_gram_f64(const double *x, size_t x_stride, size_t rows, size_t width, double *g);

/// Follows one kind of residual over consecutive rows.
///
/// For each row r and tag j, with x = clip(residual[r, j] * inverse_scale[j], ±clip):
/// mean[j] += mean_weight * (x - mean[j]), or x itself when mean is null; energy[j] += energy_weight * (x*x - energy[j]);
/// largest[r] = max over j of |mean[j]| * inverse_mean_scale[j]; energies[r, j] = energy[j] when energies is not null.
/// width must be a multiple of 16.
void sat_follow_f32(const float *residual, size_t stride, size_t rows, size_t width, const float *inverse_scale,
                    const float *inverse_mean_scale, float clip, float mean_weight, float energy_weight, float *mean,
                    float *energy, float *largest, float *energies);

/// out[r] = sum over j of a[r, j] * b[r, j]. width must be a multiple of 16.
void sat_row_dot_f32(const float *a, size_t a_stride, const float *b, size_t b_stride, size_t rows, size_t width,
                     float *out);

/// Moving means of squared distances over the last rows, as square roots.
///
/// distances[-(long_rows - 1)] to distances[-1] are the past. Each new distance is first multiplied by factor and cut off
/// below at zero, in place; then short_mean[r * stride] = sqrt(sum of the last short_rows distances / short_rows), and
/// long_mean likewise over long_rows distances, each counted as at most ceiling. Sums run from the oldest row on.
void sat_moving_means_f32(float *distances, size_t rows, float factor, size_t short_rows, size_t long_rows,
                          float ceiling, float *short_mean, float *long_mean, size_t stride);

/// Splits shares over columns in proportion to energies: out[j] = sum over k of shares[k] / total[k] * energies[k, j],
/// where total[k] = sum over j of energies[k, j]; a k without share or energy is left out.
///
/// Row k of energies begins at energies + k * energies_stride. kinds must be at most 16, width a multiple of 16.
void sat_share_out_f32(const float *shares, size_t kinds, const float *energies, size_t energies_stride, size_t width,
                       float *out);

/// Brings one row of tag values to standard units and measures how far it is outside the limits.
///
/// A NaN holds the latest value and is counted; the count is returned. Values are clamped to ±bound. frame receives the
/// standardised values times varying (0 or 1); excess the larger of range and rate excess, in tail units, ≥ 0; the rate
/// is not looked at when first is set. All arrays have at least count elements.
size_t sat_standardise_f32(const double *values, size_t count, const double *centre, const double *inverse_scale,
                           const float *varying, const float *low, const float *high, const float *inverse_low_tail,
                           const float *inverse_high_tail, const float *rate, const float *inverse_rate_tail,
                           float bound, int first, float *latest, float *frame, float *excess);

/// y[i] += factor * x[i] for n elements.
void sat_add_scaled_f32(float *y, const float *x, float factor, size_t n);

/// y[i] = x[i] clamped to ±bound for n elements.
void sat_clamp_f32(const float *x, float bound, float *y, size_t n);

/// y[i] = x[i] - y[i] for n elements.
void sat_subtract_from_f32(float *y, const float *x, size_t n);

/// One Adam step over n parameters (Kingma and Ba 2015, algorithm 1, with bias-corrected rate).
void sat_adam_f32(float *parameter, const float *gradient, float *first, float *second, size_t n, float rate,
                  float beta1, float beta2, float epsilon);

#endif
