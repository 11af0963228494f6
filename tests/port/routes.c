#include <stdio.h>
#include <string.h>

#include "tests/port/agent.h"
#include "tests/port/aggregate.h"
#include "tests/port/audit.h"
#include "tests/port/blueprint.h"
#include "tests/port/collection.h"
#include "tests/port/collection_write.h"
#include "tests/port/datasource.h"
#include "tests/port/entity.h"
#include "tests/port/routes.h"
#include "tests/port/run.h"
#include "tests/port/search.h"
#include "tests/port/token.h"

#define VIEW "exclude_calculated_properties:boolean=false include:array " \
	"exclude:array attach_title_to_relation:boolean=false " \
	"attach_identifier_to_title_mirror_properties:boolean=false " \
	"allow_partial_results:boolean=false *"
#define WRITE "upsert:boolean=false merge:boolean=false " \
	"validation_only:boolean=false " \
	"create_missing_related_entities:boolean=false run_id:string " \
	"ocean_info_event_type:string ocean_info_resync_id:string *"
#define ACTIONS "action_identifier:array blueprint_identifier:array " \
	"operation:array(DAY-2|DELETE|CREATE) published:boolean " \
	"trigger_type:string(self-service|automation) trigger_event:array(" \
	"ENTITY_CREATED|ENTITY_UPDATED|ENTITY_DELETED|" \
	"TIMER_PROPERTY_EXPIRED|ANY_ENTITY_CHANGE|RUN_CREATED|RUN_UPDATED|" \
	"ANY_RUN_CHANGE) trigger_event_action_identifier:array " \
	"version:string(v1|v2) *"
#define RUNS "entity:string blueprint:string active:boolean " \
	"user_email:string user_id:string limit:number[1..1000] " \
	"exclude:array external_run_id:string version:string(v1|v2) " \
	"action:string source:array(UI|API|AUTOMATION) *"
#define AUDIT "identifier:string entity:string " \
	"include_deleted_entities:boolean blueprint:string run_id:string " \
	"webhookId:string webhookEventId:string origin:array " \
	"InstallationId:string resources:array(blueprint|entity|run|webhook|" \
	"scorecard|action|integration|blueprint_permission|" \
	"action_permission|secret) includes:array(action|context|diff|" \
	"identifier|resourceType|status|trigger|additionalData|message) " \
	"from:string to:string action:string status:string(SUCCESS|FAILURE) " \
	"limit:number actionType:string(automation|self-service) *"
#define LOGS "limit:number[0..300]=100 timestamp:string log_id:string " \
	"direction:string(up|down) event_id:string " \
	"levels:array(DEBUG|INFO|WARNING|ERROR|FATAL) kinds:array " \
	"etl_phases:array *"
#define MIGRATIONS "status:array(COMPLETED|RUNNING|PENDING|INITIALIZING|" \
	"FAILURE|CANCELLED|PENDING_CANCELLATION) actor:string " \
	"blueprint:string *"
#define SEARCH "query:object include:array exclude:array " \
	"limit:number[1..1000] from:string"
#define DATASOURCE "datasource_prefix:string datasource_suffix:string " \
	"limit:number[1..] from:string before:string *"
#define PATCH_NODE "status:string(IN_PROGRESS|COMPLETED) " \
	"result:string(SUCCESS|FAILED|CANCELLED) output:object " \
	"externalRunId:string links:array *"
#define PATCH_RUN "status:string(SUCCESS|FAILURE) statusLabel:string " \
	"link:string,array message:object summary:string externalRunId:string"
#define LOG "message!:string terminationStatus:string(SUCCESS|FAILURE) " \
	"statusLabel:string"

