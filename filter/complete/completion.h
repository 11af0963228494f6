/* A command line whose last word is completed, and the words that are offered
 * for it. */
#ifndef FILTER_COMPLETE_COMPLETION_H
#define FILTER_COMPLETE_COMPLETION_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/buf.h"
#include "helper/base/options.h"

struct bash_line;
struct route;

struct candidate {
	char *text;	  /* the whole word, without quotes; owned */
	const char *help; /* one line, static; NULL: none */
};

/* Where a name from Port is written. */
enum spelling {
	SPELLING_BLUEPRINT, /* before the : of BLUEPRINT:ENTITY */
	SPELLING_ENTITY,    /* after it */
	SPELLING_SEGMENT,   /* between the slashes of a PATH */
	SPELLING_FIELD	    /* no RESOURCE: the name of a field, as it is */
};

struct completion {
	const struct bash_line *line; /* NULL: of another shell */

	/* Where the cursor is (place_find). All points into the command line
	 * and the table. */
	const struct options_row *table;
	unsigned mark; /* of the options that the verb of port-token takes;
			  0: port-get, which takes all */
	char kind[32]; /* of what is completed: OPTION, COMMAND, or an operand
			  as --help names it, RESOURCE or FILE; "": nothing
			  can be offered */
	const char *word;    /* at the cursor */
	size_t before;	     /* bytes of it before the value: --api-url= */
	const char *first;   /* argument that is not an option; "": none */
	const char *profile; /* -p, --api-url; NULL: not given */
	const char *api_url;
	bool from_file; /* -f was given */

	/* The words to offer. */
	struct candidate *item;
	int n;
	bool more;   /* more words match than are kept */
	size_t from; /* the words to offer keep this much of `word` */
	enum spelling spelling; /* of the names from Port that follow */
};

/* place.c: find what is at the cursor, as the program would read it: of n
 * words, the program's name first and the word at the cursor last. */
void place_find(struct completion *c, char **word, int n);

/* candidates.c: offer the word whose part from c->from on is `text`, if it
 * begins with what was typed. Leaves out a word that is not UTF-8 or holds a
 * control byte, since it could control a terminal or end a line. */
void candidates_add(struct completion *c, const char *text, const char *help);

/* Sort the words and leave each in the list once. */
void candidates_sort(struct completion *c);
void candidates_free(struct completion *c);

/* routes.c: offer the continuations, from its last segment on, of the routes
 * that begin with the PATH `typed`, each up to the next `*`. c->from is where
 * that segment begins. */
void routes_offer(struct completion *c, const char *typed);

/* The route in which the last segment of `typed` is the last `*`; NULL if there
 * is none, or Port lists no names for it. */
const struct route *routes_listed(const char *typed);

/* words.c: offer words for a RESOURCE, a field or a file. */

/* Routes, or files after @; both without asking Port. */
void words_resources(struct completion *c);

/* What Port knows: blueprints, entities, and names for the `*` of a route. */
void words_names(struct completion *c);

/* Fields of every entity for --include, without asking Port; and those of the
 * blueprint in the RESOURCE before it. */
void words_fields(struct completion *c);
void words_properties(struct completion *c);

/* Files, for @FILE. */
void words_files(struct completion *c);

/* Append `name`; bytes with another meaning there, and control bytes, become
 * %XX. If that fails, ret->failed is set. */
void words_spell(struct buf *ret, enum spelling how, const char *name);

/* Offer a name from Port, spelled as c->spelling says. */
void words_offer(struct completion *c, const char *name);

/*
 * names.c: offer names that only Port or the keyring knows. A token is minted
 * where none is at hand, but nothing ever prompts. Whatever fails gives no
 * names; messages go to stderr, which completion closes.
 */

/* `field` of each item of the list that a GET route answers with. In an answer
 * that is an object an array is the list. */
void names_list(struct completion *c, const char *path, const char *field);

/* The fields of its entities, of a blueprint ("blueprints/service"), as
 * --include takes them. */
void names_fields(struct completion *c, const char *path);

/* The identifiers of up to NAMES_MAX entities of a listing ("service:") that
 * begin with `begin`; c->more is whether there are others. */
void names_entities(struct completion *c, const char *listing,
		    const char *begin);

/* The stored profiles. */
void names_profiles(struct completion *c);

#endif
