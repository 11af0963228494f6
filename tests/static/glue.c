/* Functions that the static build adds to its libraries. */
#include <arpa/inet.h>
#include <math.h>
#include <stddef.h>
#include <sys/random.h>

double gamma(double x);
int mbedtls_hardware_poll(void *unused, unsigned char *bytes, size_t n,
			  size_t *ret_n);
const char *mbedtls_ssl_get_hostname_pointer(const void *ssl);
const char *glue_server_name(const void *ssl);

/* musl does not have gamma(); in glibc it is lgamma(). */
double
gamma(double x)
{
	return lgamma(x);
}

/* On musl mbedTLS reads /dev/urandom, which an empty root does not have. */
int
mbedtls_hardware_poll(void *unused, unsigned char *bytes, size_t n,
		      size_t *ret_n)
{
	ssize_t got = getrandom(bytes, n, 0);

	(void)unused;
	*ret_n = got < 0 ? 0 : (size_t)got;
	return got < 0 ? -0x003c : 0; /* MBEDTLS_ERR_ENTROPY_SOURCE_FAILED */
}

/* The server name that mbedTLS sends, NULL for an IP address. RFC 6066 forbids
 * addresses, and some servers then close the connection, but mbedTLS sends any
 * host that it checks the certificate for. */
const char *
glue_server_name(const void *ssl)
{
	const char *name = mbedtls_ssl_get_hostname_pointer(ssl);
	struct in6_addr address;

	if (name && (inet_pton(AF_INET, name, &address) == 1 ||
		     inet_pton(AF_INET6, name, &address) == 1))
		return NULL;
	return name;
}
