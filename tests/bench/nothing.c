/* What it costs to start and end a program. */
int
main(void)
{
	return 0;
}
