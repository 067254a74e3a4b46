package dev.kafkalab.labs.logs.lab;

import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.parse.LineParser;
import java.util.concurrent.atomic.AtomicInteger;

/** The format of an access log, whose parser stands still at a line until the process is killed. */
record StandingFormat(int after, Runnable tells) implements LineFormat {
    @Override
    public LineParser parser() {
        LineParser parser = LineFormat.named("tomcat").parser();
        AtomicInteger lines = new AtomicInteger();
        return (line, from, to, into) -> {
            if (lines.incrementAndGet() > after) {
                StandStill.stand(tells);
            }
            parser.parse(line, from, to, into);
        };
    }
}
