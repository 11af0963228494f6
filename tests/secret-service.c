/*
 * secret-service [OPTION...]: a Secret Service for tests, on the session bus,
 * with the faults of real ones. It keeps its items in memory, and prints "ready",
 * then the method of each call. It knows only the plain algorithm, to which
 * libsecret falls back.
 *
 *	--no-session, --no-default	this collection does not exist
 *	--locked			the default collection is locked, until
 *					a prompt is accepted
 *	--lock-session			the session collection is always locked
 *	--prompt=accept|dismiss|never	how prompts end; default: accept
 *	--delay=MS			waits before each answer
 *	--deaf=METHOD			never answers METHOD; any: no method
 *	--die=METHOD			ends at a call of METHOD
 *	--fail=METHOD			answers METHOD with an error
 *	--text=TEXT			the text of this error
 *	--odd=METHOD			answers METHOD with a wrong type
 *	--picky				refuses one plain session
 *	--swell=NAME			this attribute has a value of 3 MB
 *
 * --deaf to --picky begin at a call of the method Arm.
 */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOT "/org/freedesktop/secrets"
#define ERROR "org.freedesktop.Secret.Error."

struct item {
	char *path;
	gboolean in_session;
	char *label;
	GVariant *attributes;
	GVariant *secret;	/* ay */
};

static const char *prompt = "accept", *deaf, *die, *fail, *odd, *swell;
static const char *text = "as it was told to";
static gboolean no_session, no_default, locked, lock_session, picky, armed;
static int delay;
static GPtrArray *items;
static GDBusConnection *bus;

static const GOptionEntry options[] = {
	{ "no-session", 0, 0, G_OPTION_ARG_NONE, &no_session, NULL, NULL },
	{ "no-default", 0, 0, G_OPTION_ARG_NONE, &no_default, NULL, NULL },
	{ "locked", 0, 0, G_OPTION_ARG_NONE, &locked, NULL, NULL },
	{ "lock-session", 0, 0, G_OPTION_ARG_NONE, &lock_session, NULL, NULL },
	{ "picky", 0, 0, G_OPTION_ARG_NONE, &picky, NULL, NULL },
	{ "prompt", 0, 0, G_OPTION_ARG_STRING, &prompt, NULL, NULL },
	{ "delay", 0, 0, G_OPTION_ARG_INT, &delay, NULL, NULL },
	{ "deaf", 0, 0, G_OPTION_ARG_STRING, &deaf, NULL, NULL },
	{ "die", 0, 0, G_OPTION_ARG_STRING, &die, NULL, NULL },
	{ "odd", 0, 0, G_OPTION_ARG_STRING, &odd, NULL, NULL },
	{ "fail", 0, 0, G_OPTION_ARG_STRING, &fail, NULL, NULL },
	{ "text", 0, 0, G_OPTION_ARG_FILENAME, &text, NULL, NULL },
	{ "swell", 0, 0, G_OPTION_ARG_STRING, &swell, NULL, NULL },
	{ 0 },
};

/* --- items --- */

static gboolean
is_locked(const struct item *i)
{
	return i->in_session ? lock_session : locked;
}

static struct item *
item_at(const char *path)
{
	for (guint n = 0; n < items->len; n++) {
		struct item *i = items->pdata[n];

		if (strcmp(i->path, path) == 0)
			return i;
	}
	return NULL;
}

/* True if the item has all wanted attributes. */
static gboolean
matches(const struct item *i, GVariant *wanted)
{
	const char *name, *want, *have;
	GVariantIter iter;

	g_variant_iter_init(&iter, wanted);
	while (g_variant_iter_next(&iter, "{&s&s}", &name, &want))
		if (!g_variant_lookup(i->attributes, name, "&s", &have) ||
		    strcmp(have, want) != 0)
			return FALSE;
	return TRUE;
}

static gboolean
in_session(const char *collection)
{
	return g_str_has_suffix(collection, "session");
}

static struct item *
item_new(const char *collection)
{
	static int last;
	struct item *i = g_new0(struct item, 1);

	i->path = g_strdup_printf("%s/%d", collection, ++last);
	i->in_session = in_session(collection);
	g_ptr_array_add(items, i);
	return i;
}

/* --- methods: each returns the answer, or NULL and sets *error --- */

static GVariant *
open_session(GVariant *in, const char **error)
{
	const char *algorithm;

	g_variant_get(in, "(&sv)", &algorithm, NULL);
	if (strcmp(algorithm, "plain") != 0 || (picky && armed)) {
		armed = armed && strcmp(algorithm, "plain") != 0;
		*error = "org.freedesktop.DBus.Error.NotSupported";
		return NULL;
	}
	return g_variant_new("(vo)", g_variant_new_string(""),
			     ROOT "/session/1");
}

