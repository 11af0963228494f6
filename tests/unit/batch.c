/* batch_open with a list: how many requests at a time, in which order the
 * answers come, and what ends the run. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "filter/source/source.h"
#include "tests/unit/fake.h"
#include "tests/unit/told.h"

/* The fake Port answers s:NAME with the entity {"id":"NAME"}, except for these
 * names: "slow..." takes long, "n404..." does not exist, "down..." has no
 * connection, "html..." is not JSON, "auth..." refuses the first token,
 * "big..." is larger than 64 MiB, "part..." has the status 206. */
static int
fake_port(const struct http_request *r, struct http_reply *ret)
{
	const char *name = strrchr(r->url, '/') + 1;
	char body[256];
	static int turn;

	snprintf(body, sizeof(body), "{\"ok\":true,\"entity\":{\"id\":\"%s\"}}",
		 name);
	if (!strncmp(name, "down", 4))
		ret->failure = HTTP_UNREACHABLE;
	else if (!strncmp(name, "big", 3) && r->max < 64 << 20)
		ret->failure = HTTP_TOO_LARGE;
	else if (!strncmp(name, "n404", 4))
		fake_says(ret, 404, "{\"ok\":false}");
	else if (!strncmp(name, "n403", 4))
		fake_says(ret, 403, "{\"ok\":false}");
	else if (!strncmp(name, "n503", 4))
		fake_says(ret, 503, "");
	else if (!strncmp(name, "html", 4))
		fake_says(ret, 200, "<html>");
	else if (!strncmp(name, "part", 4))
		fake_says(ret, 206, body);
	else if (!strncmp(name, "auth", 4) && !strcmp(r->token, "t1"))
		fake_says(ret, 401, "{\"ok\":false}");
	else if (!strncmp(name, "never", 5))
		fake_says(ret, 401, "{\"ok\":false}");
	else
		fake_says(ret, 200, body);
	if (!strncmp(name, "now", 3))
		return 0;
	return !strncmp(name, "slow", 4) ? 100000 : 1 + turn++ % 7;
}

static char file[] = "/tmp/port-names.XXXXXX";
static struct arguments q;
static struct source *source;
static struct buf out = BUF(1 << 24);
static enum source_step step;
static int status;
static int renewal;		/* for fake_renewal */

static void
write_list(const char *bytes, size_t n)
{
	int fd = open(file, O_WRONLY | O_TRUNC | O_CLOEXEC);

	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		ok(0, "the list is written");
	close(fd);
}

/* Read the list to its end or to a failure. */
static int
read_list(void)
{
	int rc;

	fake_begin();
	fake_renewal = renewal;
	buf_clear(&out);
	rc = batch_open(&q, &fake_session, &source);
	if (rc)
		return rc;
	step = fake_drain(source, &out);
	if (step == SOURCE_FAILED) {
		struct text t;

		ok(source->next(source, &t) == SOURCE_FAILED,
		   "a failed source fails again");
	}
	status = source->status;
	source->close(source);
	buf_free(&fake_session.token.text);
	return status;
}

static void
gives(const char *list, const char *want, const char *name)
{
	write_list(list, strlen(list));
	read_list();
	is_str(buf_text(&out), want, name);
	ok(step == SOURCE_END && status == 0 && fake_open == 0,
	   "and it ends with 0");
}

/* Run by tell: return the status of the list, and write to stderr what the list
 * returned, after its own messages. */
