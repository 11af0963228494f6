#include "helper/base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/msg.h"
#include "helper/base/output.h"

/* Move to a larger allocation. Unlike realloc this wipes a secret from the old
 * one. */
static void
buf_grow(struct buf *b, size_t need)
{
	size_t size = b->size ? b->size : 64;
	char *data;

	while (size < need)
		size = size > SIZE_MAX / 2 ? need : size * 2;
	if (size > b->max + 1)
		size = b->max + 1;
	if (b->secret) {
		data = output_memory(1, size);
		if (b->data) {
			memcpy(data, b->data, b->len + 1);
			explicit_bzero(b->data, b->size);
			free(b->data);
		}
	} else {
		data = realloc(b->data, size);
		if (!data)
			output_no_memory(NULL);
	}
	b->data = data;
	b->size = size;
}

char *
buf_room(struct buf *b, size_t n)
{
	if (n > b->max - b->len) {
		b->failed = true;
		return NULL;
	}
	if (b->len + n + 1 > b->size)
		buf_grow(b, b->len + n + 1);
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
	b->failed = false;
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

int
buf_print(struct buf *b)
{
	int status =
		b->failed ? msg_no_memory() : output_write(b->data, b->len);

	buf_free(b);
	return status;
}
