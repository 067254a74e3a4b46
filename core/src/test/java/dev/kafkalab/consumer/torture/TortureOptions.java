package dev.kafkalab.consumer.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What to do to which modes.
 *
 * @param subject which consumer is tried
 */
record TortureOptions(List<Trial> trials, String subject, long seed) {
    private static final int KILLS_CLASSIC = 100;
    private static final int KILLS_CONSUMER = 20;

    /** So many modes run side by side, so that a kill is one for each of them. More would hardly move on a small machine. */
    static final int SIDE_BY_SIDE = 6;

    /** One run. */
    record Trial(List<Mode> modes, String protocol, int kills) {}

    static TortureOptions parse(String[] arguments) {
        int kills = 0;
        List<String> protocols = List.of("classic", "consumer");
        List<Mode> modes = new ArrayList<>();
        String subject = "engine";
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--kills" -> kills = number(value);
                case "--seed" -> seed = number(value);
                case "--mode" -> modes.add(Mode.of(value));
                case "--protocol" -> protocols = List.of(oneOf("--protocol", value, "classic", "consumer"));
                case "--subject" -> subject = oneOf("--subject", value, "engine", "careless");
                default ->
                    throw new IllegalArgumentException("unknown option '" + arguments[i]
                            + "'; there are --kills, --protocol, --mode, --seed, --subject");
            }
        }
        List<Trial> trials = new ArrayList<>();
        for (String protocol : protocols) {
            int wanted = kills > 0 ? kills : protocol.equals("classic") ? KILLS_CLASSIC : KILLS_CONSUMER;
            for (List<Mode> together : sideBySide(modes.isEmpty() ? Mode.all() : modes)) {
                trials.add(new Trial(together, protocol, wanted));
            }
        }
        return new TortureOptions(List.copyOf(trials), subject, seed);
    }

    /** Modes in groups of about the same size. */
    static List<List<Mode>> sideBySide(List<Mode> modes) {
        int groups = (modes.size() + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE;
        List<List<Mode>> all = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            all.add(modes.subList(group * modes.size() / groups, (group + 1) * modes.size() / groups));
        }
        return all;
    }

    private static int number(String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("'" + value + "' is no number of 1 or more");
        }
        return Integer.parseInt(value);
    }

    private static String oneOf(String option, String value, String... allowed) {
        if (!List.of(allowed).contains(value)) {
            throw new IllegalArgumentException(option + " is '" + value + "'; allowed: " + List.of(allowed));
        }
        return value;
    }
}
