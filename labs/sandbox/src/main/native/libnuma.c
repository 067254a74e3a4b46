/* A stand-in for libnuma.so.1 for machines that lack it: says that there is no NUMA here. */
int numa_available(void) { return -1; }
int set_mempolicy(void) { return -1; }
int mbind(void) { return -1; }
void *numa_get_mems_allowed(void) { return 0; }
void numa_bitmask_free(void *mask) { (void)mask; }
void *numa_alloc_local(unsigned long bytes) { (void)bytes; return 0; }
void numa_free(void *start, unsigned long bytes) { (void)start; (void)bytes; }
