#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/port/log.h"
#include "tests/port/value.h"

enum { SHOWN = 4096 };

static int fd = -1;
static bool secrets;

int
log_open(const char *file, bool with_secrets)
{
	secrets = with_secrets;
	fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	return fd < 0 ? errno : 0;
}

void
log_request(jv line)
{
	size_t length;
	char *text;

	if (fd >= 0) {
		text = value_dump(line, 0, &length);
		text[length] = '\n';
		if (write(fd, text, length + 1) < 0)
			abort();
		free(text);
	}
	jv_free(line);
}

jv
log_body(const char *bytes, size_t length)
{
	jv body = jv_invalid(), text;

	if (length > SHOWN || length == 0)
		return jv_null();
	if (!secrets && memmem(bytes, length, "clientSecret", 12))
		body = jv_parse_sized(bytes, (int)length);
	if (!has(body, "clientSecret")) {
		jv_free(body);
		return jv_string_sized(bytes, (int)length);
	}
	body = with_text(body, "clientSecret", "[secret]");
	text = jv_dump_string(body, 0);
	return text;
}
