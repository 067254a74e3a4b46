package dev.kafkalab.bench.cdc;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.RunningRelay;
import java.time.Duration;

/** Our relay of an outbox, as it is.
 *
 * @param from where it begins
 */
record LabCapture(String from) implements Capture {
    @Override
    public Carrier start(CaptureRequest request, Database database) {
        RunningRelay relay = KafkaLab.connect(request.servers())
                .relay(database.dataSource(), Outbox.table(request.table()))
                .name(request.name())
                .topics(request.topic())
                .existingTopicsOnly()
                .from(from)
                .property("interceptor.classes", FirstSend.class.getName())
                .property(FirstSend.TOPIC, request.topic())
                .start();
        return new Carrier() {
            @Override
            public long carried() throws InterruptedException {
                if (!relay.isRunning()) {
                    relay.awaitStopped(Duration.ZERO);
                }
                return relay.status().sent();
            }

            @Override
            public void close() {
                relay.close();
            }
        };
    }
}
