package dev.kafkalab.labs.course.retry;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.RetryPolicy;
import java.time.Duration;
import org.apache.kafka.common.serialization.StringDeserializer;

/** One way with a record that fails, from the first order to the last, or as far as it comes. */
final class InPlaceRun {
    private static final int INSISTED = 20;

    private final LabSite site;
    private final InPlaceWay way;
    private final Handling handling;
    private final String orders;
    private final String group;

    InPlaceRun(LabSite site, InPlaceWay way, Handling handling) {
        this.site = site;
        this.way = way;
        this.handling = handling;
        this.orders = InPlaceExercise.orders(site);
        this.group = InPlaceExercise.group(site, way);
    }

    void run() throws Exception {
        HandmadeLoop loop = new HandmadeLoop(
                site, orders, group, order -> handling.handleOrRefuse(way, order, order.equals(Orders.BROKEN)));
        if (way == InPlaceWay.INSIST) {
            loop.insisting(INSISTED);
        } else if (way == InPlaceWay.IGNORE || !site.cured()) {
            loop.ignoring();
        } else if (way == InPlaceWay.STOP) {
            stopAndMend();
        } else {
            try (EffectTopic aside = new EffectTopic(site.clientProperties(), InPlaceExercise.aside(site));
                    RunningConsumer consumer = cured(consumer(true), aside).start()) {
                Until.done(consumer);
            }
        }
    }

    private ConsumerBuilder<String, String> consumer(boolean broken) {
        return site.kafka()
                .consumer(orders, new StringDeserializer(), new StringDeserializer())
                .group(group)
                .startFrom("earliest")
                .handle((value, delivery) -> {
                    String order = Orders.of(delivery);
                    handling.handleOrRefuse(way, order, broken && order.equals(Orders.BROKEN));
                });
    }

    private ConsumerBuilder<String, String> cured(ConsumerBuilder<String, String> consumer, EffectTopic aside) {
        return switch (way) {
            case FIXED ->
                consumer.retry(RetryPolicy.fixed(Duration.ofMillis(150)).maxAttempts(4))
                        .deadLetter();
            case EXPONENTIAL ->
                consumer.retry(RetryPolicy.exponential(Duration.ofMillis(100), 2)
                                .maxAttempts(4))
                        .deadLetter();
            case NOT_RETRYABLE ->
                consumer.retry(RetryPolicy.fixed(Duration.ofMillis(150))
                                .maxAttempts(4)
                                .giveUpOn(IllegalArgumentException.class))
                        .deadLetter();
            case OWN_RECOVERY ->
                consumer.retry(RetryPolicy.fixed(Duration.ofMillis(100)).maxAttempts(2))
                        .recover(Recovery.call((delivery, failure) -> aside.add(Orders.of(delivery), way.toString())));
            case STOP, IGNORE, INSIST -> consumer;
        };
    }

    /** The consumer and its process end at the record; the next one, with the handler mended, begins with it. */
    private void stopAndMend() throws Exception {
        try (ChildJvm process = ChildJvm.start(
                site,
                "place-stop",
                StoppingMember.class,
                orders,
                group,
                Handling.attempts(site, InPlaceExercise.ID),
                Handling.done(site, InPlaceExercise.ID))) {
            process.awaitExit(Until.PATIENCE);
        }
        try (RunningConsumer consumer = consumer(false).start()) {
            Until.done(consumer);
        }
    }
}
