/* json.c once more, with the code for machines without SSE2. */
#undef __SSE2__
#include "helper/json/skip.c"
#include "tests/unit/json.c"
