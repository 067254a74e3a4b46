package dev.kafkalab.sandbox.mongo;

import de.bwaldvogel.mongo.MongoServer;

/** The main class of the stand-in's JVM. */
public final class MongoProcess {
    private MongoProcess() {}

    /** @param arguments the path of the store's file, the port */
    public static void main(String[] arguments) {
        MongoServer server = new MongoServer(new DurableBackend(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "mongo-shutdown"));
        server.bind("127.0.0.1", Integer.parseInt(arguments[1]));
    }
}
