#include "filter/projection/walk.h"

#include <stdlib.h>
#include <string.h>

#include "filter/projection/lex.h"

/*
 * Each part of the filter works on a value. Either that is a place in the
 * input, a node of the tree; or the filter has made it, which is NULL here, and
 * all that it was made of has been noted. This does not depend on the
 * precedence of operators, so the text is walked from left to right.
 */
struct walk {
	const char *p;
	int steps;  /* terms, which recur, and keys */
	bool plain; /* nothing but one path so far */
	bool lost;  /* not understood: the whole input is read */
};

enum { WALK_STEPS = 1000 };

typedef struct projection_node *place;

static place walk_pipe(struct walk *w, place in);
static place walk_terms(struct walk *w, place in, bool commas);

static place
walk_lose(struct walk *w)
{
	w->lost = true;
	return NULL;
}

/* Note that the value itself is used, not only something below it. */
static place
walk_use(place at)
{
	if (at)
		at->whole = true;
	return NULL;
}

static place
walk_below(struct walk *w, place at, const char *key, size_t len)
{
	place child = at ? node_child(at, key, len) : NULL;

	if (!at || child)
		return child;
	return ++w->steps > WALK_STEPS ? walk_lose(w) : node_add(at, key, len);
}

static void
walk_expect(struct walk *w, const char *sign)
{
	if (!lex_sign(&w->p, sign))
		walk_lose(w);
}

/* Walk a string, at its opening quote. Interpolated parts read the same value.
 */
static void
walk_string(struct walk *w, place in)
{
	for (w->p++; *w->p && *w->p != '"' && !w->lost;) {
		if (w->p[0] == '\\' && w->p[1] == '(') {
			w->p += 2;
			walk_use(walk_pipe(w, in));
			walk_expect(w, ")");
		} else if (w->p[0] == '\\' && w->p[1]) {
			w->p += 2;
		} else {
			w->p++;
		}
	}
	if (*w->p == '"')
		w->p++;
	else
		walk_lose(w);
}

/* One member of an object, up to a comma. */
static void
walk_member(struct walk *w, place in)
{
	size_t n;

	lex_blank(&w->p);
	if (*w->p == '(') {
		w->p++;
		walk_use(walk_pipe(w, in));
		walk_expect(w, ")");
		walk_expect(w, ":");
	} else {
		bool quoted = *w->p == '"', variable = *w->p == '$';
		const char *key = w->p + (quoted || variable);

		n = quoted ? lex_key(w->p) : lex_name(key);
		w->p += variable + n;
		if (!n)
			walk_lose(w);
		if (w->lost || variable)
			return;
		if (!lex_sign(&w->p, ":")) {
			walk_use(walk_below(w, in, key, quoted ? n - 2 : n));
			return;
		}
	}
	do
		in = walk_terms(w, in, false);
	while (!w->lost && lex_sign(&w->p, "|"));
	walk_use(in);
}

static void
walk_object(struct walk *w, place in)
{
	w->p++;
	if (lex_sign(&w->p, "}"))
		return;
	do
		walk_member(w, in);
	while (!w->lost && lex_sign(&w->p, ","));
	walk_expect(w, "}");
}

static void
walk_if(struct walk *w, place in)
{
	do {
		walk_use(walk_pipe(w, in));
		if (!lex_word(&w->p, "then"))
			walk_lose(w);
		walk_use(walk_pipe(w, in));
	} while (!w->lost && lex_word(&w->p, "elif"));
	if (lex_word(&w->p, "else"))
		walk_use(walk_pipe(w, in));
	else
		walk_use(in);
	if (!lex_word(&w->p, "end"))
		walk_lose(w);
}

/* A call. Its arguments work on its input or on what it makes of it: with the
 * input counted as read whole they can add nothing. */
static place
walk_call(struct walk *w, place in)
{
	const char *name = w->p;
	size_t n = lex_name(name);

	w->p += n;
	if (lex_is(name, n, "if")) {
		walk_if(w, in);
		return NULL;
	}
	if (lex_unfollowed(name, n) || strncmp(w->p, "::", 2) == 0)
		return walk_lose(w);
	if (!lex_sign(&w->p, "("))
		return lex_constant(name, n) ? NULL : walk_use(in);
	if (lex_is(name, n, "select")) {
		walk_use(walk_pipe(w, in));
		walk_expect(w, ")");
		return in;
	}
	walk_use(in);
	do
		walk_use(walk_pipe(w, NULL));
	while (!w->lost && lex_sign(&w->p, ";"));
	walk_expect(w, ")");
	return NULL;
}

/* [...] after a value, past the bracket: a plain key leads to a child; an
 * index, a slice or an iteration uses the value. */
