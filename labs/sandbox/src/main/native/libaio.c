/*
 * A stand-in for libaio.so.1 for machines that lack it. mysqld is linked against it but, with
 * --innodb-use-native-aio=0, never uses it: every call answers -ENOSYS.
 */
#define ENOSYS 38
int io_setup(void) { return -ENOSYS; }
int io_submit(void) { return -ENOSYS; }
int io_getevents(void) { return -ENOSYS; }
