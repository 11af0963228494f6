/*
 * The config for curl that is made of a FILE of --each or, depending on the
 * first byte, of the list of --curl @FILE holds only the intended requests. The
 * second byte is the method.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/cli/config.h"
#include "helper/session/acquire.h"
#include "helper/session/session.h"
#include "tests/fuzz/rfc8259.h"

#define URL "https://api.getport.io/v1/blueprints/b/entities?upsert=true"

static struct buf config = BUF(1 << 28);

static int
keep(const void *bytes, size_t n)
{
	MUST(n > 0 && buf_add(&config, bytes, n) == 0);
	return 0;
}

static struct session *
session(void)
{
	static struct session *s;
	static const struct chosen chosen = { .timeout = 20 };
	static const struct acquire_need need = { 0 };

	if (!s) {
		setenv("PORT_ACCESS_TOKEN", "T", 1);
		setenv("PORT_KEYRING", "off", 1);
		MUST(session_open(&s, &chosen, VARS_ALL) == 0);
		MUST(acquire_token(s, &need) == 0);
	}
	return s;
}

/* Read a line of the config as curl does: return its name, set *ret to its
 * value. */
static char *
line(char **p, struct buf *ret)
{
	char *name = *p, *at = strpbrk(name, " \n");

	buf_clear(ret);
	MUST(at);
	if (*at == ' ') {
		MUST(!strncmp(at, " = \"", 4));
		*at = '\0';
		for (at += 4; *at != '"'; at++) {
			char c = *at;

			MUST(c && c != '\n');
			if (c == '\\') {
				c = *++at;
				c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
				MUST(c == '\n' || c == '\r' || c == '"' ||
				     c == '\\');
			}
			MUST(buf_addc(ret, c) == 0);
		}
		at++;
	}
	MUST(*at == '\n');
	MUST(at - name < 100 * 1024);
	*at = '\0';
	*p = at + 1;
	return name;
}

/* Check the lines before the body, or before `next`, in their order. */
static void
pass_head(char **p, const char *url, const char *method)
{
	struct buf value = BUF(1 << 22);

	MUST(!strcmp(line(p, &value), "url"));
	MUST(url ? !strcmp(buf_text(&value), url) :
		   !strncmp(buf_text(&value), "https://api.getport.io/v1/", 26));
	MUST(!strcmp(line(p, &value), "header"));
	MUST(!strcmp(buf_text(&value), "Authorization: Bearer T"));
	MUST(!strcmp(line(p, &value), "fail-with-body"));
	MUST(!strcmp(line(p, &value), "silent"));
	MUST(!strcmp(line(p, &value), "show-error"));
	if (method) {
		MUST(!strcmp(line(p, &value), "request"));
		MUST(!strcmp(buf_text(&value), method));
	}
	buf_free(&value);
}

/* Read one request, its body into *ret. */
static void
take_body(char **p, struct buf *ret)
{
	struct buf part = BUF(1 << 22);

	MUST(!strcmp(line(p, &part), "header"));
	MUST(!strcmp(buf_text(&part), "content-type: application/json"));
	if (!strncmp(*p, "request", 7))
		line(p, &part);
	do {
		MUST(strstr("data-raw json", line(p, &part)));
		MUST(*buf_text(&part) != '@');
		MUST(buf_add(ret, buf_text(&part), part.len) == 0);
	} while (!strncmp(*p, "json", 4));
	buf_free(&part);
}

static struct rfc
input(const uint8_t *data, size_t n)
{
	size_t mark = n >= 3 && !memcmp(data, "\xef\xbb\xbf", 3) ? 3 : 0;

	return (struct rfc){ .p = data + mark, .end = data + n };
}

/* Whether the input is one or more objects and arrays. */
static bool
is_bodies(const uint8_t *data, size_t n)
{
	struct rfc r = input(data, n);

	rfc_space(&r);
	if (r.p == r.end)
		return false;
	for (; r.p < r.end; rfc_space(&r)) {
		if ((*r.p != '{' && *r.p != '[') || !rfc_value(&r))
			return false;
	}
	return true;
}

/* Whether the body is that text. A piece of it never begins with `@`, but with
 * the escape of `@`. */
static bool
is_text(const struct buf *body, const uint8_t *p, const uint8_t *end)
{
	size_t i;

	for (i = 0; p < end; p++) {
		if (*p == '@' && body->len - i > 5 &&
		    !memcmp(body->data + i, "\\u0040", 6))
			i += 6;
		else if (i == body->len || (uint8_t)body->data[i++] != *p)
			return false;
	}
	return i == body->len;
}

/* Check that the bodies are the texts of the input. */
static void
check_bodies(const uint8_t *data, size_t n, const char *method)
{
	struct rfc r = input(data, n);
	struct buf body = BUF(1 << 22);
	char *p = config.data;

	MUST(!strncmp(p, "fail-early\n", 11));
	for (p += 11;; p += 5) {
		const uint8_t *start;

		rfc_space(&r);
		start = r.p;
		MUST(r.p < r.end && (*start == '{' || *start == '['));
		MUST(rfc_value(&r));
		pass_head(&p, URL, method);
		buf_clear(&body);
		take_body(&p, &body);
		MUST(is_text(&body, start, r.p));
		if (!*p)
			break;
		MUST(!strncmp(p, "next\n", 5));
	}
	rfc_space(&r);
	MUST(r.p == r.end);
	buf_free(&body);
}

static void
check_list(const char *method)
{
	char *p = config.data;

	MUST(!strncmp(p, "fail-early\n", 11));
	for (p += 11;; p += 5) {
		pass_head(&p, NULL, method);
		if (!*p)
			break;
		MUST(!strncmp(p, "next\n", 5));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const methods[] = { NULL, "POST", "PUT", "PATCH" };
	static char name[40];
	static int fd = -1;
	struct command c = { .form = FORM_CURL };
	struct config read = { 0 };
	bool list;
	int status;

	if (n < 2)
		return 0;
	msg_level(false, false);
	if (fd < 0) {
		fd = memfd_create("input", MFD_CLOEXEC);
		snprintf(name, sizeof name, "@/proc/self/fd/%d", fd);
	}
	list = data[0] == '@';
	c.method = methods[data[1] % 4];
	c.resource = list ? name : "b:?upsert=true";
	c.each = list ? NULL : name + 1;
	data += 2, n -= 2;
	MUST(fd >= 0 && ftruncate(fd, 0) == 0);
	MUST(pwrite(fd, data, n, 0) == (ssize_t)n);
	buf_clear(&config);
	status = config_read(&read, &c, "https://api.getport.io/v1");
	MUST(status == 0 || status == (list ? EX_BAD_USAGE : EX_INPUT));
	if (status == 0) {
		MUST(config_print(&read, session(), keep) == 0);
		MUST(strlen(config.data) == config.len);
		if (list)
			check_list(c.method);
		else
			check_bodies(data, n, c.method);
	}
	if (!list)
		MUST((status == 0) == is_bodies(data, n));
	config_free(&read);
	return 0;
}
