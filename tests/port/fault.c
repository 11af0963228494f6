#include <stdio.h>
#include <string.h>

#include "tests/port/fault.h"
#include "tests/port/routes.h"

static struct fault *faults;

jv
fault_add(const char *spec)
{
	jv wrong = jv_invalid();
	struct fault *it = fault_parse(spec, &wrong), **at = &faults;

	if (!it)
		return wrong;
	while (*at)
		at = &(*at)->next;
	*at = it;
	return wrong;
}

void
fault_clear(void)
{
	while (faults) {
		struct fault *next = faults->next;

		fault_free(faults);
		faults = next;
	}
}

/* A kind is that of the route, "any", or the beginning of a path. */
static bool
meant(const struct fault *fault, const struct call *call)
{
	if (fault->kind[0] == '/')
		return strncmp(call->target, fault->kind,
			strlen(fault->kind)) == 0;
	return strcmp(fault->kind, "any") == 0 ||
	       strcmp(fault->kind, call->route ? call->route->kind :
			"other") == 0;
}

struct fault *
fault_for(const struct call *call)
{
	struct fault *found = NULL;

	for (struct fault *it = faults; it; it = it->next) {
		if (!meant(it, call))
			continue;
		it->seen++;
		if (!found && it->seen >= it->first && it->seen <= it->last)
			found = it;
	}
	return found;
}

void
fault_help(FILE *out)
{
	fputs("A fault: KIND[@N|@N+|@N-M] WHAT...\n"
"  KIND is any, the beginning of a path (/v1/teams), or one of\n"
"  ", out);
	routes_help(out);
	fputs("\n"
"  @N: the N-th such request since the fault was set, @N+ it and all later\n"
"  ones, @N-M; without @ all. The first fault that is met counts. A VALUE with\n"
"  blanks or control bytes is written as a JSON string.\n"
"  Instead of the answer (the request is not carried out):\n"
"    status=N         a refusal; 401 and so on say what Port's would\n"
"    as=STYLE         json nomessage object text html empty\n"
"    error=S message=S\n"
"    redirect=URL     302, or status\n"
"    body=TEXT|@FILE  exactly these bytes, with 200 or status; type=TYPE\n"
"    echo             repeats the request's body in the message\n"
"  With the answer, real or not:\n"
"    retry-after=S trace=S ratelimit=REMAINING/RESET header=\"NAME: VALUE\"\n"
"                     header lines; header=\"NAME:\" leaves one out\n"
"    head=KB          so many KB of header lines more, of 1 KB each\n"
"    line=KB          one header line more, of so many KB\n"
"    json=HOW         not-json empty truncated not-ok array deep no-entities\n"
"                     null-entities entities-object entity-string\n"
"                     duplicate-keys repeat-cursor\n"
"                     endless-pages (200, no entity, a new cursor, whatever\n"
"                     cursor was sent)\n"
"                     byte-9b (a raw byte 0x9B begins the first string)\n"
"    big=MB           so much white space inside the JSON, which no\n"
"                     client gets compressed\n"
"    bomb=MB          the same, compressed\n"
"    gzip=HOW         on, asked for or not; cut (in the middle), tail (only\n"
"                     its last 8 bytes are missing), crc, garbage, junk\n"
"                     (bytes behind its end), endless (empty members until\n"
"                     the client goes), endless-tail (the answer, then these)\n"
"    delay=MS         before the first byte\n"
"    late=MS          a second answer that was not asked for, MS after the\n"
"                     first is sent, on the connection that is kept open: 200,\n"
"                     what it holds is named \"unrequested\". A request that\n"
"                     comes meanwhile is read after it\n"
"    twice            the same at once, in one TCP segment, and then nothing\n"
"                     more on that connection\n"
"    stall[=WHERE]    then nothing more; before\n"
"    reset[=WHERE]    then a TCP reset; before\n"
"    cut[=WHERE]      then the end of the connection; body\n"
"                     WHERE: before, head (half of it), body (half of it), end\n"
"                     (all but the last chunk), or N bytes of the body\n"
"    chunked, bare    framed by chunks, or by the connection's end alone\n"
"    drip=N           N bytes a second\n", out);
}
