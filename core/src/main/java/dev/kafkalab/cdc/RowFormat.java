package dev.kafkalab.cdc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Which columns of a row with an id are read, and what records they become. Of one thread. */
interface RowFormat {
    /** The select list; its first column is the id. */
    String columns();

    Captured read(ResultSet row) throws SQLException;
}
