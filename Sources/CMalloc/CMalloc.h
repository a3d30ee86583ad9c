// <malloc.h>, which is not part of the C library as Swift imports it.

#ifndef HANDBOOK_CMALLOC_H
#define HANDBOOK_CMALLOC_H

#if defined(__linux__)
#include <malloc.h>
#endif

#endif
