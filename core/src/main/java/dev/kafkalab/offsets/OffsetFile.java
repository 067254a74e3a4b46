package dev.kafkalab.offsets;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The CSV in which Kafka's consumer-groups tool exports and imports offsets ({@code --export}, {@code --from-file}): no
 * header, one line {@code topic,partition,offset} for each partition of a single group, or {@code
 * group,topic,partition,offset} for several. Both are read, the first is written.
 */
public final class OffsetFile {
    /** Kafka's tool (its CSV library) puts longer texts in quotes without looking at them. */
    private static final int QUOTED_ABOVE = 24;

    private OffsetFile() {}

    /** One line for each partition, each ended by a line feed. */
    public static String write(OffsetPlan plan) {
        StringBuilder csv = new StringBuilder();
        for (PlannedOffset row : plan.rows()) {
            String topic = row.partition().topic(); // Kafka allows no character in it that CSV must escape
            csv.append(topic.length() > QUOTED_ABOVE ? '"' + topic + '"' : topic)
                    .append(',')
                    .append(row.partition().partition())
                    .append(',')
                    .append(row.next())
                    .append('\n');
        }
        return csv.toString();
    }

    /**
     * The offsets of one group. Lines of other groups are passed over.
     *
     * @param name what to call the file in messages
     * @throws KafkaLabException naming the line, if one is malformed, repeats a partition, or none is for the group
     */
    public static Map<TopicPartition, Long> read(String csv, String group, String name) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        int number = 0;
        for (String line : csv.split("\r?\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String place = name + " line " + number;
            List<String> cells = cells(line, place);
            if (cells.size() < 3 || cells.size() > 4) {
                throw wrong(place, "is neither topic,partition,offset nor group,topic,partition,offset", null);
            }
            if (cells.size() == 4 && !cells.remove(0).equals(group)) {
                continue;
            }
            TopicPartition partition =
                    new TopicPartition(cells.get(0), (int) number(cells.get(1), Integer.MAX_VALUE, place));
            if (offsets.putIfAbsent(partition, number(cells.get(2), Long.MAX_VALUE, place)) != null) {
                throw wrong(place, "names partition " + partition + " a second time", null);
            }
        }
        if (offsets.isEmpty()) {
            throw KafkaLabException.notFound(name + " holds no offsets for group '" + group + "'");
        }
        return offsets;
    }

    private static long number(String cell, long most, String place) {
        try {
            long value = Long.parseLong(cell.strip());
            if (value >= 0 && value <= most) {
                return value;
            }
            throw wrong(place, "has '" + cell + "' where a number from 0 to " + most + " belongs", null);
        } catch (NumberFormatException e) {
            throw wrong(place, "has '" + cell + "' where a number belongs", e);
        }
    }

    private static KafkaLabException wrong(String place, String what, @Nullable Throwable cause) {
        return new KafkaLabException(Reason.USAGE, place + " " + what, cause);
    }

    /** The cells of one line of RFC 4180. */
    private static List<String> cells(String line, String place) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw wrong(place, "opens a quote and does not close it", null);
        }
        cells.add(cell.toString());
        return cells;
    }
}
