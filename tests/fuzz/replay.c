/* Replaces libFuzzer: runs each file of the command line once. */
#include "tests/fuzz/fuzz.h"

int
main(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");
		uint8_t *data = malloc(1 << 20);
		size_t n;

		MUST(f && data);
		n = fread(data, 1, 1 << 20, f);
		fclose(f);
		/* So that a sanitizer sees a read past the end. */
		data = realloc(data, n ? n : 1);
		fprintf(stderr, "%s\n", argv[i]);
		LLVMFuzzerTestOneInput(data, n);
		free(data);
	}
	printf("%d\n", argc - 1);
	return 0;
}
