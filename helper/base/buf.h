/* A byte buffer that grows up to a fixed maximum. If memory runs out, that ends
 * the run (output_no_memory). */
#ifndef HELPER_BASE_BUF_H
#define HELPER_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *data;  /* always NUL-terminated once anything was added */
	size_t len;  /* bytes in use, without the NUL */
	size_t size; /* bytes allocated */
	size_t max;  /* len never exceeds this; below SIZE_MAX */
	bool secret; /* wiped when it moves, is cleared or freed */
	bool failed; /* an addition failed: the text is not whole */
};

/* An empty buffer for at most `max` bytes. Nothing is allocated yet. */
#define BUF(limit)                                                             \
	{                                                                      \
		.max = (limit)                                                 \
	}
#define BUF_SECRET(limit)                                                      \
	{                                                                      \
		.max = (limit), .secret = true                                 \
	}

/* Append. Return 0, or -1 when `max` would be exceeded; the text is then
 * unchanged, and `failed` set. Nothing is printed. */
int buf_add(struct buf *b, const void *bytes, size_t n);
int buf_adds(struct buf *b, const char *string);
int buf_addc(struct buf *b, char c);
int buf_addf(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Make room for n more bytes after len, and one for a NUL. The caller writes
 * the bytes, adds to len, and adds the NUL if the text is read as a string.
 * NULL when buf_add would fail. */
char *buf_room(struct buf *b, size_t n);

/* The text, "" if nothing was ever added. */
const char *buf_text(const struct buf *b);

/* If `from` has more memory than `to`, empty both and swap their memory. Does
 * nothing if either is secret. */
void buf_reuse(struct buf *to, struct buf *from);

/* Empty it and keep the memory. */
void buf_clear(struct buf *b);

/* Free the memory; the buffer is then empty and can be used again. `failed`
 * keeps what it says until buf_clear. */
void buf_free(struct buf *b);

/* Write the text on stdout and free it. 0, or a code after a message; a text
 * that is not whole is not written. */
int buf_print(struct buf *b);

#endif
