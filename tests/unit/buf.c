#include <stdlib.h>

#include "helper/base/buf.h"
#include "tests/tap.h"

static void
test_growth(bool secret)
{
	struct buf b = { .max = 1000, .secret = secret };
	char *room;

	is_str(buf_text(&b), "", "an empty buffer is an empty string");
	buf_clear(&b);
	ok(!buf_adds(&b, "one") && !buf_addc(&b, ' ') &&
	   !buf_addf(&b, "%d %s", 2, "three"), "text, byte and format fit");
	is_str(buf_text(&b), "one 2 three", "two strings");
	ok(!buf_add(&b, "", 0), "nothing can always be added");
	room = buf_room(&b, 1000 - b.len);
	ok(room != NULL, "room up to the maximum");
	memset(room, 'x', 1000 - b.len);
	b.len = 1000;
	b.data[1000] = '\0';
	ok(buf_addc(&b, 'y') == -1 && b.len == 1000 && !buf_room(&b, 1),
	   "one byte more is refused and changes nothing");
	ok(buf_addf(&b, "%s", "z") == -1 && b.len == 1000, "buf_addf appends");
	buf_clear(&b);
	is_str(buf_text(&b), "", "clear empties");
	ok(!buf_adds(&b, "again"), "it can still be used");
	buf_free(&b);
	ok(!b.data && !b.len, "buf_free frees all");
	ok(!buf_adds(&b, "again"), "it can still be used");
	buf_free(&b);
	buf_free(&b);
}

static void
test_wipe(void)
{
	struct buf b = BUF_SECRET(100);
	bool clean = true;

	buf_adds(&b, "secret");
	buf_clear(&b);
	for (size_t i = 0; i < b.size; i++)
		clean &= b.data[i] == '\0';
	ok(clean, "a cleared secret is gone from memory");
	buf_free(&b);
}

static void
test_nul(void)
{
	struct buf b = BUF(10);

	ok(!buf_add(&b, "a\0b", 3) && b.len == 3 && !memcmp(b.data, "a\0b", 4),
	   "a NUL is a byte like others, and one follows the last");
	buf_free(&b);
}

static void
test_reuse(void)
{
	struct buf old = BUF(100), new = BUF(10), secret = BUF_SECRET(10);
	char *memory;

	buf_adds(&old, "a body of an earlier answer");
	memory = old.data;
	buf_reuse(&secret, &old);
	ok(!secret.data && old.data == memory, "a secret one takes no memory");
	buf_reuse(&new, &old);
	ok(new.data == memory && !old.data, "memory is handed over");
	is_str(buf_text(&new), "", "it holds nothing");
	ok(buf_adds(&new, "eleven byte") == -1, "the new maximum counts");
	ok(new.failed, "the failure is remembered");
	buf_clear(&new);
	ok(!new.failed, "until it is cleared");
	buf_reuse(&new, &old);
	ok(new.data == memory, "memory that is too small is not used");
	buf_free(&old);
	buf_free(&new);
}

int
main(void)
{
	test_reuse();
	test_growth(false);
	test_growth(true);
	test_wipe();
	test_nul();
	return done();
}
