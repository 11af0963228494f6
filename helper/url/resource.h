/*
 * RESOURCE: the name of what is meant, for both programs, interpreted in the
 * order of port-get(1). Parsing knows nothing of hosts; the URL is built once
 * the base is known.
 */
#ifndef HELPER_URL_RESOURCE_H
#define HELPER_URL_RESOURCE_H

#include "helper/base/buf.h"

enum resource_kind {
	RESOURCE_STDIN,	  /* - */
	RESOURCE_NAMES,	  /* @FILE */
	RESOURCE_ENTITY,  /* BLUEPRINT:ENTITY */
	RESOURCE_LISTING, /* BLUEPRINT: */
	RESOURCE_PATH	  /* PATH or a full URL */
};

struct resource {
	enum resource_kind kind;
	const char *text;  /* as typed, for messages; borrowed */
	const char *where; /* in front of it there, "list:3: "; "" */
	const char *file;  /* NAMES: the file, "-" is stdin; borrowed */
	char *full_url;	   /* PATH given as a URL: as typed; else NULL */
	char *blueprint;   /* ENTITY, LISTING: one encoded segment */
	char *path;	   /* below the base, encoded, no slash in front,
			      no query: "blueprints/a%2Fb/entities/x";
			      a LISTING's is its entities route */
	char *query;	   /* behind `?`, encoded; NULL: none */
};

/* 0, or EX_BAD_USAGE after a message. Free it either way. */
int resource_parse(const char *text, struct resource *ret);

/* The same for a line of a list: messages say `where` first. */
int resource_parse_line(const char *where, const char *text,
			struct resource *ret);
void resource_free(struct resource *r);

/* One more NAME=VALUE for the query, encoded. 0, or EX_BAD_USAGE after a
 * message: it is too long. */
int resource_param(struct resource *r, const char *name, const char *value);

/* The URL on that base. EX_BAD_USAGE after a message when a full URL names
 * another host, or it is too long. */
int resource_url(const struct resource *r, const char *base, struct buf *ret);

#endif
