package dev.kafkalab.labs.content;

/**
 * What the things of one platform are called in every store, so that several may share the servers.
 *
 * @param prefix of all names: small letters, digits and hyphens; empty for the course's own names
 */
public record ContentNames(String prefix) {
    /** The course's: {@code post.original}, {@code post.inspected}. */
    public static ContentNames standard() {
        return new ContentNames("");
    }

    /** The topic that the write side tells of posts in. */
    public String original() {
        return prefix + "post.original";
    }

    /** The topic of what was inspected. */
    public String inspected() {
        return prefix + "post.inspected";
    }

    /** A worker's group. @param worker such as {@code inspect} */
    public String group(String worker) {
        return prefix + "content-" + worker;
    }

    /** The relay that carries the outbox to Kafka. */
    public String relay() {
        return prefix + "content";
    }

    /** The compacted topic in which the relay keeps its position. */
    public String positions() {
        return prefix + "content-positions";
    }

    /** A table of MySQL. @param what such as {@code post} */
    public String table(String what) {
        return prefix.replace('-', '_') + what;
    }

    /** The collection of MongoDB that holds inboxes. */
    public String inboxes() {
        return prefix + "inbox";
    }

    /** What keys of Redis begin with. */
    public String cache() {
        return prefix + "content:";
    }

    /** The alias that searches go to; the index behind it has a number more. */
    public String index() {
        return prefix + "post";
    }
}
