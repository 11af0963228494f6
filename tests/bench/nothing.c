/* A program that does nothing: the cost of starting one. */
int
main(void)
{
	return 0;
}
