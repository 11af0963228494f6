#include "filter/reads.h"

#include <stdlib.h>
#include <string.h>

/*
 * The filter is walked as it is written, with one thing known of the value that
 * each part works on: it is a place in the input (a node), or it was made by
 * the filter (NULL), and then whatever it came from has been counted already.
 * Precedence of operators does not matter for that, and is not looked at.
 */
struct walk {
	const char *p;
	struct reads *reads;
	int steps;		/* of recursion and of length alike */
	bool plain;		/* nothing but one path so far */
	bool lost;		/* not understood: the whole input is read */
};

enum { WALK_STEPS = 1000 };

typedef struct reads_node *place;

static place walk_pipe(struct walk *w, place in);
static place walk_term(struct walk *w, place in);

static place
lose(struct walk *w)
{
	w->lost = true;
	return NULL;
}

/* The value itself is used, not only something below it. */
static place
use(place at)
{
	if (at)
		at->whole = true;
	return NULL;
}

static place
below(struct walk *w, place at, const char *key, size_t len)
{
	struct reads_node *n;

	if (!at)
		return NULL;
	for (n = at->child; n; n = n->sibling)
		if (n->len == len && memcmp(n->key, key, len) == 0)
			return n;
	n = calloc(1, sizeof *n);
	if (!n)
		return lose(w);
	n->key = key;
	n->len = len;
	n->sibling = at->child;
	at->child = n;
	return n;
}

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
name_length(const char *p)
{
	size_t n = 0;

	if (is_alpha(*p))
		while (is_alpha(p[n]) || is_digit(p[n]))
			n++;
	return n;
}

static void
blank(struct walk *w)
{
	w->p += strspn(w->p, " \t\r\n");
}

static bool
accept(struct walk *w, const char *sign)
{
	size_t n = strlen(sign);

	blank(w);
	if (strncmp(w->p, sign, n) != 0)
		return false;
	w->p += n;
	return true;
}

static void
expect(struct walk *w, const char *sign)
{
	if (!accept(w, sign))
		lose(w);
}

static bool
word_is(const char *p, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(p, word, n) == 0;
}

static bool
accept_word(struct walk *w, const char *word)
{
	blank(w);
	if (!word_is(w->p, name_length(w->p), word))
		return false;
	w->p += strlen(word);
	return true;
}

/* A key written as "..." without escapes, which are libjq's to read. U+FFFD is
 * what libjq makes of broken bytes, which are not compared here. */
static size_t
plain_string(const char *p)
{
	size_t n = strcspn(p + 1, "\"\\");

	if (p[1 + n] != '"' || memchr(p, '\n', n + 1))
		return 0;
	for (size_t i = 1; i + 2 < n + 1; i++)
		if (memcmp(p + i, "\xef\xbf\xbd", 3) == 0)
			return 0;
	return n + 2;
}

/* A string, at its opening quote: what is interpolated reads the same value. */
static void
walk_string(struct walk *w, place in)
{
	for (w->p++; *w->p && *w->p != '"' && !w->lost;) {
		if (w->p[0] == '\\' && w->p[1] == '(') {
			w->p += 2;
			use(walk_pipe(w, in));
			blank(w);
			if (*w->p != ')')
				lose(w);
			else
				w->p++;
		} else if (w->p[0] == '\\' && w->p[1]) {
			w->p += 2;
		} else {
			w->p++;
		}
	}
	if (*w->p == '"')
		w->p++;
	else
		lose(w);
}

/* One member of an object. Its value is made of terms, piped at most. */
static void
walk_member(struct walk *w, place in)
{
	size_t n;

	blank(w);
	if (*w->p == '(') {
		w->p++;
		use(walk_pipe(w, in));
		expect(w, ")");
		expect(w, ":");
	} else {
		bool quoted = *w->p == '"', variable = *w->p == '$';
		const char *key = w->p + (quoted || variable);

		n = quoted ? plain_string(w->p) : name_length(key);
		w->p += variable + n;
		if (!n)
			lose(w);
		if (w->lost || variable)
			return;
		if (!accept(w, ":")) {
			use(below(w, in, key, quoted ? n - 2 : n));
			return;
		}
	}
	do {
		while (accept(w, "-"))
			;
		in = walk_term(w, in);
	} while (!w->lost && accept(w, "|"));
	use(in);
}

