package dev.kafkalab.labs.content.write;

/** What may be written: each part was checked, see {@link PostRules}. */
record ValidPost(Text text, long userId) {
    /** What its author may change. */
    record Text(String title, String content, long categoryId) {}
}
