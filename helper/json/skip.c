/* Strings, numbers and words of JSON, byte by byte or 64 bytes at once. */
#include "helper/json/skip.h"

#include <endian.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* 16 bytes, compared at once: the compiler uses the machine's vectors. */
typedef unsigned char block __attribute__((vector_size(16)));

/* A bit for each of the 16 bytes at p: set if it is a mark. */
static inline uint64_t
skip_marks_of_16(const char *p)
{
	block v;

	memcpy(&v, p, sizeof v);
	/* With bit 1 flipped a quote is 0x20, control bytes are below that, and
	 * all other bytes above it. */
	v = (block)(((v ^ 2) <= 0x20) | (v == '\\'));
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8((__m128i)v);
#else
	uint64_t half[2];

	/* Each byte is 0 or 0xff. Leave bit i of byte i; the product has their
	 * sum in its highest byte. */
	memcpy(half, &v, sizeof half);
	for (int i = 0; i < 2; i++)
		half[i] = (le64toh(half[i]) & 0x8040201008040201) *
				  0x0101010101010101 >>
			  56;
	return half[0] | half[1] << 8;
#endif
}

static inline uint64_t
skip_marks_of_64(const char *p)
{
	return skip_marks_of_16(p) | skip_marks_of_16(p + 16) << 16 |
	       skip_marks_of_16(p + 32) << 32 | skip_marks_of_16(p + 48) << 48;
}

/* The same for fewer than 64 bytes, which end a text. All bytes after them are
 * marks. */
static struct skip_marks
skip_marks_of_rest(const char *p, const char *end)
{
	char rest[64] = { 0 };

	memcpy(rest, p, (size_t)(end - p));
	return (struct skip_marks){ .from = p, .bits = skip_marks_of_64(rest) };
}

struct skip_marks
skip_unmarked(const char *p, const char *end)
{
	for (; end - p >= 64; p += 64) {
		uint64_t bits = skip_marks_of_64(p);

		if (bits)
			return (struct skip_marks){ .from = p, .bits = bits };
	}
	return skip_marks_of_rest(p, end);
}

/* The number in the four hexadecimal digits at p; -1 if they are not there. */
static int
skip_hex(const char *p, const char *end)
{
	int n = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int c = p[i] | 0x20;

		if (p[i] >= '0' && p[i] <= '9')
			n = n << 4 | (p[i] - '0');
		else if (c >= 'a' && c <= 'f')
			n = n << 4 | (c - 'a' + 10);
		else
			return -1;
	}
	return n;
}

/* Returns the end of the escape at p, or NULL if it is not valid. */
static const char *
skip_escape(const char *p, const char *end, bool *ret_lone)
{
	int unit, low = -1;

	if (++p == end)
		return NULL;
	if (*p != 'u')
		return *p && strchr("\"\\/bfnrt", *p) ? p + 1 : NULL;
	unit = skip_hex(p + 1, end);
	if (unit < 0)
		return NULL;
	p += 5;
	if (unit < 0xd800 || unit > 0xdfff)
		return p;
	if (unit < 0xdc00 && end - p > 1 && p[0] == '\\' && p[1] == 'u')
		low = skip_hex(p + 2, end);
	if (low >= 0xdc00 && low <= 0xdfff)
		return p + 6;
	*ret_lone = true;
	return p;
}

const char *
skip_escapes(const char *p, const char *end, bool *ret_lone)
{
	struct skip_marks m = { 0 };

	while (p && p < end && *p == '\\') {
		p = skip_escape(p, end, ret_lone);
		if (p)
			p = skip_plain(p, end, &m);
	}
	return p && p < end && *p == '"' ? p + 1 : NULL;
}

static inline const char *
skip_digits(const char *p, const char *end)
{
	while (p < end && (unsigned)(*p - '0') < 10)
		p++;
	return p;
}

static const char *
skip_number(const char *p, const char *end)
{
	const char *digits;

	if (*p == '-')
		p++;
	digits = p;
	p = skip_digits(p, end);
	if (p == digits || (*digits == '0' && p - digits > 1))
		return NULL;
	if (p < end && *p == '.') {
		digits = ++p;
		p = skip_digits(p, end);
		if (p == digits)
			return NULL;
	}
	if (p < end && (*p | 0x20) == 'e') {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		digits = p;
		p = skip_digits(p, end);
		if (p == digits)
			return NULL;
	}
	return p;
}

const char *
skip_word(const char *p, const char *end)
{
	size_t n = (size_t)(end - p);

	switch (*p) {
	case 't':
		return n >= 4 && memcmp(p, "true", 4) == 0 ? p + 4 : NULL;
	case 'f':
		return n >= 5 && memcmp(p, "false", 5) == 0 ? p + 5 : NULL;
	case 'n':
		return n >= 4 && memcmp(p, "null", 4) == 0 ? p + 4 : NULL;
	default:
		return skip_number(p, end);
	}
}