static place
walk_index(struct walk *w, place in, place at)
{
	size_t n;

	lex_blank(&w->p);
	n = *w->p == '"' ? lex_key(w->p) : 0;
	if (n) {
		const char *key = w->p + 1;

		w->p += n;
		if (lex_sign(&w->p, "]"))
			return walk_below(w, at, key, n - 2);
		return walk_lose(w);
	}
	w->plain = false;
	walk_use(at);
	if (!lex_sign(&w->p, ":") && *w->p != ']') {
		walk_use(walk_pipe(w, in));
		lex_sign(&w->p, ":");
	}
	if (!lex_sign(&w->p, "]")) {
		walk_use(walk_pipe(w, in));
		walk_expect(w, "]");
	}
	return NULL;
}

/* What follows a term: .key, ."key", [...], ? */
static place
walk_suffixes(struct walk *w, place in, place at)
{
	while (!w->lost) {
		size_t n;

		lex_blank(&w->p);
		if (w->p[0] == '?' && w->p[1] != '/') {
			w->plain = false;
			w->p++;
		} else if (*w->p == '[') {
			w->p++;
			at = walk_index(w, in, at);
		} else if (w->p[0] == '.' && lex_alpha(w->p[1])) {
			n = lex_name(w->p + 1);
			at = walk_below(w, at, w->p + 1, n);
			w->p += 1 + n;
		} else if (w->p[0] == '.' && w->p[1] == '"') {
			n = lex_key(w->p + 1);
			if (!n)
				return walk_lose(w);
			at = walk_below(w, at, w->p + 2, n - 2);
			w->p += 1 + n;
		} else if (w->p[0] == '.') {
			return walk_lose(w);
		} else {
			break;
		}
	}
	return at;
}

static place
walk_root(struct walk *w, place in)
{
	if (lex_alpha(w->p[1]) || w->p[1] == '"')
		return in; /* the dot belongs to the suffix */
	if (w->p[1] == '.' || lex_digit(w->p[1]))
		return walk_lose(w);
	w->p++;
	return in;
}

/* A term that does not begin with a dot. */
static place
walk_value(struct walk *w, place in)
{
	char *end;

	switch (*w->p) {
	case '"':
		walk_string(w, in);
		return NULL;
	case '@':
		w->p += 1 + lex_name(w->p + 1);
		lex_blank(&w->p);
		if (*w->p == '"')
			walk_string(w, in);
		else
			walk_use(in);
		return NULL;
	case '$':
		w->p += 1 + lex_name(w->p + 1);
		return strncmp(w->p, "::", 2) ? NULL : walk_lose(w);
	case '(':
		w->p++;
		in = walk_pipe(w, in);
		walk_expect(w, ")");
		return in;
	case '[':
		w->p++;
		if (lex_sign(&w->p, "]"))
			return NULL;
		walk_use(walk_pipe(w, in));
		walk_expect(w, "]");
		return NULL;
	case '{':
		walk_object(w, in);
		return NULL;
	}
	if (lex_alpha(*w->p))
		return walk_call(w, in);
	if (!lex_digit(*w->p))
		return walk_lose(w);
	strtod(w->p, &end);
	w->p = end;
	return NULL;
}

static place
walk_term(struct walk *w, place in)
{
	lex_blank(&w->p);
	if (w->lost || ++w->steps > WALK_STEPS)
		return walk_lose(w);
	if (*w->p == '.')
		return walk_suffixes(w, in, walk_root(w, in));
	w->plain = false;
	return walk_suffixes(w, in, walk_value(w, in));
}

/* Terms joined by operators or `commas`, whose results mix. */
static place
walk_terms(struct walk *w, place in, bool commas)
{
	bool made = false;
	place at;

	do {
		while (lex_sign(&w->p, "-"))
			made = true;
		at = walk_term(w, in);
		if (w->lost ||
		    !(lex_operator(&w->p) || (commas && lex_sign(&w->p, ","))))
			break;
		made = true;
		walk_use(at);
	} while (!w->lost);
	if (!made)
		return at;
	w->plain = false;
	return walk_use(at);
}

static place
walk_pipe(struct walk *w, place in)
{
	do
		in = walk_terms(w, in, true);
	while (!w->lost && lex_sign(&w->p, "|"));
	return in;
}

bool
walk_filter(const char *filter, struct projection_node *root,
	    bool *ret_one_path)
{
	struct walk w = { .p = filter, .plain = true };

	walk_use(walk_pipe(&w, root));
	lex_blank(&w.p);
	*ret_one_path = w.plain;
	return !w.lost && !*w.p;
}
