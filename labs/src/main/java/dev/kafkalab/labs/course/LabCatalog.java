package dev.kafkalab.labs.course;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.NearestName;
import dev.kafkalab.labs.content.lab.ContentLab;
import dev.kafkalab.labs.coupon.lab.CouponLab;
import dev.kafkalab.labs.course.cdc.CdcLab;
import dev.kafkalab.labs.course.commit.CommitLab;
import dev.kafkalab.labs.course.duplicates.DuplicatesLab;
import dev.kafkalab.labs.course.json.JsonLab;
import dev.kafkalab.labs.course.offsets.OffsetsLab;
import dev.kafkalab.labs.course.partitions.PartitionsLab;
import dev.kafkalab.labs.course.retry.RetryLab;
import dev.kafkalab.labs.course.throughput.ThroughputLab;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.logs.lab.LogsLab;
import java.util.List;

/** Every lab, in the order of the course. To add one, write its package and a line here. */
public final class LabCatalog {
    private static final List<Lab> LABS = List.of(
            new JsonLab(),
            new PartitionsLab(),
            new CommitLab(),
            new OffsetsLab(),
            new DuplicatesLab(),
            new ThroughputLab(),
            new RetryLab(),
            new CdcLab(),
            new ContentLab(),
            new CouponLab(),
            new LogsLab());

    private LabCatalog() {}

    public static List<Lab> all() {
        return LABS;
    }

    public static List<String> ids() {
        return LABS.stream().map(Lab::id).toList();
    }

    /** @throws KafkaLabException if there is none of that id; names the nearest */
    public static Lab lab(String id) {
        return LABS.stream()
                .filter(lab -> lab.id().equals(id))
                .findFirst()
                .orElseThrow(() -> KafkaLabException.notFound("no lab '" + id + "'"
                        + NearestName.of(id, ids())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; there are: " + String.join(", ", ids()))));
    }
}
