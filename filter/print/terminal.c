#include "filter/print/terminal.h"

#include <unistd.h>

#include "helper/base/control.h"
#include "helper/base/msg.h"
#include "helper/base/utf8.h"

/* The length of the control character at s that must not be sent; 0: none. */
static size_t
terminal_unwanted(const char *s, size_t n, bool raw)
{
	if (*s == '\n' || *s == '\t')
		return 0;
	if ((unsigned char)*s < 0x20 && !raw)
		return 0;
	return control_at(s, n);
}

void
terminal_show(const char *s, size_t n, bool raw, struct buf *to)
{
	const char *end = s + n;

	while (s < end) {
		const char *from = s;
		size_t k = 0;

		while (s < end &&
		       !(k = terminal_unwanted(s, (size_t)(end - s), raw))) {
			size_t length = utf8_char(s, (size_t)(end - s));

			s += length ? length : 1;
		}
		buf_add(to, from, (size_t)(s - from));
		if (k)
			buf_addf(to, "\\u%04x", control_code(s, k));
		s += k;
	}
}

void
terminal_stderr(const char *bytes, size_t n)
{
	struct buf shown = BUF(TERMINAL_MAX);

	if (isatty(STDERR_FILENO)) {
		terminal_show(bytes, n, true, &shown);
		bytes = buf_text(&shown);
		n = shown.len;
	}
	msg_bytes(bytes, n);
	buf_free(&shown);
}
