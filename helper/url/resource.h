/*
 * RESOURCE as both programs take it, in the order of forms in port-get(1).
 * Parsing does not need the host; the URL is built when the base is known.
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
	const char *text; /* as typed, for messages; borrowed */
	char *where;	  /* its place, for messages: "list:3: "; or "" */
	const char *file; /* NAMES: the file, "-" is stdin; borrowed */
	char *base;	  /* PATH given as a URL: its base_url; else NULL */
	char *blueprint;  /* ENTITY, LISTING: one encoded segment */
	char *path;  /* below the base, encoded, without a leading slash or a
			query: "blueprints/a%2Fb/entities/x"; of a LISTING its
			entities route */
	char *query; /* after `?`, encoded; NULL: none */
};

/* 0, or EX_BAD_USAGE after a message. Free it either way. */
int resource_parse(const char *text, struct resource *ret);

/* The same for a line of a list, which holds only entities and PATHs: messages
 * begin with `where`; "": it is none. */
int resource_parse_line(const char *where, const char *text,
			struct resource *ret);
void resource_free(struct resource *r);

/* Add NAME=VALUE to the query, encoded. 0, or EX_BAD_USAGE after a message: it
 * is too long. */
int resource_param(struct resource *r, const char *name, const char *value);

/* Build the URL on that base. 0, or EX_BAD_USAGE after a message: a full URL
 * names another host, or the URL is too long. */
int resource_url(const struct resource *r, const char *base, struct buf *ret);

#endif
