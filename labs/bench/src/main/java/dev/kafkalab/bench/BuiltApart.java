package dev.kafkalab.bench;

/** A contestant that is not built with the others and takes part if it is on the class path. */
public interface BuiltApart extends Contestant {
    String name();

    String title();
}
