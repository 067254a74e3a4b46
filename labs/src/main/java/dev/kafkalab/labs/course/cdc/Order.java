package dev.kafkalab.labs.course.cdc;

/**
 * An order as its table has it.
 *
 * @param version how many times it was written: 1, 2, …
 */
record Order(long id, String status, int version) {
    static Order placed(long id) {
        return new Order(id, "placed", 1);
    }

    Order with(String next) {
        return new Order(id, next, version + 1);
    }

    String key() {
        return Long.toString(id);
    }

    String json() {
        return "{\"id\":%d,\"status\":\"%s\",\"version\":%d}".formatted(id, status, version);
    }
}