static int
run_list(const void *unused)
{
	int rc;

	(void)unused;
	dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
	rc = read_list();
	for (char *p = out.data; p && *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	msg_error("out: %s, %d left, %s, %d renewals", buf_text(&out),
		  fake_open, step == SOURCE_END ? "to its end" : "cut short",
		  fake_tokens - 1);
	buf_free(&out);
	buf_free(&fake_log);
	return rc;
}

static void
fails(const char *list, int code, const char *const *texts, const char *name)
{
	struct told t;

	write_list(list, strlen(list));
	t = tell(run_list, NULL);
	is_told(&t, code, texts, name);
}

#define E(name) "{\"id\":\"" name "\"}"

static void
test_order(void)
{
	gives("s:a\ns:b\ns:c\ns:d\ns:e\ns:f\ns:g\ns:h\ns:i\n",
	      E("a") "\n" E("b") "\n" E("c") "\n" E("d") "\n" E("e") "\n"
	      E("f") "\n" E("g") "\n" E("h") "\n" E("i") "\n",
	      "the order of the list, whatever comes first");
	gives("s:slow1\ns:b\ns:c\n", E("slow1") "\n" E("b") "\n" E("c") "\n",
	      "a slow answer keeps its place");
	gives("s:a\r\n\r\n  \n\n\t\ns:b", E("a") "\n" E("b") "\n",
	      "CRLF, blank lines, no newline at the end");
	gives("s:a\nblueprints/b\ns:a\n",
	      E("a") "\n{\"ok\":true,\"entity\":" E("b") "}\n" E("a") "\n",
	      "a PATH is printed whole, a name may stand twice");
	gives("", "", "an empty list");
	is_str(buf_text(&fake_log), "", "it sends no request");
}

/* Answers that are larger than their share of memory before their turn. */
static void
test_large(void)
{
	const char *p;
	int asked = 0;

	q.reading.parallel = 8;
	gives("s:slow1\ns:big2\ns:c\ns:big4\ns:big5\ns:f\n",
	      E("slow1") "\n" E("big2") "\n" E("c") "\n" E("big4") "\n"
	      E("big5") "\n" E("f") "\n", "large answers keep their places");
	for (p = buf_text(&fake_log); (p = strstr(p, "GET")); p++)
		asked++;
	is_int(asked, 9, "each is requested again in its turn");
	/* The fake frees memory only at the end of a call. */
	ok(fake_max_most <= (size_t)2 * (256 << 20),
	   "all others together may hold 256 MiB: %zu in all",
	   fake_max_most);
	gives("s:big1\ns:b\n", E("big1") "\n" E("b") "\n",
	      "the first answer may have any size");
	q.reading.parallel = 1;
	gives("s:a\ns:big2\ns:big3\n",
	      E("a") "\n" E("big2") "\n" E("big3") "\n", "large answers, one at a time");
}

static void
test_parallel(void)
{
	struct buf list = BUF(1 << 20), want = BUF(1 << 20);
	int most = 0;

	for (int i = 0; i < 10000; i++) {
		buf_addf(&list, "s:%s%d\n", i == 5000 ? "slow" : "e", i);
		buf_addf(&want, "{\"id\":\"%s%d\"}\n", i == 5000 ? "slow" : "e",
			 i);
	}
	for (int p = 1; p <= 32; p += 31) {
		q.reading.parallel = p;
		write_list(list.data, list.len);
		read_list();
		ok(!strcmp(buf_text(&out), want.data) && status == 0,
		   "10,000 names, %d at once", p);
		most = 0;
		for (char *at = fake_log.data; (at = strstr(at, "wait for "));
		     at += 9) {
			if (atol(at + 9) > most)
				most = (int)atol(at + 9);
		}
		is_int(most, p, "that many requests at a time");
		ok(fake_open_most > p || p == 1, "answers wait for their turn");
		ok(fake_open_most <= 4 * p, "but not too many: %d",
		   fake_open_most);
	}
	q.reading.parallel = 8;
	buf_free(&list);
	buf_free(&want);
}

static void
test_failures(void)
{
	fails("s:a\ns:n404\ns:b\nn403/x\ns:n403\ns:c\n", EX_NOT_FOUND,
	      TEXTS("test: s:n404: HTTP 404", "test: s:n403: HTTP 403",
		    "out: " E("a") " " E("b")),
	      "a missing entity does not end the run");
	fails("s:a\ns:n404\ns:html\ns:n403\ns:b\n", EX_UNREACHABLE,
	      TEXTS("s:n404: HTTP 404", "s:html: HTTP 200: the answer is not "
		    "JSON", "s:n403: HTTP 403",
		    "out: " E("a") " " E("b") " , 0 left, to its end"),
	      "each failure is reported, the worst is the status");
	fails("s:a\ns:n503\ns:b\n", EX_UNREACHABLE,
	      TEXTS("s:n503: HTTP 503", E("a") " " E("b") " , 0 left, to its"),
	      "a 503 does not end the run");
	fails("s:a\ns:part\ns:b\n", EX_UNREACHABLE,
	      TEXTS("test: s:part: HTTP 206: only a 200 is an answer",
		    "out: " E("a") " " E("b") " , 0 left, to its end"),
	      "a part is not an answer");
	fails("part\n", EX_UNREACHABLE,
	      TEXTS("test: part: HTTP 206: only a 200 is an answer", "out: ,"),
	      "a part of a PATH is not an answer");
	fails("s:a\ns:n404\ns:down\ns:b\n", EX_UNREACHABLE,
	      TEXTS("s:n404: ", "s:down: ", "out: " E("a") " , 0 left, cut"),
	      "no connection ends the run");
	fails("service\n", 0, TEXTS("out: "), "a bare word that exists");
	fails("n404\n", EX_NOT_FOUND,
	      TEXTS("hint: sed 's/^/BLUEPRINT:/' "), "a bare word that does not exist");
}

static void
test_renewal(void)
{
	fails("s:a\ns:auth1\ns:auth2\ns:auth3\ns:auth4\ns:b\n", 0,
	      TEXTS("out: " E("a") " " E("auth1") " " E("auth2") " " E("auth3")
		    " " E("auth4") " " E("b") " , 0 left, to its end, 1 renew"),
	      "requests under way share one renewal");
	fails("s:nowa\ns:never1\ns:never2\ns:b\n", EX_REFUSED,
	      TEXTS("s:never1: HTTP 401", "hint: refused",
		    "out: " E("nowa") " , 0 left, cut short"),
	      "a 401 after the renewal ends the run");
	renewal = EX_UNREACHABLE;
	fails("s:nowa\ns:auth1\ns:auth2\ns:b\n", EX_UNREACHABLE,
	      TEXTS("test: s:auth1: cannot be renewed",
		    "out: " E("nowa") " , 0 left, cut short"),
	      "a renewal that fails ends the run with its status");
	renewal = 0;
}

static void
test_lists(void)
{
	char said[64];
	static const struct {
		const char *list, *why;
	} table[] = {
		{ "s:a\n\ns:\n", ":3: s:: a list holds only entities and PATHs" },
		{ "s:a\n-\n", ":2: -: a list holds only entities and PATHs" },
		{ "@x\n", ":1: @x: a list holds only" },
		{ "s:a\r\ns:..\r\n", ":2: s:..: " },
		{ "s:a\n:b\n", ":2: :b: " },
		{ "s:a\nb%zz\n", ":2: b%zz: " },
		{ "s:a\n\nentities/search\n", ":3: entities/search: a search "
					      "needs --query" },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		snprintf(said, sizeof(said), "%s%s", file, table[i].why);
		fails(table[i].list, EX_BAD_USAGE,
		      TEXTS(said, "out: , 0 left"), table[i].why);
	}
	q.reading.search = strdup("{a: 1}");
	fails("s:a\n", EX_BAD_USAGE, TEXTS(":1: s:a: --query is for"),
	      "--query with an entity");
	gives("entities/search\nentities/aggregate\n",
	      "{\"ok\":true,\"entity\":" E("search") "}\n"
	      "{\"ok\":true,\"entity\":" E("aggregate") "}\n",
	      "--query for each search of a list");
	ok(!!strstr(buf_text(&fake_log), "POST http://p/entities/aggregate "
				       "{\"a\":1} t1"), "the query is sent");
	free(q.reading.search);
	q.reading.search = NULL;
	write_list("s:a\0b\n", 6);
	is_int(tell(run_list, NULL).status, EX_BAD_USAGE, "a NUL");
}

/* One RESOURCE, without a list. */
static void
test_one(void)
{
	const struct resource list = q.resource;

	resource_parse("s:big1", &q.resource);
	gives("", E("big1") "\n", "one entity may have any size");
	resource_free(&q.resource);
	resource_parse("s:n404", &q.resource);
	fails("", EX_NOT_FOUND, TEXTS("test: s:n404: HTTP 404", "cut short"),
	      "a missing entity ends the run of one RESOURCE");
	resource_free(&q.resource);
	resource_parse("n404", &q.resource);
	fails("", EX_NOT_FOUND,
	      TEXTS("hint: port-get n404: lists entities, port-get "
		    "blueprints/n404 shows the blueprint"),
	      "the hint for one bare word");
	resource_free(&q.resource);
	q.resource = list;
}

int
main(void)
{
	int fd = mkstemp(file);
	char name[sizeof(file) + 1];

	close(fd);
	snprintf(name, sizeof(name), "@%s", file);
	resource_parse(name, &q.resource);
	q.slicing.named = jv_object();
	q.reading.parallel = 8;
	test_order();
	test_large();
	test_parallel();
	test_failures();
	test_renewal();
	test_lists();
	test_one();
	unlink(file);
	q.resource.file = file;
	is_int(tell(run_list, NULL).status, EX_BAD_USAGE, "a file that does not exist");
	resource_free(&q.resource);
	jv_free(q.slicing.named);
	buf_free(&out);
	buf_free(&fake_log);
	return done();
}
