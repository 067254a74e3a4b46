package dev.kafkalab.labs.coupon.torture;

/**
 * How a torture is run.
 *
 * @param users each asks twice
 * @param processes that take requests
 * @param forgetful whether the desk is one that decides, then sends, and knows nothing of pending lists: it must be convicted
 */
record TortureOptions(int users, int limit, int processes, int kills, long seed, boolean forgetful) {
    static TortureOptions parse(String... arguments) {
        TortureOptions options = new TortureOptions(50_000, 1_000, 4, 32, System.nanoTime(), false);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private TortureOptions with(String name, String value) {
        return switch (name) {
            case "--users" -> new TortureOptions(Integer.parseInt(value), limit, processes, kills, seed, forgetful);
            case "--limit" -> new TortureOptions(users, Integer.parseInt(value), processes, kills, seed, forgetful);
            case "--processes" -> new TortureOptions(users, limit, Integer.parseInt(value), kills, seed, forgetful);
            case "--kills" -> new TortureOptions(users, limit, processes, Integer.parseInt(value), seed, forgetful);
            case "--seed" -> new TortureOptions(users, limit, processes, kills, Long.parseLong(value), forgetful);
            case "--subject" ->
                new TortureOptions(
                        users,
                        limit,
                        processes,
                        kills,
                        seed,
                        switch (value) {
                            case "forgetful" -> true;
                            case "kafka-lab" -> false;
                            default ->
                                throw new IllegalArgumentException("--subject is kafka-lab or forgetful; got " + value);
                        });
            default -> throw new IllegalArgumentException("no option " + name);
        };
    }
}
