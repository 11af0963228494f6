/* What the libraries need of the C library and musl does not have. */
#include <math.h>
#include <stddef.h>
#include <sys/random.h>

double gamma(double x);
int mbedtls_hardware_poll(void *unused, unsigned char *bytes, size_t n,
			  size_t *ret_n);

double
gamma(double x)
{
	return lgamma(x);
}

/* mbedTLS's own source opens /dev/urandom on musl: an empty root has none. */
int
mbedtls_hardware_poll(void *unused, unsigned char *bytes, size_t n,
		      size_t *ret_n)
{
	ssize_t got = getrandom(bytes, n, 0);

	(void)unused;
	*ret_n = got < 0 ? 0 : (size_t)got;
	return got < 0 ? -0x003c : 0; /* MBEDTLS_ERR_ENTROPY_SOURCE_FAILED */
}