static void
walk_object(struct walk *w, place in)
{
	w->p++;
	if (accept(w, "}"))
		return;
	do
		walk_member(w, in);
	while (!w->lost && accept(w, ","));
	expect(w, "}");
}

static void
walk_if(struct walk *w, place in)
{
	do {
		use(walk_pipe(w, in));
		if (!accept_word(w, "then"))
			lose(w);
		use(walk_pipe(w, in));
	} while (!w->lost && accept_word(w, "elif"));
	if (accept_word(w, "else"))
		use(walk_pipe(w, in));
	else
		use(in);
	if (!accept_word(w, "end"))
		lose(w);
}

/* Words that bind, define, catch or fetch: more than is followed here. */
static bool
is_unfollowed(const char *p, size_t n)
{
	static const char *const words[] = {
		"def", "reduce", "foreach", "import", "include", "label",
		"break", "as", "try", "catch", "input", "inputs", "then",
		"elif", "else", "end", "and", "or", "__loc__",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (word_is(p, n, words[i]))
			return true;
	return false;
}

static bool
is_constant(const char *p, size_t n)
{
	return word_is(p, n, "null") || word_is(p, n, "true") ||
	       word_is(p, n, "false") || word_is(p, n, "empty");
}

/* A call. Its arguments work on its input or on what it makes of it: with the
 * input counted as read whole they can add nothing. */
static place
walk_call(struct walk *w, place in)
{
	const char *name = w->p;
	size_t n = name_length(name);

	w->p += n;
	if (word_is(name, n, "if")) {
		walk_if(w, in);
		return NULL;
	}
	if (is_unfollowed(name, n) || strncmp(w->p, "::", 2) == 0)
		return lose(w);
	if (!accept(w, "("))
		return is_constant(name, n) ? NULL : use(in);
	if (word_is(name, n, "select")) {
		use(walk_pipe(w, in));
		expect(w, ")");
		return in;
	}
	use(in);
	do
		use(walk_pipe(w, NULL));
	while (!w->lost && accept(w, ";"));
	expect(w, ")");
	return NULL;
}

/* [...] behind a value, past its bracket: a plain key leads below, an index,
 * a slice or an iteration uses the value. */
static place
walk_index(struct walk *w, place in, place at)
{
	size_t n;

	blank(w);
	n = *w->p == '"' ? plain_string(w->p) : 0;
	if (n) {
		const char *key = w->p + 1;

		w->p += n;
		if (accept(w, "]"))
			return below(w, at, key, n - 2);
		return lose(w);
	}
	w->plain = false;
	use(at);
	if (!accept(w, ":") && *w->p != ']') {
		use(walk_pipe(w, in));
		accept(w, ":");
	}
	if (!accept(w, "]")) {
		use(walk_pipe(w, in));
		expect(w, "]");
	}
	return NULL;
}

/* What stands behind a term: .key, ."key", [...], ? */
static place
walk_suffixes(struct walk *w, place in, place at)
{
	while (!w->lost) {
		size_t n;

		blank(w);
		if (w->p[0] == '?' && w->p[1] != '/') {
			w->plain = false;
			w->p++;
		} else if (*w->p == '[') {
			w->p++;
			at = walk_index(w, in, at);
		} else if (w->p[0] == '.' && is_alpha(w->p[1])) {
			n = name_length(w->p + 1);
			at = below(w, at, w->p + 1, n);
			w->p += 1 + n;
		} else if (w->p[0] == '.' && w->p[1] == '"') {
			n = plain_string(w->p + 1);
			if (!n)
				return lose(w);
			at = below(w, at, w->p + 2, n - 2);
			w->p += 1 + n;
		} else if (w->p[0] == '.') {
			return lose(w);
		} else {
			break;
		}
	}
	return at;
}

static place
walk_root(struct walk *w, place in)
{
	if (is_alpha(w->p[1]) || w->p[1] == '"')
		return in;	/* the dot is the suffix's */
	if (w->p[1] == '.' || is_digit(w->p[1]))
		return lose(w);
	w->p++;
	return in;
}

static place
walk_term(struct walk *w, place in)
{
	place at = NULL;

	blank(w);
	if (w->lost || ++w->steps > WALK_STEPS)
		return lose(w);
	if (*w->p == '.') {
		at = walk_root(w, in);
		return walk_suffixes(w, in, at);
	}
	w->plain = false;
	if (*w->p == '"') {
		walk_string(w, in);
	} else if (*w->p == '@') {
		w->p += 1 + name_length(w->p + 1);
		blank(w);
		if (*w->p == '"')
			walk_string(w, in);
		else
			use(in);
	} else if (*w->p == '$') {
		w->p += 1 + name_length(w->p + 1);
		if (strncmp(w->p, "::", 2) == 0)
			return lose(w);
	} else if (*w->p == '(') {
		w->p++;
		at = walk_pipe(w, in);
		expect(w, ")");
	} else if (*w->p == '[') {
		w->p++;
		if (!accept(w, "]")) {
			use(walk_pipe(w, in));
			expect(w, "]");
		}
	} else if (*w->p == '{') {
		walk_object(w, in);
	} else if (is_alpha(*w->p)) {
		at = walk_call(w, in);
	} else if (is_digit(*w->p)) {
		char *end;

		strtod(w->p, &end);
		w->p = end;
	} else {
		return lose(w);
	}
	return walk_suffixes(w, in, at);
}

/* An operator between two values; an assignment gives back all of its input
 * and is not one of these. */
static bool
accept_operator(struct walk *w)
{
	static const char *const signs[] = {
		"==", "!=", "<=", ">=", "//", "<", ">", "+", "-", "*", "/", "%",
	};

	if (accept_word(w, "and") || accept_word(w, "or"))
		return true;
	blank(w);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);

		if (strncmp(w->p, signs[i], n) != 0)
			continue;
		if (w->p[n] == '=')	/* an assignment, such as += or //= */
			return false;
		w->p += n;
		return true;
	}
	return false;
}