/* The first route that fits is used. */
static const struct route routes[] = {
	{ "POST", "auth/access_token", "mint", token_mint, NULL,
		"clientId!:string clientSecret!:string", OPEN, NULL, NULL },

	{ "GET", "blueprints", "blueprints", blueprints_get, NULL, NULL,
		LOCKED, NULL, NULL },
	{ "POST", "blueprints", "write", blueprint_post, NULL, "*", LOCKED,
		NULL, NULL },
	{ "GET", "blueprints/:", "blueprint", blueprint_get, NULL, NULL,
		LOCKED, NULL, NULL },
	{ "PUT", "blueprints/:", "write", blueprint_put, NULL,
		"*", LOCKED, NULL, NULL },
	{ "PATCH", "blueprints/:", "write", blueprint_patch, NULL, "*",
		LOCKED, NULL, NULL },
	{ "DELETE", "blueprints/:", "write", blueprint_delete, NULL, NULL,
		LOCKED, NULL, NULL },
	{ "GET", "blueprints/system/:/structure", "other", blueprint_get, NULL,
		NULL, LOCKED, NULL, NULL },
	{ "GET", "blueprints/:/permissions", "other", collection_permissions,
		NULL, NULL, LOCKED, NULL, "blueprints" },
	{ "GET", "blueprints/:/actions", "other", collection_actions, ACTIONS,
		NULL, LOCKED, NULL, NULL },
	{ "GET", "blueprints/:/actions/:", "other", collection_item, NULL,
		NULL, LOCKED, "action", "actions:identifier" },
	{ "GET", "blueprints/:/scorecards", "other", collection_scorecards,
		NULL, NULL, LOCKED, NULL, NULL },
	{ "POST", "blueprints/:/scorecards", "write", collection_add_scorecard,
		NULL, "identifier!:string *", LOCKED, "scorecard",
		"scorecards:identifier" },
	{ "GET", "blueprints/:/scorecards/:", "other", collection_scorecard,
		NULL, NULL, LOCKED, NULL, NULL },

	{ "GET", "blueprints/:/entities-count", "other", entities_count, NULL,
		NULL, LOCKED, NULL, NULL },
	{ "GET", "blueprints/:/entities", "entities", entities_get, VIEW,
		NULL, LOCKED, NULL, NULL },
	{ "POST", "blueprints/:/entities", "write", entity_post, WRITE, "*",
		LOCKED, NULL, NULL },
	{ "POST", "blueprints/:/entities/search", "page", search_blueprint,
		NULL, SEARCH, COMPRESSED, NULL, NULL },
	{ "POST", "blueprints/:/entities/search/count", "search",
		search_count, NULL, "*", LOCKED, NULL, NULL },
	{ "POST", "blueprints/:/entities/top-search", "search", search_top,
		NULL, "identifiers:array countOnly:boolean *", LOCKED, NULL,
		NULL },
	{ "POST", "blueprints/entities/datasource-entities", "search",
		datasource_entities, NULL, DATASOURCE, LOCKED, NULL, NULL },
	{ "POST", "blueprints/:/datasource-entities", "search",
		datasource_entities, NULL, DATASOURCE, LOCKED, NULL, NULL },
	{ "POST", "blueprints/:/entities/bulk", "write", entities_bulk, WRITE,
		"entities!:objects", LOCKED, NULL, NULL },
	{ "POST", "blueprints/:/bulk/entities/delete", "write",
		entities_bulk_delete, "delete_dependents:boolean *",
		"entities!:array", LOCKED, NULL, NULL },
	{ "DELETE", "blueprints/:/all-entities", "write", entities_delete_all,
		"delete_blueprint:boolean *", NULL, LOCKED, NULL, NULL },
	{ "GET", "blueprints/:/entities/:", "entity", entity_get_one, VIEW,
		NULL, LOCKED, NULL, NULL },
	{ "PUT", "blueprints/:/entities/:", "write", entity_put_one, WRITE,
		"*", LOCKED, NULL, NULL },
	{ "PATCH", "blueprints/:/entities/:", "write", entity_patch, WRITE,
		"*", LOCKED, NULL, NULL },
	{ "DELETE", "blueprints/:/entities/:", "write", entity_delete,
		"delete_dependents:boolean *", NULL, LOCKED, NULL, NULL },

	{ "POST", "entities/search", "search", search_all, VIEW,
		"combinator!:string rules!:any", COMPRESSED, NULL, NULL },
	{ "POST", "entities/aggregate", "aggregate", aggregate, VIEW,
		"func!:string query:object *", COMPRESSED, NULL, NULL },
	{ "POST", "entities/aggregate-over-time", "aggregate",
		aggregate_over_time, NULL, "blueprint!:string "
		"timeRange!:object timeInterval!:string func:string "
		"query:object *", LOCKED, NULL, NULL },
	{ "POST", "entities/properties-history", "aggregate",
		properties_history, NULL, "entityIdentifier!:string "
		"blueprintIdentifier!:string propertyNames!:array "
		"timeInterval!:string timeRange!:object", LOCKED, NULL, NULL },

	{ "GET", "actions", "other", collection_actions, ACTIONS, NULL, LOCKED,
		NULL, NULL },
	{ "GET", "actions/runs", "runs", runs_get, RUNS, NULL, LOCKED, NULL,
		NULL },
	{ "POST", "actions", "write", collection_add, NULL,
		"identifier!:string *", LOCKED, "action",
		"actions:identifier" },
	{ "POST", "actions/runs/claim-pending", "write", runs_claim, NULL,
		"limit:number[1..] *", LOCKED, NULL, NULL },
	{ "PATCH", "actions/runs/ack", "write", runs_acknowledge, NULL,
		"runId:string runIds:array *", LOCKED, NULL, NULL },
	{ "GET", "actions/runs/:", "run", run_get, "version:string(v1|v2) *",
		NULL, LOCKED, NULL, NULL },
	{ "PATCH", "actions/runs/:", "write", run_patch, NULL, PATCH_RUN,
		LOCKED, NULL, NULL },
	{ "PATCH", "actions/runs/:/response", "write", run_response, NULL,
		"response!:any", LOCKED, NULL, NULL },
	{ "GET", "actions/runs/:/logs", "run", run_logs_get,
		"limit:number[1..50] offset:number[0..] *", NULL, LOCKED, NULL,
		NULL },
	{ "POST", "actions/runs/:/logs", "write", run_log_post, NULL, LOG,
		LOCKED, NULL, NULL },
	{ "GET", "actions/runs/:/approvers", "run", run_approvers,
		"include_pending_approvers:boolean *", NULL, LOCKED, NULL,
		NULL },
	{ "GET", "actions/:", "other", collection_item, NULL, NULL, LOCKED,
		"action", "actions:identifier" },
	{ "PUT", "actions/:", "write", collection_replace, NULL, "*", LOCKED,
		"action", "actions:identifier" },
	{ "DELETE", "actions/:", "write", collection_remove, NULL, NULL,
		LOCKED, "action", "actions:identifier" },
	{ "GET", "actions/:/permissions", "other", collection_permissions,
		NULL, NULL, LOCKED, NULL, "actions" },
	{ "POST", "actions/:/runs", "write", run_post, NULL,
		"properties!:object entity:string", LOCKED, NULL, NULL },

	{ "GET", "workflows/nodes/runs", "runs", node_runs_get,
		"external_run_id:string *", NULL, LOCKED, NULL, NULL },
	{ "PATCH", "workflows/nodes/runs/:", "write", node_run_patch, NULL,
		PATCH_NODE, LOCKED, NULL, NULL },
	{ "POST", "workflows/nodes/runs/:/logs", "write", node_run_log, NULL,
		"logs!:objects", LOCKED, NULL, NULL },
	{ "POST", "workflows/runs/claim-pending", "write", node_runs_claim,
		NULL, "limit:number[1..] *", LOCKED, NULL, NULL },
	{ "PATCH", "workflows/runs/ack", "write", node_run_acknowledge, NULL,
		"nodeRunIdentifier!:string *", LOCKED, NULL, NULL },

	{ "GET", "pages", "other", collection_list, "compact:boolean *", NULL,
		LOCKED, "pages", "pages" },
	{ "POST", "pages", "write", collection_add, NULL,
		"identifier!:string *", LOCKED, "page", "pages:identifier" },
	{ "DELETE", "pages/:", "write", collection_remove, NULL, NULL, LOCKED,
		"page", "pages:identifier" },
	{ "GET", "pages/:", "other", collection_item, NULL, NULL, LOCKED,
		"page", "pages:identifier" },
	{ "GET", "pages/:/permissions", "other", collection_permissions, NULL,
		NULL, LOCKED, NULL, "pages" },
	{ "GET", "organization", "other", collection_value, NULL, NULL, LOCKED,
		"organization", "organization" },
	{ "PATCH", "organization", "write", organization_patch, NULL, "*",
		LOCKED, NULL, NULL },
	{ "GET", "sidebars/catalog", "other", collection_value, NULL, NULL,
		LOCKED, "sidebar", "sidebar" },
	{ "GET", "kafka-credentials", "other", collection_value, NULL, NULL,
		LOCKED, "credentials", "kafka-credentials" },
	{ "GET", "organization/secrets", "other", collection_list, NULL, NULL,
		LOCKED, "secrets", "secrets" },
	{ "GET", "organization/secrets/:", "other", collection_item, NULL,
		NULL, LOCKED, "secret", "secrets:secretName" },
	{ "GET", "integration", "other", collection_list,
		"actionsProcessingEnabled:boolean *", NULL, LOCKED,
		"integrations", "integrations" },
	{ "GET", "integration/metadata", "other", collection_value, NULL,
		NULL, LOCKED, "metadata", "integration-metadata" },
	{ "POST", "integration", "write", collection_add, NULL,
		"installationId!:string installationAppType:string *", LOCKED,
		"integration", "integrations:installationId" },
	{ "PATCH", "integration/:", "write", collection_change, NULL,
		"installationAppType:string *", LOCKED, "integration",
		"integrations:installationId" },
	{ "PATCH", "integration/:/config", "write", collection_change, NULL,
		"config!:object *", LOCKED, "integration",
		"integrations:installationId" },
	{ "DELETE", "integration/:", "write", collection_remove, NULL, NULL,
		LOCKED, "integration", "integrations:installationId" },
	{ "GET", "integration/:", "other", collection_integration, "byField:"
		"string(installationId|logIngestId)=installationId *", NULL,
		LOCKED, NULL, NULL },
	{ "GET", "integration/:/resync-request", "other", collection_value,
		NULL, NULL, LOCKED, "request", "resync-request" },
	{ "GET", "integration/:/logs", "other", collection_logs, LOGS, NULL,
		LOCKED, "data", "integration-logs" },
	{ "GET", "integration/:/syncMetrics", "other", collection_flat,
		"resyncId:string *", NULL, LOCKED, NULL, "sync-metrics" },
	{ "GET", "integration/:/syncsMetadata", "other", collection_flat,
		NULL, NULL, LOCKED, NULL, "syncs-metadata" },
	{ "GET", "webhooks", "other", collection_webhooks, NULL, NULL, LOCKED,
		NULL, NULL },
	{ "POST", "webhooks", "write", collection_add, NULL,
		"identifier!:string *", LOCKED, NULL, "webhooks:identifier" },
	{ "GET", "webhooks/metadata", "other", collection_value, NULL, NULL,
		LOCKED, "metadata", "webhooks-metadata" },
	{ "GET", "webhooks/:", "other", collection_webhook, NULL, NULL,
		LOCKED, NULL, NULL },
	{ "GET", "memory", "other", collection_list, NULL, NULL, LOCKED,
		"memories", "memories" },
	{ "GET", "memory/settings", "other", collection_value, NULL, NULL,
		LOCKED, "settings", "memory-settings" },
	{ "GET", "audit-log", "other", audit_get, AUDIT, NULL, LOCKED, NULL,
		NULL },
	{ "GET", "teams", "other", collection_list, "fields:array *", NULL,
		LOCKED, "teams", "teams" },
	{ "GET", "teams/:", "other", collection_item, "fields:array *", NULL,
		LOCKED, "team", "teams:name" },
	{ "GET", "users", "other", collection_list, "fields:array *", NULL,
		LOCKED, "users", "users" },
	{ "GET", "users/:", "other", collection_item, NULL, NULL, LOCKED,
		"user", "users:email" },
	{ "GET", "apps", "other", collection_list, "fields:array *", NULL,
		LOCKED, "apps", "apps" },
	{ "GET", "scorecards", "other", collection_list, NULL, NULL, LOCKED,
		"scorecards", "scorecards" },
	{ "GET", "migrations", "other", collection_list, MIGRATIONS, NULL,
		LOCKED, "migrations", "migrations" },
	{ "GET", "migrations/:", "other", collection_item, NULL, NULL, LOCKED,
		"migration", "migrations:id" },
	{ "GET", "quota/ai-invocations", "other", collection_value, NULL,
		NULL, LOCKED, "monthlyQuotaUsage", "quota" },
	{ "GET", "llm-providers", "other", collection_list, NULL, NULL, LOCKED,
		"result", "llm-providers" },
	{ "GET", "llm-providers/defaults", "other", collection_value, NULL,
		NULL, LOCKED, "result", "llm-defaults" },
	{ "GET", "llm-providers/:", "other", collection_item, NULL, NULL,
		LOCKED, "result", "llm-providers:provider" },
	{ "GET", "ai/invoke/:", "other", collection_item, NULL, NULL, LOCKED,
		"result", "ai-invocations:identifier" },
	{ "GET", "ai/entities-auto-discovery/:/suggestions", "other",
		collection_flat, NULL, NULL, LOCKED, NULL, "suggestions" },
	{ "GET", "ai/entities-auto-discovery/blueprint/:/latest", "other",
		collection_flat, NULL, NULL, LOCKED, NULL, "discovery" },
};

