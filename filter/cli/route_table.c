#include "filter/cli/route_table.h"

#include <stddef.h>
#include <string.h>

const struct route routes[] = {
	{ "actions", NULL, NULL },
	{ "actions/*", "", "identifier" },
	{ "actions/*/permissions", NULL, NULL },
	{ "actions/runs", NULL, NULL },
	{ "actions/runs/*", "?limit=50", "id" },
	{ "actions/runs/*/approvers?include_pending_approvers=false", NULL,
	  NULL },
	{ "actions/runs/*/logs", NULL, NULL },
	{ "ai/entities-auto-discovery/*/suggestions", NULL, NULL },
	{ "ai/entities-auto-discovery/blueprint/*/latest", NULL, NULL },
	{ "ai/invoke/*", NULL, NULL },
	{ "apps", NULL, NULL },
	{ "audit-log", NULL, NULL },
	{ "blueprints", NULL, NULL },
	{ "blueprints/*", "", "identifier" },
	{ "blueprints/*/actions", NULL, NULL },
	{ "blueprints/*/actions/*", "", "identifier" },
	{ "blueprints/*/entities", NULL, NULL },
	{ ROUTES_ENTITY, "", "identifier" },
	{ "blueprints/*/entities-count", NULL, NULL },
	{ "blueprints/*/permissions", NULL, NULL },
	{ "blueprints/*/scorecards", NULL, NULL },
	{ "blueprints/*/scorecards/*", "", "identifier" },
	{ "integration", NULL, NULL },
	{ "integration/*", "", "installationId" },
	{ "integration/*/logs", NULL, NULL },
	{ "integration/*/syncMetrics", NULL, NULL },
	{ "integration/*/syncsMetadata", NULL, NULL },
	{ "integration/metadata", NULL, NULL },
	{ "llm-providers", NULL, NULL },
	{ "llm-providers/*", "", "provider" },
	{ "llm-providers/defaults", NULL, NULL },
	{ "memory", NULL, NULL },
	{ "memory/settings", NULL, NULL },
	{ "migrations", NULL, NULL },
	{ "migrations/*", "", "id" },
	{ "organization", NULL, NULL },
	{ "organization/secrets", NULL, NULL },
	{ "organization/secrets/*", "", "secretName" },
	{ "pages?compact=true", NULL, NULL },
	{ "pages/*", "?compact=true", "identifier" },
	{ "pages/*/permissions", NULL, NULL },
	{ "quota/ai-invocations", NULL, NULL },
	{ "scorecards", NULL, NULL },
	{ "teams", NULL, NULL },
	{ "teams/*", "", "name" },
	{ "users", NULL, NULL },
	{ "users/*", "", "email" },
	{ "webhooks", NULL, NULL },
	{ "webhooks/*", "", "identifier" },
	{ "webhooks/metadata", NULL, NULL },
	{ NULL, NULL, NULL }
};

bool
route_is_word(const char *word)
{
	const struct route *r = routes;
	size_t n = strlen(word);

	while (r->path &&
	       (strncmp(r->path, word, n) || (r->path[n] && r->path[n] != '?')))
		r++;
	return r->path;
}

bool
route_lists(const char *route)
{
	const struct route *r = routes;
	size_t n = strlen(route);

	while (r->path &&
	       (strncmp(r->path, route, n) || strcmp(r->path + n, "/*")))
		r++;
	return r->path;
}
