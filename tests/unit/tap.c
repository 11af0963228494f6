#include "tests/tap.h"
int main(void)
{
	ok(1, "a %s", "good"); is_int(2, 2, "two"); is_str(NULL, NULL, "null");
	return done();
}
