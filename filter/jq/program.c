#include "filter/jq/program.h"

#include <libgen.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filter/print/terminal.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

/* In libjq since 1.7; NULL with 1.6. */
void jq_set_stderr_cb(jq_state *, jq_msg_cb, void *) __attribute__((weak));

#ifdef __GLIBC__
static ssize_t
program_on_stdio(void *unused, const char *bytes, size_t n)
{
	(void)unused;
	terminal_stderr(bytes, n);
	return (ssize_t)n;
}

/* For `stderr` libjq 1.6 writes to the C library's stderr, which does not wait
 * for a non-blocking pipe, and shows a terminal control bytes. */
static void
program_replace_stderr(void)
{
	const cookie_io_functions_t functions = { .write = program_on_stdio };
	FILE *stream = fopencookie(NULL, "w", functions);

	if (!stream)
		return;
	setvbuf(stream, NULL, _IONBF, 0);
	stderr = stream;
}
#endif

void
program_start(void)
{
	jv_nomem_handler(output_no_memory, NULL);
#ifdef __GLIBC__
	if (!jq_set_stderr_cb)
		program_replace_stderr();
#endif
}

static void
program_on_debug(void *unused, jv value)
{
	jv line = jv_dump_string(JV_ARRAY(jv_string("DEBUG:"), value), 0);

	(void)unused;
	line = jv_string_append_str(line, "\n");
	terminal_stderr(jv_string_value(line),
			(size_t)jv_string_length_bytes(jv_copy(line)));
	jv_free(line);
}

/* libjq 1.7 and later call this for `stderr`. */
static void
program_on_stderr(void *unused, jv value)
{
	(void)unused;
	if (jv_get_kind(value) != JV_KIND_STRING)
		value = jv_dump_string(value, 0);
	terminal_stderr(jv_string_value(value),
			(size_t)jv_string_length_bytes(jv_copy(value)));
	jv_free(value);
}

/* The first error of a compilation, on one line. */
static void
program_on_error(void *data, jv message)
{
	static const char prefix[] = "jq: error: ";
	jv *first = data;
	const char *text;
	size_t n;

	message = jq_format_error(message);
	if (!first || jv_is_valid(*first) ||
	    jv_get_kind(message) != JV_KIND_STRING) {
		jv_free(message);
		return;
	}
	text = jv_string_value(message);
	if (!strncmp(text, prefix, sizeof prefix - 1))
		text += sizeof prefix - 1;
	n = strcspn(text, "\n");
	while (n > 0 && strchr(": ", text[n - 1]))
		n--;
	*first = jv_string_sized(text, (int)n);
	jv_free(message);
}

static jv
program_real_path(const char *path)
{
	char *real = realpath(path, NULL);
	jv ret = jv_string(real ? real : path);

	free(real);
	return ret;
}

static jv
program_directory_of(const char *path)
{
	char *copy = output_copy(path);
	jv ret = program_real_path(dirname(copy));

	free(copy);
	return ret;
}

/* The folder of this program. */
static jv
program_origin(void)
{
	char *self = realpath("/proc/self/exe", NULL);
	jv ret = jv_string(self ? dirname(self) : ".");

	free(self);
	return ret;
}

/* Set where modules are searched. All three must be set, or `import` aborts. */
static void
program_set_paths(jq_state *jq, const struct slicing *s)
{
	jv paths;

	if (s && s->libraries.n) {
		paths = jv_array();
		for (int i = 0; i < s->libraries.n; i++)
			paths = jv_array_append(
				paths, program_real_path(s->libraries.word[i]));
	} else {
		paths = JV_ARRAY(jv_string("~/.jq"),
				 jv_string("$ORIGIN/../lib/jq"),
				 jv_string("$ORIGIN/../lib"));
	}
	jq_set_attr(jq, jv_string("JQ_LIBRARY_PATH"), paths);
	jq_set_attr(jq, jv_string("JQ_ORIGIN"), program_origin());
	jq_set_attr(jq, jv_string("PROGRAM_ORIGIN"),
		    s && s->from_file ? program_directory_of(s->from_file) :
					program_real_path("."));
}

static void
program_set_callbacks(jq_state *jq, jv *error)
{
	if (jq_set_stderr_cb)
		jq_set_stderr_cb(jq, program_on_stderr, NULL);
	jq_set_nomem_handler(jq, output_no_memory, NULL);
	jq_set_error_cb(jq, program_on_error, error);
	jq_set_debug_cb(jq, program_on_debug, NULL);
	jq_set_input_cb(jq, NULL, NULL);
}

jq_state *
program_compile(const char *text, const struct slicing *s, jv arguments,
		const char *name)
{
	jq_state *jq = jq_init();
	jv why = jv_invalid();

	if (!jq)
		output_no_memory(NULL);
	program_set_callbacks(jq, &why);
	program_set_paths(jq, s);
	if (jq_compile_args(jq, text, arguments)) {
		jq_set_error_cb(jq, program_on_error, NULL);
		if (jq_set_stderr_cb)
			setlocale(LC_TIME, ""); /* as jq since 1.7 */
	} else {
		msg_error("%s does not compile: %s", name,
			  jv_is_valid(why) ? jv_string_value(why) :
					     "libjq does not say why");
		jq_teardown(&jq);
	}
	jv_free(why);
	return jq;
}

/* libjq prints something that is not JSON in place of a value that is too deep.
 */
static bool
program_is_too_deep(jv value)
{
	jv json = jv_dump_string(jv_copy(value), 0);
	jv again = jv_parse(jv_string_value(json));
	bool deep = !jv_is_valid(again);

	jv_free(again);
	jv_free(json);
	return deep;
}

/* Run on null. The only result, or invalid, with the reason if there is one. */
static jv
program_only_result(jq_state *jq)
{
	jv value, next;

	jq_start(jq, jv_null(), 0);
	value = jq_next(jq);
	if (!jv_is_valid(value))
		return value;
	next = jq_next(jq);
	if (jv_is_valid(next)) {
		jv_free(next);
		next = jv_invalid_with_msg(jv_string("more than one result"));
	} else if (!jv_invalid_has_msg(jv_copy(next)) && !jq_halted(jq)) {
		if (!program_is_too_deep(value))
			return value;
		next = jv_invalid_with_msg(jv_string("its result is too deep"));
	}
	jv_free(value);
	return next;
}

int
program_value(const char *text, jv named, const char *what, jv *ret)
{
	jv value = jv_parse(text);
	jq_state *jq;

	/* Do not compile plain JSON: that takes 15 ms with libjq 1.6. */
	if (!jv_is_valid(value)) {
		jv_free(value);
		jq = program_compile(text, NULL, jv_copy(named), what);
		if (!jq)
			return EX_BAD_USAGE;
		value = program_only_result(jq);
		jq_teardown(&jq);
	}
	if (jv_is_valid(value)) {
		*ret = value;
		return 0;
	}
	value = jv_invalid_get_msg(value);
	msg_error("%s: %s", what,
		  jv_get_kind(value) == JV_KIND_STRING ?
			  jv_string_value(value) :
			  "no result");
	jv_free(value);
	return EX_BAD_USAGE;
}
