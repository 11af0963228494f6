#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/fault.h"
#include "tests/port/value.h"

void
fault_free(struct fault *fault)
{
	free(fault->spec);
	free(fault->kind);
	free(fault->error);
	free(fault->message);
	free(fault->body);
	free(fault->type);
	jv_free(fault->headers);
	free(fault);
}

/* KIND, KIND@N, KIND@N+ or KIND@N-M */
static bool
parse_kind(struct fault *it, const char *text, size_t length)
{
	char *at;

	it->kind = strndup(text, length);
	it->first = 1;
	it->last = LONG_MAX;
	at = strchr(it->kind, '@');
	if (!at)
		return length > 0;
	if (at == it->kind)
		return false;
	*at++ = '\0';
	it->first = it->last = strtol(at, &at, 10);
	if (strcmp(at, "+") == 0)
		it->last = LONG_MAX;
	else if (*at == '-')
		it->last = strtol(at + 1, &at, 10);
	return it->first > 0 && it->last >= it->first &&
	       (*at == '\0' || strcmp(at, "+") == 0);
}

/* The length of a word: up to a blank that is in no JSON string. */
static size_t
word_length(const char *text)
{
	bool quoted = false;
	size_t i = 0;

	for (; text[i] && (quoted || text[i] != ' '); i++) {
		if (quoted && text[i] == '\\' && text[i + 1])
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
	}
	return i;
}

static bool
parse_word(struct fault *it, const char *text, size_t length)
{
	size_t name = strcspn(text, "= ");
	jv value = jv_string("");
	bool good = false;

	if (name < length) {
		const char *from = text + name + 1;
		int size = (int)(length - name - 1);

		jv_free(value);
		value = *from == '"' ? jv_parse_sized(from, size) :
			jv_string_sized(from, size);
	}
	name = name < length ? name : length;
	if (is_kind(value, JV_KIND_STRING))
		good = fault_word(it, text, name, jv_string_value(value));
	jv_free(value);
	return good;
}

struct fault *
fault_parse(const char *spec, jv *ret_wrong)
{
	struct fault *it = calloc(1, sizeof(*it));
	size_t length = strcspn(spec, " ");
	bool good;

	if (!it)
		abort();
	it->spec = strdup(spec);
	it->style = "json";
	it->headers = jv_object();
	it->late = -1;
	good = parse_kind(it, spec, length);
	while (good && *(spec += length + strspn(spec + length, " "))) {
		length = word_length(spec);
		good = parse_word(it, spec, length);
	}
	if (good)
		return it;
	*ret_wrong = jv_string_fmt("fault \"%s\": what is \"%s\"?", it->spec,
		spec);
	fault_free(it);
	return NULL;
}