/* Terms joined by operators, and by commas, whose results mix. */
static place
walk_terms(struct walk *w, place in)
{
	bool made = false;
	place at;

	do {
		while (accept(w, "-"))
			made = true;
		at = walk_term(w, in);
		if (w->lost || !(accept_operator(w) || accept(w, ",")))
			break;
		made = true;
		use(at);
	} while (!w->lost);
	if (!made)
		return at;
	w->plain = false;
	return use(at);
}

static place
walk_pipe(struct walk *w, place in)
{
	do
		in = walk_terms(w, in);
	while (!w->lost && accept(w, "|"));
	return in;
}

static void
free_nodes(struct reads_node *n)
{
	while (n) {
		struct reads_node *next = n->sibling;

		free_nodes(n->child);
		free(n);
		n = next;
	}
}

void
reads_free(struct reads *r)
{
	if (!r)
		return;
	free_nodes(r->root.child);
	free(r->filter);
	free(r);
}

struct reads *
reads_of(const char *filter)
{
	struct reads *r = calloc(1, sizeof *r);
	struct walk w = { .reads = r, .plain = true };

	if (!r || !(r->filter = strdup(filter))) {
		free(r);
		return NULL;
	}
	w.p = r->filter;
	use(walk_pipe(&w, &r->root));
	blank(&w);
	r->one_path = w.plain;
	if (w.lost || *w.p || (r->root.whole && !r->one_path)) {
		reads_free(r);
		return NULL;
	}
	return r;
}

jv
reads_get(const struct reads *r, jv input)
{
	const struct reads_node *n;

	for (n = r->root.child; n && jv_is_valid(input); n = n->child)
		input = jv_get(input, jv_string_sized(n->key, (int)n->len));
	return input;
}
