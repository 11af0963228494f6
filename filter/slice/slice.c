#include "filter/slice/slice.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jq.h>

#include "filter/jq/program.h"
#include "filter/cli/guess.h"
#include "filter/print/terminal.h"
#include "filter/slice/hints.h"
#include "filter/slice/repeats.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

enum last { LAST_NONE, LAST_FALSE, LAST_TRUE };

struct slice {
	const struct slicing *how;
	enum resource_kind kind;  /* of resource that the inputs come from */
	jq_state *jq;		  /* NULL: the filter is a plain path, which
				     needs no libjq */
	struct projection *reads; /* NULL: the filter needs whole inputs */
	struct inputs *in;
	struct print *out;
	unsigned long count; /* inputs so far */
	enum last last;	     /* the last result */
	int status;
	bool stop; /* do not read another input */
	bool halted;
	struct repeats errors;
};

static jv
slice_arguments(const struct slicing *s)
{
	jv all = JV_OBJECT(jv_string("positional"), jv_copy(s->positional),
			   jv_string("named"), jv_copy(s->named));

	return jv_object_set(jv_copy(s->named), jv_string("ARGS"), all);
}

static bool
slice_is_file(const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat st;

	return snprintf(path, sizeof path, "%s/%s", folder, name) < PATH_MAX &&
	       stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

/* Whether the user has definitions, which may redefine a word of the filter.
 * libjq 1.7 and later read both places. They resolve a relative HOME from the
 * filter's file, so then we assume definitions. */
static bool
slice_has_definitions(void)
{
	const char *home = getenv("HOME");

	return home && (*home != '/' || slice_is_file(home, ".jq") ||
			slice_is_file(home, "jq/main.jq"));
}

/* The parts of each text that the filter needs; NULL when they are unknown, or
 * a text is not an input by itself. PORT_GET_CUT=off is for tests and bug
 * reports. */
static struct projection *
slice_find_reads(const struct slicing *s)
{
	const char *off = getenv("PORT_GET_CUT");

	if (s->null_input || s->slurp || s->stream || slice_has_definitions() ||
	    (off && strcmp(off, "off") == 0))
		return NULL;
	return projection_of(s->filter);
}

int
slice_open(const struct arguments *args, bool texts, struct slice **ret)
{
	const struct slicing *s = &args->slicing;
	const char *name = s->from_file ? s->from_file : "FILTER";
	struct slice *f = output_memory(1, sizeof *f);

	*ret = f;
	f->how = s;
	f->kind = args->resource.kind;
	f->reads = texts ? slice_find_reads(s) : NULL;
	if (f->reads && f->reads->one_path)
		return 0;
	f->jq = program_compile(s->filter, s, slice_arguments(s), name);
	if (f->jq)
		return 0;
	hints_not_compiled(s, args->resource.text);
	return EX_COMPILE;
}

void
slice_close(struct slice *f)
{
	if (!f)
		return;
	if (f->jq)
		jq_teardown(&f->jq);
	projection_free(f->reads);
	free(f);
}

const struct projection *
slice_reads(const struct slice *f)
{
	return f->reads;
}

static void
slice_fail(struct slice *f, int status)
{
	f->status = exits_worse(f->status, status);
}

/* Report an error of the filter: "error at <stdin>:3: Cannot index ...". If the
 * source failed, `input` raises an error too; the source has reported it and
 * has its own status. */
static void
slice_report(struct slice *f, jv message)
{
	const char *kind = "";
	jv at;

	if (f->in->cut) {
		jv_free(message);
		return;
	}
	slice_fail(f, EX_INPUT);
	if (jv_get_kind(message) != JV_KIND_STRING) {
		kind = " (not a string)";
		message = jv_dump_string(message, 0);
	}
	if (repeats_new(&f->errors, jv_string_value(message))) {
		at = f->in->positions ? jq_util_input_get_position(f->jq) :
					jv_string_fmt("input %lu",
						      f->count + f->in->passed);
		msg_error("error at %s%s: %s", jv_string_value(at), kind,
			  jv_string_value(message));
		jv_free(at);
		hints_failed(f->how, f->kind);
	}
	jv_free(message);
}

/* The last byte of the code, as in jq. A code that does not fit into an int is
 * an error of the filter. */
static int
slice_exit_code(double code)
{
	return code >= INT_MIN && code <= INT_MAX ? (int)code & 0xff : EX_INPUT;
}

/* End the run: halt_error with its own code, halt with the status so far. */
static void
slice_halt(struct slice *f)
{
	jv code = jq_get_exit_code(f->jq);
	jv message = jq_get_error_message(f->jq);

	f->stop = f->halted = true;
	if (jv_get_kind(code) == JV_KIND_NUMBER)
		f->status = slice_exit_code(jv_number_value(code));
	else if (jv_is_valid(code))
		f->status = EX_INPUT;
	else
		slice_fail(f, f->in->status);
	if (jv_get_kind(message) > JV_KIND_NULL &&
	    jv_get_kind(message) != JV_KIND_STRING) {
		message = jv_dump_string(message, 0);
		message = jv_string_append_str(message, "\n");
	}
	if (jv_get_kind(message) == JV_KIND_STRING)
		terminal_stderr(
			jv_string_value(message),
			(size_t)jv_string_length_bytes(jv_copy(message)));
	jv_free(code);
	jv_free(message);
}

/* Print a result. false: skip the other results of this input. */
static bool
slice_print(struct slice *f, jv result)
{
	const struct text *plain = f->in->plain;
	jv_kind kind = jv_get_kind(result);
	int rc = plain ? print_plain(f->out, plain) :
			 print_value(f->out, result);

	if (rc == EX_INPUT) {
		slice_report(f, jv_string("a string that holds NUL, with "
					  "--raw-output0"));
		return false;
	}
	if (rc) {
		slice_fail(f, rc);
		f->stop = true;
		return false;
	}
	f->last = kind == JV_KIND_NULL || kind == JV_KIND_FALSE ? LAST_FALSE :
								  LAST_TRUE;
	return true;
}

static void
slice_run_on(struct slice *f, jv input)
{
	jv result; /* at the end invalid, with a message after an error */

	f->count++;
	if (!f->jq) { /* one path, which `in` has followed */
		slice_print(f, input);
		return;
	}
	jq_start(f->jq, input, 0);
	while (jv_is_valid(result = jq_next(f->jq))) {
		if (!slice_print(f, result)) {
			result = jv_invalid();
			break;
		}
	}
	if (jq_halted(f->jq))
		slice_halt(f);
	else if (jv_invalid_has_msg(jv_copy(result)))
		slice_report(f, jv_invalid_get_msg(jv_copy(result)));
	jv_free(result);
}

/* Handle the end of the inputs, or an input that could not be read: of files
 * the last one, as in jq, except with --seq. */
static void
slice_refuse(struct slice *f, jv bad)
{
	jv message;

	if (!jv_invalid_has_msg(jv_copy(bad))) {
		f->stop = true;
		jv_free(bad);
		return;
	}
	f->count++;
	f->stop = (f->in->positions && !f->how->seq) || f->in->cut;
	message = jv_invalid_get_msg(bad);
	if (f->in->positions && !f->in->cut) {
		msg_error("parse error: %s", jv_string_value(message));
		if (f->in->names && f->count == 1)
			guess_hint_names();
		slice_fail(f, EX_INPUT);
		jv_free(message);
	} else {
		slice_report(f, message);
	}
}

int
slice_run(struct slice *f, struct inputs *in, struct print *out)
{
	jv value;

	f->in = in;
	f->out = out;
	if (f->jq)
		jq_set_input_cb(f->jq, in->next, in->data);
	if (f->how->null_input) {
		f->stop = true;
		slice_run_on(f, jv_null());
	}
	while (!f->stop) {
		value = in->next(f->jq, in->data);
		if (jv_is_valid(value))
			slice_run_on(f, value);
		else
			slice_refuse(f, value);
	}
	repeats_end(&f->errors);
	if (f->halted)
		return f->status;
	slice_fail(f, in->status);
	if (f->last == LAST_FALSE && !f->status)
		hints_nothing(f->how, f->kind);
	if (f->how->exit_status && f->last != LAST_TRUE)
		slice_fail(f, f->last == LAST_NONE ? EX_NO_OUTPUT : EX_FALSE);
	return f->status;
}
