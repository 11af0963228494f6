/* helper/base/options.h: options are read as jq reads them; every way to write
 * one, and every refusal. */
#include "helper/base/options.h"

#include <limits.h>

#include "helper/base/buf.h"
#include "helper/base/exits.h"
#include "tests/unit/told.h"

enum { RAW = 1, NULL_INPUT, FROM_FILE, LIBRARY, ARG, TTL };

#define HELP "hint: test --help lists the options\n"

struct stored {
	bool flag;
	long seconds, many;
	const char *name;
	long way;
};

#define TO(how, member) .kind = (how), .target = offsetof(struct stored, member)

static const struct options_row common[] = {
	{ 'w', "way", NULL, "of every program", TO(OPTIONS_SET, way),
	  .min = -2 },
	{ 0 },
};

static const struct options_row table[] = {
	{ 'r', "raw", NULL, "raw strings", .id = RAW },
	{ 'n', "null-input", NULL, "no input", .id = NULL_INPUT, .mark = 1 },
	{ 'f', "from-file", "FILE", "the filter is in FILE", .id = FROM_FILE },
	{ 'L', NULL, "DIR", "modules are in DIR", .id = LIBRARY, .mark = 2 },
	{ 0, "arg", "NAME VALUE", "$NAME is VALUE", .id = ARG },
	{ 't', "min-ttl", "SEC", "seconds to live", .id = TTL },
	{ .help = "And at last", .kind = OPTIONS_HEADING },
	{ 0, "a-name-that-is-long-enough", "FILE", "on its own line", .id = 0 },
	{ 'F', "flag", NULL, "a bool", TO(OPTIONS_FLAG, flag) },
	{ 's', "seconds", "SEC", "a number", TO(OPTIONS_NUMBER, seconds),
	  .max = 10000 },
	{ 0, "many", "N", "without an end", TO(OPTIONS_NUMBER, many),
	  .min = 1, .max = LONG_MAX },
	{ 'p', "profile", "NAME", "a text", TO(OPTIONS_TEXT, name), .id = 10 },
	{ .more = common },
};

static const struct options_habit habits[] = {
	{ "-X --method --form", "port-get only reads" },
	{ "--form-string -d", "elsewhere" },
	{ NULL, NULL },
};

enum { WORDS = 8 };

static struct stored stored;

static struct options
walk(const char *const *words)
{
	static char *argv[WORDS + 2];
	struct options o = { .table = table,
			     .habits = habits,
			     .target = &stored,
			     .argv = argv,
			     .argc = 1 };

	stored = (struct stored){ .seconds = -1 };
	argv[0] = (char *)(size_t) "program";
	for (; *words; words++)
		argv[o.argc++] = (char *)(size_t)*words;
	return o;
}

/* "id(value,value)spelled" of each step. */
static const char *
steps(const char *const *words, char *ret, size_t size)
{
	struct buf b = BUF(1000);
	struct options o = walk(words);
	int id;

	while ((id = options_next(&o)) != OPTIONS_END && b.len < 900) {
		buf_addf(&b, "%s%d", b.len ? " " : "", id);
		if (o.value[1])
			buf_addf(&b, "(%s,%s)", o.value[0], o.value[1]);
		else if (o.value[0])
			buf_addf(&b, "(%s)", o.value[0]);
		if (o.spelled)
			buf_adds(&b, o.spelled);
	}
	snprintf(ret, size, "%s", buf_text(&b));
	buf_free(&b);
	return ret;
}

