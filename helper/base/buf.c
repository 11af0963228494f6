#include "helper/base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Move to a larger allocation. Unlike realloc this wipes a secret from the old
 * one. */
static int
buf_grow(struct buf *b, size_t need)
{
	size_t size = b->size ? b->size : 64;
	char *data;

	while (size < need)
		size = size > SIZE_MAX / 2 ? need : size * 2;
	if (size > b->max + 1)
		size = b->max + 1;
	if (b->secret) {
		data = malloc(size);
		if (data && b->data)
			memcpy(data, b->data, b->len + 1);
		if (data) {
			if (b->data)
				explicit_bzero(b->data, b->size);
			free(b->data);
		}
	} else {
		data = realloc(b->data, size);
	}
	if (!data)
		return -1;
	b->data = data;
	b->size = size;
	return 0;
}

char *
buf_room(struct buf *b, size_t n)
{
	bool fits = n <= b->max - b->len;

	if (!fits ||
	    (b->len + n + 1 > b->size && buf_grow(b, b->len + n + 1))) {
		b->failed = true;
		b->starved = fits;
		return NULL;
	}
	b->data[b->len] = '\0';
	return b->data + b->len;
}

int
buf_add(struct buf *b, const void *bytes, size_t n)
{
	char *to = buf_room(b, n);

	if (!to)
		return -1;
	if (n)
		memcpy(to, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
	return 0;
}

int
buf_adds(struct buf *b, const char *string)
{
	return buf_add(b, string, strlen(string));
}

int
buf_addc(struct buf *b, char c)
{
	return buf_add(b, &c, 1);
}

int
buf_addf(struct buf *b, const char *format, ...)
{
	va_list args;
	char *to;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	to = buf_room(b, n < 0 ? SIZE_MAX : (size_t)n);
	if (!to)
		return -1;
	va_start(args, format);
	vsnprintf(to, (size_t)n + 1, format, args);
	va_end(args);
	b->len += (size_t)n;
	return 0;
}

const char *
buf_text(const struct buf *b)
{
	return b->data ? b->data : "";
}

void
buf_clear(struct buf *b)
{
	b->failed = b->starved = false;
	if (!b->data)
		return;
	if (b->secret)
		explicit_bzero(b->data, b->size);
	b->len = 0;
	b->data[0] = '\0';
}

void
buf_reuse(struct buf *to, struct buf *from)
{
	char *data = to->data;
	size_t size = to->size;

	if (to->secret || from->secret || from->size <= size)
		return;
	to->data = from->data;
	to->size = from->size;
	from->data = data;
	from->size = size;
	to->len = from->len = 0;
	to->data[0] = '\0';
	if (data)
		data[0] = '\0';
}

void
buf_free(struct buf *b)
{
	if (b->data && b->secret)
		explicit_bzero(b->data, b->size);
	free(b->data);
	b->data = NULL;
	b->len = b->size = 0;
}
