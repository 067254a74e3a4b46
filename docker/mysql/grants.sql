-- What the change capture reads besides its own tables: who holds a metadata lock, and the binary log's position.
GRANT SELECT ON performance_schema.metadata_locks TO 'myuser'@'%';
GRANT SELECT ON performance_schema.threads TO 'myuser'@'%';
GRANT PROCESS, REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO 'myuser'@'%';
