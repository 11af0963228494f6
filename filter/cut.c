#include "filter/cut.h"

#include <string.h>

/* The text is known to be JSON, so nothing here looks for its end: every
 * string, object and array closes. */

static const char *
skip_blank(const char *p)
{
	while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')
		p++;
	return p;
}

/* From behind the opening quote to behind the closing one. */
static const char *
skip_string(const char *p)
{
	for (;; p++) {
		if (*p == '"')
			return p + 1;
		if (*p == '\\')
			p++;
	}
}

static const char *
skip_value(const char *p)
{
	int depth = 0;

	do {
		switch (*p++) {
		case '"':
			p = skip_string(p);
			break;
		case '{':
		case '[':
			depth++;
			break;
		case '}':
		case ']':
			depth--;
			break;
		default:
			/* A bare word or number, or what stands between. */
			if (!depth)
				p += strcspn(p, ",}] \n\t\r");
		}
	} while (depth);
	return p;
}

static const struct reads_node *
child_of(const struct reads_node *n, const char *key, size_t len)
{
	for (n = n->child; n; n = n->sibling)
		if (n->len == len && memcmp(n->key, key, len) == 0)
			break;
	return n;
}

/* Put the object at p, as far as it is read, into `to`; returns what stands
 * behind it, or NULL. Equal keys all go: libjq then takes the last. */
static const char *
cut_object(const struct reads_node *n, const char *p, struct buf *to)
{
	bool first = true;

	if (buf_addc(to, '{'))
		return NULL;
	for (p = skip_blank(p + 1); *p != '}'; p = skip_blank(p)) {
		const struct reads_node *child;
		const char *key, *key_end, *value;

		if (*p == ',')
			p = skip_blank(p + 1);
		key = p;
		key_end = skip_string(key + 1);
		if (memchr(key, '\\', (size_t)(key_end - key)))
			return NULL;
		value = skip_blank(skip_blank(key_end) + 1);
		child = child_of(n, key + 1, (size_t)(key_end - key) - 2);
		if (!child) {
			p = skip_value(value);
			continue;
		}
		if ((!first && buf_addc(to, ',')) ||
		    buf_add(to, key, (size_t)(key_end - key)) ||
		    buf_addc(to, ':'))
			return NULL;
		first = false;
		if (*value == '{' && child->child && !child->whole) {
			p = cut_object(child, value, to);
			if (!p)
				return NULL;
		} else {
			p = skip_value(value);
			if (buf_add(to, value, (size_t)(p - value)))
				return NULL;
		}
	}
	return buf_addc(to, '}') ? NULL : p + 1;
}

bool
cut(const struct reads *r, const struct text *t, struct buf *to)
{
	const char *p = skip_blank(t->bytes);

	buf_clear(to);
	if (r->root.whole)
		return false;
	return *p == '{' && cut_object(&r->root, p, to);
}