static GVariant *
search_items(GVariant *in)
{
	GVariantBuilder found[2];
	GVariant *wanted = g_variant_get_child_value(in, 0);

	for (int n = 0; n < 2; n++)
		g_variant_builder_init(&found[n], G_VARIANT_TYPE("ao"));
	for (guint n = 0; n < items->len; n++) {
		struct item *i = items->pdata[n];

		if (matches(i, wanted))
			g_variant_builder_add(&found[is_locked(i)], "o",
					      i->path);
	}
	g_variant_unref(wanted);
	return g_variant_new("(aoao)", &found[0], &found[1]);
}

/* The secret as sent over the bus. The plain algorithm has no parameters. */
static GVariant *
secret_of(const struct item *i, const char *session)
{
	return g_variant_new("(o@ay@ays)", session,
			     g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE,
						       NULL, 0, 1),
			     i->secret, "text/plain");
}

static GVariant *
get_secret(const char *path, GVariant *in)
{
	const char *session;

	g_variant_get(in, "(&o)", &session);
	return g_variant_new("(@(oayays))",
			     secret_of(item_at(path), session));
}

static GVariant *
get_secrets(GVariant *in)
{
	GVariantBuilder b;
	GVariantIter *paths;
	const char *path, *session;

	g_variant_builder_init(&b, G_VARIANT_TYPE("a{o(oayays)}"));
	g_variant_get(in, "(ao&o)", &paths, &session);
	while (g_variant_iter_next(paths, "&o", &path)) {
		struct item *i = item_at(path);

		if (i && !is_locked(i))
			g_variant_builder_add(&b, "{o@(oayays)}", path,
					      secret_of(i, session));
	}
	g_variant_iter_free(paths);
	return g_variant_new("(a{o(oayays)})", &b);
}

static GVariant *
read_alias(GVariant *in)
{
	const char *alias;

	g_variant_get(in, "(&s)", &alias);
	if (strcmp(alias, "session") == 0 && !no_session)
		return g_variant_new("(o)", ROOT "/collection/session");
	if (strcmp(alias, "default") == 0 && !no_default)
		return g_variant_new("(o)", ROOT "/collection/login");
	return g_variant_new("(o)", "/");
}

static GVariant *
create_item(const char *collection, GVariant *in, const char **error)
{
	GVariant *properties, *attributes, *secret;
	struct item *i = NULL;
	char *label;
	gboolean replace;

	if (in_session(collection) ? lock_session : locked) {
		*error = ERROR "IsLocked";
		return NULL;
	}
	g_variant_get(in, "(@a{sv}(oay@ays)b)", &properties, NULL, NULL,
		      &secret, NULL, &replace);
	attributes = g_variant_lookup_value(properties,
		"org.freedesktop.Secret.Item.Attributes", NULL);
	g_variant_lookup(properties, "org.freedesktop.Secret.Item.Label", "s",
			 &label);
	for (guint n = 0; replace && !i && n < items->len; n++) {
		i = items->pdata[n];
		if (i->in_session != in_session(collection) ||
		    !g_variant_equal(i->attributes, attributes))
			i = NULL;
	}
	if (!i)
		i = item_new(collection);
	i->attributes = attributes;
	i->secret = secret;
	i->label = label;
	return g_variant_new("(oo)", i->path, "/");
}

static GVariant *
delete_item(const char *path, const char **error)
{
	struct item *i = item_at(path);

	if (!i || is_locked(i)) {
		*error = i ? ERROR "IsLocked" : ERROR "NoSuchObject";
		return NULL;
	}
	g_ptr_array_remove(items, i);
	return g_variant_new("(o)", "/");
}

static GVariant *
unlock(GVariant *in)
{
	GVariant *paths = g_variant_get_child_value(in, 0);
	GVariant *answer;

	answer = locked ? g_variant_new("(@aoo)",
					g_variant_new_objv(NULL, 0),
					ROOT "/prompt/1")
			: g_variant_new("(@aoo)", paths, "/");
	g_variant_unref(paths);
	return answer;
}

/* Ends the prompt as --prompt says. */
static void
act_on_prompt(const char *to, const char *path)
{
	gboolean dismissed = strcmp(prompt, "dismiss") == 0;

	if (strcmp(prompt, "never") == 0)
		return;
	if (!dismissed)
		locked = FALSE;
	g_dbus_connection_emit_signal(bus, to, path,
		"org.freedesktop.Secret.Prompt", "Completed",
		g_variant_new("(bv)", dismissed, g_variant_new_objv(NULL, 0)),
		NULL);
}

static GVariant *
attributes_of(const struct item *i)
{
	char *long_one = g_strnfill(3000000, 'x');
	const char *name, *value;
	GVariantBuilder b;
	GVariantIter iter;

	g_variant_builder_init(&b, G_VARIANT_TYPE("a{ss}"));
	g_variant_iter_init(&iter, i->attributes);
	while (g_variant_iter_next(&iter, "{&s&s}", &name, &value))
		g_variant_builder_add(&b, "{ss}", name,
				      swell && !strcmp(name, swell) ? long_one
								    : value);
	g_free(long_one);
	return g_variant_builder_end(&b);
}

