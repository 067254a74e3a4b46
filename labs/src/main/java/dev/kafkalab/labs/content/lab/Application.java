package dev.kafkalab.labs.content.lab;

import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.load.PostLine;
import dev.kafkalab.labs.content.load.PostLines;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.frame.Child;
import dev.kafkalab.labs.frame.SideBySide;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The application that is killed while three authors write at once, in each of the ways; and the one that comes after it. */
public final class Application {
    /** Posts that are written before the three requests. */
    static final int BEFORE = 12;
    /** Posts that the next process writes. */
    static final int AFTER = 6;
    /** All that are written, with the one of the request that is killed. */
    static final int ALL = BEFORE + 1 + AFTER;

    static final String STANDS = "stands";
    static final String DONE = "done";
    /** The requests in hand when the kill comes. */
    static final int REQUESTS = 3;

    private static final long UPDATED = 3;
    private static final long DELETED = 5;

    private final Child child;
    private final ContentStores stores;
    private final String prefix;
    private final boolean cured;
    private final boolean dies;
    private final List<PostDraft> samples;

    private Application(Child child, String prefix, boolean cured, boolean dies) throws IOException {
        this.child = child;
        this.stores = ContentStores.of(child.clientProperties(), child.stores());
        this.prefix = prefix;
        this.cured = cured;
        this.dies = dies;
        this.samples = samples();
    }

    private static List<PostDraft> samples() throws IOException {
        List<PostDraft> samples = new ArrayList<>();
        try (PostLines lines = PostLines.samples()) {
            while (samples.size() < ALL) {
                Optional<PostLine> line = lines.next();
                if (line.orElseThrow() instanceof PostLine.Draft draft) {
                    samples.add(draft.post());
                }
            }
        }
        return samples;
    }

    /** Arguments: prefix of names, whether the cure is in, whether it is the one to be killed. */
    public static void main(String[] arguments) throws Exception {
        Child child = Child.begin();
        Application application = new Application(
                child, arguments[0], Boolean.parseBoolean(arguments[1]), Boolean.parseBoolean(arguments[2]));
        SideBySide.run(List.of(Way.values()), application::open);
        child.say(DONE);
        child.awaitLeave();
        System.exit(0);
    }

    private void open(Way way) throws Exception {
        try (Desk desk = way == Way.BY_EVENTS && cured
                ? new EventDesk(stores, way.names(prefix))
                : new DirectDesk(stores, way.names(prefix))) {
            if (dies) {
                for (PostDraft draft : samples.subList(0, BEFORE)) {
                    desk.create(draft, Desk.Pause.NONE);
                }
                desk.awaitBusy();
                SideBySide.run(List.of(create(desk), update(desk), delete(desk)), Request::serve);
            } else {
                for (PostDraft draft : samples.subList(BEFORE + 1, ALL)) {
                    desk.create(draft, Desk.Pause.NONE);
                }
                desk.awaitDone();
            }
        }
    }

    /** What an author asks for. */
    @FunctionalInterface
    private interface Request {
        void serve() throws Exception;
    }

    private Request create(Desk desk) {
        return () -> desk.create(samples.get(BEFORE), place -> stand(desk, place, Desk.Place.CACHED));
    }

    private Request update(Desk desk) {
        PostDraft draft = new PostDraft("Second thoughts", null, null, null);
        return () -> desk.update(UPDATED, draft, place -> stand(desk, place, Desk.Place.WRITTEN));
    }

    private Request delete(Desk desk) {
        return () -> desk.delete(DELETED, place -> stand(desk, place, Desk.Place.CACHED));
    }

    /** Where events are the way, a request has one place to die in: it is done when the row is written. */
    private void stand(Desk desk, Desk.Place reached, Desk.Place where) throws InterruptedException {
        if (reached == (desk instanceof EventDesk ? Desk.Place.WRITTEN : where)) {
            child.say(STANDS);
            child.awaitLeave(); // it is killed instead
        }
    }
}
