package dev.kafkalab.labs.logs.lab;

import dev.kafkalab.labs.frame.Child;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.logs.index.RunningIndexer;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.search.SearchServer;
import java.util.List;
import java.util.Objects;

/** Indexes the lines of the safe shipper in both ways; the first of its kind is killed. */
public final class IndexMember {
    static final String STANDS = "stands";
    static final String DONE = "done";

    private IndexMember() {}

    /** Arguments: prefix of names, whether cures are in, after how many records it stands still to be killed, if at all. */
    public static void main(String[] arguments) throws Exception {
        Child child = Child.begin();
        String prefix = arguments[0];
        boolean cured = Boolean.parseBoolean(arguments[1]);
        int standsAfter = Integer.parseInt(arguments[2]);
        boolean dies = standsAfter < Integer.MAX_VALUE;
        String url = Objects.requireNonNull(child.stores().get(IndexedLines.STORE));
        try (SearchServer server = SearchServer.connect(url)) {
            SideBySide.run(List.of(Way.values()), way -> {
                Runnable tells = () -> child.say(STANDS + " " + way);
                String index = IndexedLines.index(prefix, way);
                String topic = Way.SAFE.topic(prefix);
                if (way == Way.SAFE && cured) {
                    LineFormat format = dies ? new StandingFormat(standsAfter, tells) : LineFormat.named("tomcat");
                    try (RunningIndexer indexer =
                            new SafePipeline(child.clientProperties(), topic, index).index(server, format)) {
                        child.say(DONE + " " + way); // its group says when it is at the end
                        child.awaitLeave();
                    }
                } else {
                    new NaiveIndexer(child.clientProperties(), topic, IndexedLines.group(prefix, way), index)
                            .index(server, standsAfter, tells);
                    child.say(DONE + " " + way);
                }
            });
        }
        System.exit(0);
    }
}
