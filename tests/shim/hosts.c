/*
 * Resolves host names by FAKE_HOSTS, "NAME=ADDRESS:PORT ...", so that Port's real
 * URLs reach a stand-in (LD_PRELOAD). Other names do not exist.
 */
#include <dlfcn.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

int
getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
	struct addrinfo **res)
{
	int (*real)(const char *, const char *, const struct addrinfo *,
		struct addrinfo **);
	const char *at = getenv("FAKE_HOSTS");
	char address[64], *port;
	size_t n = node ? strlen(node) : 0;

	*(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
	if (!at || !node || strspn(node, "0123456789.:") == n ||
	    strcmp(node, "localhost") == 0)
		return real(node, service, hints, res);
	for (; (at = strstr(at, node)); at += n) {
		if (at[n] != '=')
			continue;
		at += n + 1;
		n = strcspn(at, " ");
		if (n >= sizeof(address))
			break;
		memcpy(address, at, n);
		address[n] = '\0';
		port = strchr(address, ':');
		if (!port)
			break;
		*port++ = '\0';
		return real(address, port, hints, res);
	}
	return EAI_NONAME;
}
