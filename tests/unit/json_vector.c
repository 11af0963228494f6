/* json.c again, with the code for a machine that has no SSE2. */
#undef __SSE2__
#include "helper/json/skip.c"
#include "tests/unit/json.c"
