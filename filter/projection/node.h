/* The paths that a filter reads, as a tree. */
#ifndef FILTER_PROJECTION_NODE_H
#define FILTER_PROJECTION_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A node without children is read whole; of one with children only these are
 * read, unless it is marked `whole`. */
struct projection_node {
	const char *key; /* within the filter's text; NULL: the root */
	size_t len;
	uint64_t lengths; /* of the children's keys, as for json_seek */
	bool whole;
	bool on_way; /* to the end of a projection, or that itself */
	struct projection_node *child;
	struct projection_node *sibling;
};

/* The child of n with that key; NULL: none. */
struct projection_node *node_child(const struct projection_node *n,
				   const char *key, size_t len);

/* Add one, whose key is borrowed. */
struct projection_node *node_add(struct projection_node *n, const char *key,
				 size_t len);

/* Free n, its siblings and all below them; NULL is fine. */
void node_free(struct projection_node *n);

#endif
