package dev.kafkalab.bench.cdc;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.JsonByteArray;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Debezium's MySQL connector in its embedded engine, as its documentation has it; {@link KafkaSink} takes its events. */
record DebeziumCapture(DebeziumSettings settings) implements Capture {
    private static final long PATIENCE_SECONDS = 30;

    @Override
    public Carrier start(CaptureRequest request, Database database) {
        KafkaSink sink = new KafkaSink(request.servers(), request.topic(), settings.router());
        Failure failure = new Failure();
        DebeziumEngine<ChangeEvent<byte[], byte[]>> engine = DebeziumEngine.create(
                        JsonByteArray.class, JsonByteArray.class, JsonByteArray.class)
                .using(settings.properties(request, database))
                .using((DebeziumEngine.CompletionCallback)
                        (success, message, error) -> failure.note(success, message, error))
                .notifying(sink)
                .build();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.execute(engine);
        return new Carrier() {
            @Override
            public long carried() {
                failure.rethrow();
                return sink.carried();
            }

            @Override
            public void close() throws Exception {
                engine.close();
                executor.shutdown();
                executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
                sink.close();
            }
        };
    }

    private static final class Failure {
        private volatile Optional<IllegalStateException> why = Optional.empty();

        void note(boolean success, String message, Throwable error) {
            if (!success) {
                why = Optional.of(new IllegalStateException("Debezium stopped: " + message, error));
            }
        }

        void rethrow() {
            why.ifPresent(failure -> {
                throw failure;
            });
        }
    }
}
