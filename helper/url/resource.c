#include "helper/url/resource.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "helper/url/base_url.h"
#include "helper/base/control.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/base/shell.h"
#include "helper/url/percent.h"

enum {
	RESOURCE_MAX = 1 << 20, /* bytes of one part, encoded */
	RESOURCE_SHOWN = 200	/* bytes of it in a message */
};

static bool
resource_is_url(const char *text)
{
	return !strncasecmp(text, "https://", 8) ||
	       !strncasecmp(text, "http://", 7);
}

/* A URL may hold a password, which no message may show. */
static const char *
resource_shown(const struct resource *r)
{
	return resource_is_url(r->text) && strchr(r->text, '@') ? "the URL" :
								  r->text;
}

static int
resource_refuse(const struct resource *r, const char *why)
{
	msg_error("%s%.*s: %s", r->where, RESOURCE_SHOWN, resource_shown(r),
		  why);
	return EX_BAD_USAGE;
}

/* Move the text into *ret. */
static int
resource_keep(const struct resource *r, struct buf *b, char **ret)
{
	if (b->failed) {
		buf_free(b);
		return resource_refuse(r, "it is too long");
	}
	free(*ret);
	*ret = b->data;
	return 0;
}

/* Whether the first `:` is before any `/` and any `?`. */
static bool
resource_has_colon(const char *text)
{
	return text[strcspn(text, ":/?")] == ':';
}

static int
resource_read_query(struct resource *r, const char *query)
{
	struct buf b = BUF(RESOURCE_MAX);

	if (strchr(query, '#'))
		return resource_refuse(r,
				       "a '#' has no place in a URL's query");
	if (!*query)
		return 0;
	percent_written(&b, query, strlen(query), "?");
	return resource_keep(r, &b, &r->query);
}

/* The entities route, and the entity's segment if there is one. */
static int
resource_read_entity(struct resource *r, const char *text, size_t n)
{
	struct buf blueprint = BUF(RESOURCE_MAX), path = BUF(RESOURCE_MAX);
	size_t left = strcspn(text, ":"), right = n - left - 1;
	int rc;

	r->kind = right ? RESOURCE_ENTITY : RESOURCE_LISTING;
	if (left == 0)
		return resource_refuse(r, "there is no blueprint before ':'");
	if (percent_dots(text, left) || percent_dots(text + left + 1, right))
		return resource_refuse(r, "'.' and '..' are not identifiers");
	percent_segment(&blueprint, text, left);
	rc = resource_keep(r, &blueprint, &r->blueprint);
	if (rc)
		return rc;
	buf_addf(&path, "blueprints/%s/entities%s", r->blueprint,
		 right ? "/" : "");
	percent_segment(&path, text + left + 1, right);
	return resource_keep(r, &path, &r->path);
}

static int
resource_check_segments(const struct resource *r, const char *path, size_t n)
{
	const char *p = path, *end = path + n;

	for (;;) {
		const char *slash = memchr(p, '/', (size_t)(end - p));
		size_t len = (size_t)((slash ? slash : end) - p);

		if (percent_dots(p, len))
			return resource_refuse(
				r, "a path may not hold '.' or '..'");
		if (!slash)
			return 0;
		if (len == 0)
			return resource_refuse(r,
					       "a part of its path is empty");
		p = slash + 1;
	}
}

static int
resource_read_path(struct resource *r, const char *path, size_t n)
{
	struct buf b = BUF(RESOURCE_MAX);
	int rc;

	r->kind = RESOURCE_PATH;
	if (n == 0)
		return resource_refuse(r, "it names no route below /v1/");
	if (memchr(path, '#', n))
		return resource_refuse(r, "a '#' has no place in a path");
	rc = resource_check_segments(r, path, n);
	if (rc)
		return rc;
	percent_written(&b, path, n, "");
	return resource_keep(r, &b, &r->path);
}

static const char *
resource_without(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(text, prefix, n) ? text : text + n;
}

