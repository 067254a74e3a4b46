package dev.kafkalab.bench.coupon;

import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.CouponJson;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import dev.kafkalab.labs.coupon.worker.CouponWorker;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The same rows into the same table: by a bare loop of multi-row inserts from memory, and by a worker from the topic. */
record WorkerRun(Ground ground, int rows) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    Run run(String contestant, int round) throws Exception {
        long event = ground.event(rows);
        List<Admission> admissions = new ArrayList<>(rows);
        for (int number = 1; number <= rows; number++) {
            admissions.add(new Admission(event, number, number, 1, System.currentTimeMillis()));
        }
        double rate = contestant.equals(Part.WORKER.bare()) ? insert(admissions) : work(admissions);
        long there = ground.rows(event);
        return new Run(
                Part.WORKER.id(),
                contestant,
                round,
                rate,
                0,
                there == rows ? List.of() : List.of(there + " rows instead of " + rows));
    }

    private double insert(List<Admission> admissions) throws Exception {
        CouponTable table = new CouponTable(ground.stores().names());
        try (Connection connection = ground.stores().database().getConnection()) {
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            for (int from = 0; from < admissions.size(); from += CouponWorker.STANDARD_BATCH) {
                table.insert(
                        connection,
                        admissions.subList(from, Math.min(admissions.size(), from + CouponWorker.STANDARD_BATCH)));
                connection.commit();
            }
            return admissions.size() * 1e9 / (System.nanoTime() - begun);
        }
    }

    /** From the first row to the last: joining the group is no work. */
    private double work(List<Admission> admissions) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new RequestTopic(ground.stores()).producer(PATIENCE)) {
            for (Admission admission : admissions) {
                producer.send(new ProducerRecord<>(
                        ground.stores().names().topic(), CouponJson.key(admission.user()), CouponJson.of(admission)));
            }
            producer.flush();
        }
        try (CouponWorker worker = CouponWorker.start(ground.stores(), CouponWorker.STANDARD_BATCH)) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            long first = 0;
            long firstRows = 0;
            while (worker.written() < admissions.size()) {
                if (first == 0 && worker.written() > 0) {
                    first = System.nanoTime();
                    firstRows = worker.written();
                }
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the worker wrote " + worker.written() + " rows");
                }
                TimeUnit.MICROSECONDS.sleep(500);
            }
            return (admissions.size() - firstRows) * 1e9 / (System.nanoTime() - first);
        }
    }
}
