#include "filter/projection/node.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/output.h"
#include "helper/json/scan.h"

struct projection_node *
node_child(const struct projection_node *n, const char *key, size_t len)
{
	struct projection_node *child;

	for (child = n->child; child; child = child->sibling)
		if (child->len == len && memcmp(child->key, key, len) == 0)
			break;
	return child;
}

struct projection_node *
node_add(struct projection_node *n, const char *key, size_t len)
{
	struct projection_node *child = output_memory(1, sizeof *child);

	child->key = key;
	child->len = len;
	child->sibling = n->child;
	n->child = child;
	n->lengths |= json_length_bit(len);
	return child;
}

void
node_free(struct projection_node *n)
{
	while (n) {
		struct projection_node *next = n->sibling;

		node_free(n->child);
		free(n);
		n = next;
	}
}
