/* Options and verbs of curl, gh, glab, kubectl and jq that people try, and what
 * does here what they are meant to do. Those without an equivalent are not
 * listed. */
#include "filter/cli/get_options.h"

#define ONLY_READS                                                             \
	"port-get only reads; to write: "                                      \
	"port-token~ --curl RESOURCE --each FILE | curl -K-"
#define IS_JSON "JSON goes to stdout as it is; -r with a FILTER prints text"

const struct options_habit get_habits[] = {
	{ "-X --request --method -d --data --data-raw --data-binary -F --form "
	  "--field --raw-field --input -T --upload-file --each",
	  ONLY_READS },
	{ "--json", IS_JSON "; " ONLY_READS },
	{ "-o --output --format --output-format", IS_JSON },
	{ "-O --remote-name", "redirect the output: port-get RESOURCE > FILE" },
	{ "--jq --template -t", "the FILTER follows RESOURCE as its own word" },
	{ "--filter --select",
	  "the FILTER follows RESOURCE; --query searches on the server" },
	{ "--search --where --selector -l --field-selector",
	  "port-get~ BLUEPRINT: --query '{property: \"NAME\", operator: \"=\", "
	  "value: \"VALUE\"}'" },
	{ "--fields --columns", "port-get~ RESOURCE --include F,F" },
	{ "--all --paginate --page --offset",
	  "BLUEPRINT: reads every page; --limit N stops earlier" },
	{ "--per-page", "--page-size N" },
	{ "--max --max-results --first --top --head", "--limit N" },
	{ "--count", "port-get~ blueprints/BLUEPRINT/entities-count .count" },
	{ "--sort --sort-by --order-by",
	  "port-get~ BLUEPRINT: -s 'sort_by(.NAME)'" },
	{ "--csv", "port-get~ BLUEPRINT: -r '[.identifier, .title] | @csv'" },
	{ "--table --tsv",
	  "port-get~ BLUEPRINT: -r '[.identifier, .title] | @tsv' | "
	  "column -t" },
	{ "--jsonl --ndjson --compact", "-c prints each result on one line" },
	{ "--raw", "-r prints strings without quotes" },
	{ "--pretty --prettify", "port-get~ RESOURCE . indents" },
	{ "--no-color --no-colour --monochrome", "-M prints without color" },
	{ "--color --colour", "-C always colors the output" },
	{ "--argfile", "--slurpfile NAME FILE, as $NAME[0]" },
	{ "-i --head -I --debug --trace",
	  "-v shows requests and their status" },
	{ "--silent --no-progress-meter", "-q prints errors only" },
	{ "-m --max-time --connect-timeout", "--timeout SEC" },
	{ "-H --header",
	  "port-token~ --curl RESOURCE | curl -K- -H 'NAME: VALUE'" },
	{ "-K --config", "port-token~ --curl RESOURCE | curl -K-" },
	{ "-G --get --url", "RESOURCE is the path, port-get only reads" },
	{ "-k --insecure --cacert",
	  "CURL_CA_BUNDLE names a file of certificates to trust" },
	{ "-x --proxy", "the variable https_proxy names a proxy" },
	{ "-u --user --token --oauth2-bearer",
	  "port-token status shows the credentials in use; -p NAME uses a "
	  "stored profile" },
	{ "--org --organization --context --namespace",
	  "each profile is of one organization: port-token login -p NAME, "
	  "then port-get -p NAME" },
	{ "--region --host --hostname --base-url", "--api-url us" },
	{ "--curl --export --min-ttl --refresh --client-id",
	  "an option of port-token: port-token --help" },
	{ NULL, NULL }
};

/* mistakes.c knows the verbs that a resource follows. */
const struct options_habit get_word_habits[] = {
	{ "create new add apply upsert set put post update edit patch write",
	  "port-token~ --curl 'BLUEPRINT:?upsert=true&merge=true' --each FILE "
	  "| curl -K-" },
	{ "search find query select",
	  "port-get~ BLUEPRINT: --query '{property: \"NAME\", operator: \"=\", "
	  "value: \"VALUE\"}'" },
	{ "help man usage", "port-get~ --help" },
	{ "version", "port-get~ --version" },
	{ "login signin auth configure init", "port-token login~" },
	{ "logout signout", "port-token logout~" },
	{ "status whoami me profile profiles config", "port-token status~" },
	{ "token", "port-token~ -r" },
	{ "entities entity list ls all",
	  "entities are BLUEPRINT: and these are the blueprints: port-get~ "
	  "blueprints -r '.blueprints[].identifier'" },
	{ "logs", "port-get~ actions/runs/RUN_ID/logs" },
	{ "export dump backup", "port-get~ BLUEPRINT: > FILE" },
	{ "jq filter", "port-get~ - FILTER FILE" },
	{ NULL, NULL }
};