static const struct {
	const char *name, *word[WORDS + 1], *want;
} reads[] = {
	{ "nothing", { NULL }, "" },
	{ "a letter", { "-r" }, "1-r" },
	{ "a name", { "--raw" }, "1--raw" },
	{ "a bundle", { "-nr" }, "2-n 1-r" },
	{ "a bundle's value is the next word",
	  { "-nrf", "a.jq", "x" },
	  "2-n 1-r 3(a.jq)-f -1(x)" },
	{ "a value may stand anywhere in a bundle",
	  { "-fnr", "a.jq" },
	  "3(a.jq)-f 2-n 1-r" },
	{ "values of a bundle come in order",
	  { "-fL", "a.jq", "lib" },
	  "3(a.jq)-f 4(lib)-L" },
	{ "a value may look like an option",
	  { "-t", "-5", "-f", "--" },
	  "6(-5)-t 3(--)-f" },
	{ "a name's value is the next word",
	  { "--min-ttl", "60" },
	  "6(60)--min-ttl" },
	{ "a value after =", { "--min-ttl=60" }, "6(60)--min-ttl" },
	{ "which may be empty", { "--min-ttl=" }, "6()--min-ttl" },
	{ "a value with another =", { "--min-ttl=a=b" }, "6(a=b)--min-ttl" },
	{ "two operands", { "--arg", "a", "b", "c" }, "5(a,b)--arg -1(c)" },
	{ "even those that look like options",
	  { "--arg", "-r", "--raw" },
	  "5(-r,--raw)--arg" },
	{ "a lone - is a word", { "-", "-r", "-" }, "-1(-) 1-r -1(-)" },
	{ "an empty word is a word", { "" }, "-1()" },
	{ "options stand anywhere",
	  { "a", "-r", "b", "-n" },
	  "-1(a) 1-r -1(b) 2-n" },
	{ "after -- all are arguments",
	  { "-r", "--", "-n", "--", "--raw" },
	  "1-r -1(-n) -1(--) -1(--raw)" },
};

static int
bad_walk(const void *words)
{
	struct options o = walk(words);
	int id;

	do
		id = options_next(&o);
	while (id != OPTIONS_END && id != OPTIONS_BAD);
	return id == OPTIONS_BAD ? EX_BAD_USAGE : EX_DONE;
}

static const struct {
	const char *word[WORDS + 1], *says;
} refused[] = {
	{ { "-x" }, "test: unknown option -x\n" HELP },
	{ { "-rxn" }, "test: unknown option -x\n" HELP },
	{ { "-r\xc3\xa9n" }, "test: unknown option -\xc3\xa9\n" HELP },
	{ { "-t60" },
	  "test: unknown option -6 after -t\n"
	  "hint: the value of -t is the next word: -t SEC\n" },
	{ { "-t60", "x" },
	  "test: unknown option -6: the SEC of -t is 'x'\n"
	  "hint: the value of -t is the next word: -t SEC\n" },
	{ { "-ft6", "x", "y" },
	  "test: unknown option -6: the FILE of -f is 'x'\n"
	  "hint: the value of -f is the next word: -f FILE\n" },
	{ { "-pdefault", "x" },
	  "test: unknown option -d: the NAME of -p is 'x'\n"
	  "hint: the value of -p is the next word: -p NAME\n" },
	{ { "-fr" },
	  "test: -f needs FILE\n"
	  "hint: the value of -f is the next word: -f FILE\n" },
	{ { "--rwa" }, "test: unknown option --rwa\n" HELP },
	{ { "--null" },
	  "test: unknown option --null\n"
	  "hint: did you mean --null-input?\n" },
	{ { "--m" }, "test: unknown option --m\n" HELP },
	{ { "--min_ttl=5" }, "test: unknown option --min_ttl\n" HELP },
	{ { "--for" }, "test: unknown option --for\n" HELP },
	{ { "--form-string" },
	  "test: unknown option --form-string\n"
	  "hint: elsewhere\n" },
	{ { "--seconds", "10001" },
	  "test: --seconds takes a whole number from 0 to 10000, not "
	  "'10001'\n" },
	{ { "-s", "" },
	  "test: -s takes a whole number from 0 to 10000, not ''\n" },
	{ { "--many=0" },
	  "test: --many takes a whole number from 1, not '0'\n" },
	{ { "--profile=" }, "test: --profile: NAME is empty\n" },
	{ { "-p", "" }, "test: -p: NAME is empty\n" },
	{ { "--metho" }, "test: unknown option --metho\n" HELP },
	{ { "--method" },
	  "test: unknown option --method\n"
	  "hint: port-get only reads\n" },
	{ { "--method=POST" },
	  "test: unknown option --method\n"
	  "hint: port-get only reads\n" },
	{ { "-rXn" },
	  "test: unknown option -X\n"
	  "hint: port-get only reads\n" },
	{ { "--client-secret=hush" },
	  "test: unknown option --client-secret\n" HELP },
	{ { "--=x" }, "test: unknown option --\n" HELP },
	{ { "--raw=yes" }, "test: --raw takes no value\n" },
	{ { "--raw=" }, "test: --raw takes no value\n" },
	{ { "--arg=a", "b" },
	  "test: --arg takes NAME VALUE as the next "
	  "words, not after '='\n" },
	{ { "-t" }, "test: -t needs SEC\n" },
	{ { "--min-ttl" }, "test: --min-ttl needs SEC\n" },
	{ { "-fL", "a" }, "test: -L needs DIR\n" },
	{ { "--arg", "a" }, "test: --arg needs NAME VALUE\n" },
	{ { "--arg" }, "test: --arg needs NAME VALUE\n" },
};

