package dev.kafkalab.labs.content.verify;

import com.mongodb.MongoException;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.work.DatabaseDownException;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import java.sql.SQLException;
import redis.clients.jedis.exceptions.JedisException;

/** What the clients of five stores throw when theirs does not answer, in one way. */
public final class StoresAnswer {
    private StoresAnswer() {}

    /** Something that asks stores. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws SQLException;
    }

    /**
     * @param consequence for whoever asked, such as {@code nothing was written}
     * @throws KafkaLabException unreachable, with the store's name, if one does not answer
     */
    public static <T> T or(String consequence, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw DatabaseDownException.or(e, consequence);
        } catch (JedisException e) {
            throw down("Redis does not answer", consequence, e);
        } catch (MongoException e) {
            throw down("MongoDB does not answer", consequence, e);
        } catch (StoreUnavailableException e) {
            throw down(String.valueOf(e.getMessage()), consequence, e);
        }
    }

    private static KafkaLabException down(String what, String consequence, RuntimeException cause) {
        return new KafkaLabException(KafkaLabException.Reason.UNREACHABLE, what + "; " + consequence, cause);
    }
}