static GVariant *
properties_of(const char *path)
{
	struct item *i = item_at(path);
	GVariantBuilder b;

	g_variant_builder_init(&b, G_VARIANT_TYPE("a{sv}"));
	if (i) {
		g_variant_builder_add(&b, "{sv}", "Attributes", attributes_of(i));
		g_variant_builder_add(&b, "{sv}", "Label",
				      g_variant_new_string(i->label));
	}
	g_variant_builder_add(&b, "{sv}", "Locked", g_variant_new_boolean(
		i ? is_locked(i) : in_session(path) ? lock_session : locked));
	return g_variant_ref_sink(g_variant_builder_end(&b));
}

static GVariant *
get(const char *path, GVariant *in, gboolean all)
{
	GVariant *properties = properties_of(path);
	const char *name;

	if (all)
		return g_variant_new("(@a{sv})", properties);
	g_variant_get(in, "(&s&s)", NULL, &name);
	return g_variant_new("(v)", g_variant_lookup_value(properties, name,
							   NULL));
}

static GVariant *
answer(GDBusMessage *m, const char *method, const char **error)
{
	const char *path = g_dbus_message_get_path(m);
	GVariant *in = g_dbus_message_get_body(m);

	if (!strcmp(method, "OpenSession"))
		return open_session(in, error);
	if (!strcmp(method, "SearchItems"))
		return search_items(in);
	if (!strcmp(method, "GetSecrets"))
		return get_secrets(in);
	if (!strcmp(method, "GetSecret"))
		return get_secret(path, in);
	if (!strcmp(method, "ReadAlias"))
		return read_alias(in);
	if (!strcmp(method, "CreateItem"))
		return create_item(path, in, error);
	if (!strcmp(method, "Delete"))
		return delete_item(path, error);
	if (!strcmp(method, "Unlock"))
		return unlock(in);
	if (!strcmp(method, "Lock"))
		locked = TRUE;
	else if (!strcmp(method, "Arm"))
		armed = TRUE;
	else if (!strcmp(method, "Get") || !strcmp(method, "GetAll"))
		return get(path, in, method[3] != '\0');
	else if (strcmp(method, "Prompt") && strcmp(method, "Dismiss"))
		*error = "org.freedesktop.DBus.Error.UnknownMethod";
	return NULL;
}

/* --- the bus --- */

static gboolean
strikes(const char *fault, const char *method)
{
	return armed && fault &&
	       (strcmp(fault, method) == 0 || strcmp(fault, "any") == 0);
}

static gboolean
handle(gpointer data)
{
	GDBusMessage *m = data, *reply;
	const char *method = g_dbus_message_get_member(m);
	const char *error = NULL;
	GVariant *body = NULL;

	puts(method);
	fflush(stdout);
	if (strikes(die, method))
		_exit(0);
	if (strikes(deaf, method))
		return G_SOURCE_REMOVE;
	if (strikes(fail, method))
		error = "org.freedesktop.DBus.Error.NoMemory";
	else if (strikes(odd, method))
		body = g_variant_new("(u)", 7);
	else
		body = answer(m, method, &error);
	if (error) {
		reply = g_dbus_message_new_method_error_literal(m, error, text);
	} else {
		reply = g_dbus_message_new_method_reply(m);
		if (body)
			g_dbus_message_set_body(reply, body);
	}
	g_dbus_connection_send_message(bus, reply, 0, NULL, NULL);
	if (!strcmp(method, "Prompt"))
		act_on_prompt(g_dbus_message_get_sender(m),
			      g_dbus_message_get_path(m));
	g_object_unref(reply);
	g_object_unref(m);
	return G_SOURCE_REMOVE;
}

/* Runs in GDBus's thread; passes calls to the service to the main loop. */
static GDBusMessage *
filter(GDBusConnection *c, GDBusMessage *m, gboolean incoming, gpointer data)
{
	const char *path = g_dbus_message_get_path(m);

	(void)c, (void)data;
	if (!incoming || !path || !g_str_has_prefix(path, ROOT) ||
	    g_dbus_message_get_message_type(m) !=
		    G_DBUS_MESSAGE_TYPE_METHOD_CALL)
		return m;
	g_timeout_add((guint)delay, handle, m);
	return NULL;
}

static void
ready(GDBusConnection *c, const char *name, gpointer data)
{
	(void)c, (void)name, (void)data;
	puts("ready");
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	GOptionContext *context = g_option_context_new(NULL);
	GError *error = NULL;

	g_option_context_add_main_entries(context, options, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error) ||
	    !(bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, &error))) {
		fprintf(stderr, "secret-service: %s\n", error->message);
		return 2;
	}
	items = g_ptr_array_new();
	g_dbus_connection_add_filter(bus, filter, NULL, NULL);
	g_bus_own_name_on_connection(bus, "org.freedesktop.secrets",
				     G_BUS_NAME_OWNER_FLAGS_NONE, ready, NULL,
				     NULL, NULL);
	g_main_loop_run(g_main_loop_new(NULL, FALSE));
	return 0;
}
