#ifndef SAT_CKERNELS_H
#define SAT_CKERNELS_H
#endif
