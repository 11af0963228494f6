#include "helper/base/library.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* With a handle, by name; without one, only functions that are linked in. */
static bool
library_fill(const struct library *l, void *handle, char *table)
{
	for (size_t i = 0; i < l->n; i++) {
		void *f = l->functions[i].address;

		if (!f && handle)
			f = dlsym(handle, l->functions[i].name);
		if (!f)
			return false;
		memcpy(table + i * sizeof f, &f, sizeof f);
	}
	return true;
}

/* Note why dlopen failed, unless there is no such file or another reason is
 * known. */
static void
library_note(const char *file, char why[LIBRARY_WHY])
{
	const char *text = dlerror();

	if (!text || *why ||
	    (strstr(text, file) && strstr(text, strerror(ENOENT)) &&
	     !strstr(text, "needed by")))
		return;
	snprintf(why, LIBRARY_WHY, "%s", text);
}

bool
library_load(const struct library *l, void *table, char ret_why[LIBRARY_WHY])
{
	ret_why[0] = '\0';
	if (library_fill(l, NULL, table))
		return true;
	for (const char *const *file = l->files; *file; file++) {
		void *handle = dlopen(*file, RTLD_LAZY | RTLD_LOCAL);

		if (!handle) {
			library_note(*file, ret_why);
			continue;
		}
		if (library_fill(l, handle, table))
			return true;
		snprintf(ret_why, LIBRARY_WHY, "%s", l->too_old);
		dlclose(handle);
	}
	if (!*ret_why)
		snprintf(ret_why, LIBRARY_WHY, "it is not installed");
	return false;
}