/* *ret_path: what follows /v1/ in it. */
static int
resource_read_url(struct resource *r, const char **ret_path)
{
	const char *authority = strstr(r->text, "//") + 2, *why = NULL;
	const char *path = authority + strcspn(authority, "/?#");
	char *front = output_copy_part(r->text, (size_t)(path - r->text));

	r->kind = RESOURCE_PATH;
	r->base = base_url_parse(front, &why);
	free(front);
	if (why)
		return resource_refuse(r, why);
	if (strncmp(path, "/v1/", 4))
		return resource_refuse(r, "it names no route below /v1/");
	*ret_path = path + 4;
	return 0;
}

static int
resource_read_remote(struct resource *r)
{
	const char *path = r->text;
	size_t n = strlen(r->text);
	int rc;

	if (control_in(r->text, n))
		return resource_refuse(r, "it may not hold a control byte");
	if (!percent_valid(r->text, n))
		return resource_refuse(
			r, "'%' is not followed by two hex digits (a "
			   "'%' itself is %25)");
	if (resource_is_url(r->text)) {
		rc = resource_read_url(r, &path);
		if (rc)
			return rc;
	} else if (!resource_has_colon(r->text)) {
		path = resource_without(resource_without(path, "/"), "v1/");
	}
	n = strcspn(path, "?");
	rc = resource_has_colon(r->text) && !r->base ?
		     resource_read_entity(r, path, n) :
		     resource_read_path(r, path, n);
	if (!rc && path[n] == '?')
		rc = resource_read_query(r, path + n + 1);
	return rc;
}

/* -, @FILE, or what Port has. */
static int
resource_read(struct resource *r)
{
	if (!*r->text) {
		msg_error("RESOURCE is empty");
		return EX_BAD_USAGE;
	}
	if (!strcmp(r->text, "-")) {
		r->kind = RESOURCE_STDIN;
		return 0;
	}
	if (*r->text == '@') {
		r->kind = RESOURCE_NAMES;
		r->file = r->text + 1;
		return *r->file ? 0 :
				  resource_refuse(r, "no file's name follows");
	}
	return resource_read_remote(r);
}

int
resource_parse(const char *text, struct resource *ret)
{
	return resource_parse_line("", text, ret);
}

int
resource_parse_line(const char *where, const char *text, struct resource *ret)
{
	int rc;

	memset(ret, 0, sizeof *ret);
	ret->text = text;
	ret->where = output_copy(where);
	rc = resource_read(ret);
	if (!rc && *where && ret->kind != RESOURCE_ENTITY &&
	    ret->kind != RESOURCE_PATH)
		rc = resource_refuse(ret,
				     "a list holds only entities and PATHs");
	return rc;
}

void
resource_free(struct resource *r)
{
	free(r->where);
	free(r->base);
	free(r->blueprint);
	free(r->path);
	free(r->query);
	memset(r, 0, sizeof *r);
}

int
resource_param(struct resource *r, const char *name, const char *value)
{
	struct buf b = BUF(RESOURCE_MAX);

	if (r->query)
		buf_addf(&b, "%s&", r->query);
	percent_value(&b, name, strlen(name));
	buf_addc(&b, '=');
	percent_value(&b, value, strlen(value));
	return resource_keep(r, &b, &r->query);
}

int
resource_url(const struct resource *r, const char *base, struct buf *ret)
{
	if (r->base && strcmp(r->base, base)) {
		msg_error("%s%.*s: another host than %s", r->where,
			  RESOURCE_SHOWN, resource_shown(r), base);
		msg_hint("name only the route, %s; another Port is --api-url "
			 "URL or -p NAME",
			 shell_shown("%s", r->path));
		return EX_BAD_USAGE;
	}
	buf_addf(ret, "%s/%s", base, r->path);
	if (r->query)
		buf_addf(ret, "?%s", r->query);
	return ret->failed ? resource_refuse(r, "it is too long") : 0;
}