static const struct {
	const char *text;
	long want; /* -1: refused */
} numbers[] = {
	{ "0", 0 },
	{ "30", 30 },
	{ "10000", 10000 },
	{ "007", 7 },
	{ "10001", -1 },
	{ "", -1 },
	{ " 1", -1 },
	{ "1 ", -1 },
	{ "+1", -1 },
	{ "-1", -1 },
	{ "0x10", -1 },
	{ "1e3", -1 },
	{ "1.5", -1 },
	{ "1s", -1 },
	{ "\t1", -1 },
	{ "18446744073709551617", -1 },
	{ "9223372036854775808", -1 },
};

static void
test_numbers(void)
{
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const char *words[] = { "-s", numbers[i].text, NULL };

		is_int(tell(bad_walk, words).status,
		       numbers[i].want < 0 ? EX_BAD_USAGE : EX_DONE,
		       numbers[i].text);
		if (numbers[i].want < 0)
			continue;
		bad_walk(words);
		is_int(stored.seconds, numbers[i].want, numbers[i].text);
	}
}

static void
test_stored(void)
{
	const char *words[] = { "-Fwps", "work", "7", "--many=99999999999",
				NULL };
	struct options o = walk(words);

	is_int(options_next(&o), OPTIONS_STORED, "a flag");
	is_int(o.row == &table[8], true, "the row of an option");
	is_int(options_next(&o), OPTIONS_STORED, "an option of another table");
	is_int(options_next(&o), 10, "a text with an id");
	is_int(options_next(&o), OPTIONS_STORED, "a number");
	is_int(options_next(&o), OPTIONS_STORED, "a number without an end");
	is_int(options_next(&o), OPTIONS_END, "the end");
	is_int(stored.flag, true, "the flag is stored");
	is_int(stored.way, -2, "its own value is stored");
	is_str(stored.name, "work", "the text is stored");
	is_int(stored.seconds, 7, "the number is stored");
	is_int(stored.many, 99999999999, "the other number is stored");
}

static void
test_help(void)
{
	char text[2000] = "";
	int ends[2], out = dup(STDOUT_FILENO), status = -1;

	if (out >= 0 && pipe(ends) == 0) {
		dup2(ends[1], STDOUT_FILENO);
		status = options_help("usage: test\n", table, 2);
		dup2(out, STDOUT_FILENO);
		if (read(ends[0], text, sizeof text - 1) < 0)
			status = -1;
	}
	is_int(status, 0, "--help is printed");
	is_str(text,
	       "usage: test\n"
	       "  -r, --raw                   raw strings\n"
	       "  -f, --from-file FILE        the filter is in FILE\n"
	       "  -L DIR                      modules are in DIR\n"
	       "      --arg NAME VALUE        $NAME is VALUE\n"
	       "  -t, --min-ttl SEC           seconds to live\n"
	       "\nAnd at last:\n"
	       "      --a-name-that-is-long-enough FILE\n"
	       "                              on its own line\n"
	       "  -F, --flag                  a bool\n"
	       "  -s, --seconds SEC           a number\n"
	       "      --many N                without an end\n"
	       "  -p, --profile NAME          a text\n"
	       "  -w, --way                   of every program\n",
	       "--help");
}

int
main(void)
{
	char got[1000];
	size_t i;

	for (i = 0; i < sizeof reads / sizeof *reads; i++) {
		is_str(steps(reads[i].word, got, sizeof got), reads[i].want,
		       reads[i].name);
	}
	for (i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct told t = tell(bad_walk, refused[i].word);

		is_int(t.status, EX_BAD_USAGE, refused[i].word[0]);
		is_str(t.text, refused[i].says, refused[i].word[0]);
	}
	test_numbers();
	test_stored();
	test_help();
	return done();
}