enum { ROUTES = sizeof(routes) / sizeof(routes[0]) };

/* Whether the segments after "v1" match the pattern. */
static bool
fits(const char *pattern, struct call *call)
{
	int args = 0, i = 1;

	memset(call->arg, 0, sizeof(call->arg));
	for (; *pattern; i++) {
		size_t length = strcspn(pattern, "/");
		const char *segment;

		if (i == call->segments || !call->segment[i][0])
			return false;
		segment = call->segment[i];
		if (*pattern == ':')
			call->arg[args++] = segment;
		else if (strlen(segment) != length ||
			 memcmp(segment, pattern, length) != 0)
			return false;
		pattern += length + (pattern[length] == '/');
	}
	return i == call->segments;
}

const struct route *
route_find(struct call *call)
{
	call->route = NULL;
	if (call->segments == 0 || strcmp(call->segment[0], "v1") != 0)
		return NULL;
	for (int i = 0; i < ROUTES && !call->route; i++)
		if (strcmp(routes[i].method, call->method) == 0 &&
		    fits(routes[i].pattern, call))
			call->route = &routes[i];
	return call->route;
}

void
routes_help(FILE *out)
{
	const char *done[16];
	int n = 0, j;

	for (int i = 0; i < ROUTES; i++) {
		for (j = 0; j < n && strcmp(done[j], routes[i].kind) != 0; j++)
			;
		if (j < n || n == 16)
			continue;
		done[n++] = routes[i].kind;
		fprintf(out, "%s%s", i ? " " : "", routes[i].kind);
	}
}
