#include "Roofline.h"

typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));

#if defined(__x86_64__)
__attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
float sat_roofline_f32(size_t steps, float factor, float term) {
  enum { CHAINS = 20 };
  lanes chain[CHAINS];
  lanes a = (lanes){0} + factor, b = (lanes){0} + term;
  for (int i = 0; i < CHAINS; i++) chain[i] = (lanes){0} + (float)i;
  for (size_t s = 0; s < steps; s++)
    for (int i = 0; i < CHAINS; i++) chain[i] = __builtin_elementwise_fma(chain[i], a, b);
  lanes sum = (lanes){0};
  for (int i = 0; i < CHAINS; i++) sum += chain[i];
  float total = 0;
  for (int i = 0; i < 16; i++) total += sum[i];
  return total;
}
