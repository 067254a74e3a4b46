package dev.kafkalab.sandbox.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One client's connection to one broker. In each direction a thread reads and stamps chunks and a second one writes each
 * when it is due, so that a delay costs latency and not throughput.
 */
final class ProxiedConnection {
    private static final int CHUNK = 64 * 1024;
    /** Up to 4 MB in flight each way; beyond that the sender feels back-pressure. */
    private static final int CHUNKS_IN_FLIGHT = 64;

    private final Socket client;
    private final Socket broker;
    private final Supplier<Fault> fault;
    private final Consumer<ProxiedConnection> onEnd;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean lostBytes;

    /** @param bytes empty at the end of the stream */
    private record Chunk(byte[] bytes, long dueNanos) {}

    ProxiedConnection(Socket client, Socket broker, Supplier<Fault> fault, Consumer<ProxiedConnection> onEnd)
            throws IOException {
        this.client = client;
        this.broker = broker;
        this.fault = fault;
        this.onEnd = onEnd;
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
    }

    void start() {
        direct(client, broker, Fault.Direction.REQUESTS);
        direct(broker, client, Fault.Direction.RESPONSES);
    }

    /** Whether bytes of it were dropped, so that what follows makes no sense. */
    boolean lostBytes() {
        return lostBytes;
    }

    private void direct(Socket from, Socket to, Fault.Direction way) {
        BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS_IN_FLIGHT);
        daemon("read-" + way, () -> read(from, way, chunks));
        daemon("write-" + way, () -> write(to, chunks));
    }

    private void read(Socket from, Fault.Direction way, BlockingQueue<Chunk> chunks) throws Exception {
        byte[] buffer = new byte[CHUNK];
        InputStream in = from.getInputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            Fault now = fault.get();
            if (now instanceof Fault.Drop drop && drop.drops(way)) {
                lostBytes = true;
            } else {
                long due = System.nanoTime()
                        + (now instanceof Fault.Delay delay ? delay.by().toNanos() : 0);
                chunks.put(new Chunk(Arrays.copyOf(buffer, read), due));
            }
        }
        chunks.put(new Chunk(new byte[0], System.nanoTime()));
    }

    private static void write(Socket to, BlockingQueue<Chunk> chunks) throws Exception {
        OutputStream out = to.getOutputStream();
        for (Chunk chunk = chunks.take(); chunk.bytes().length > 0; chunk = chunks.take()) {
            TimeUnit.NANOSECONDS.sleep(chunk.dueNanos() - System.nanoTime());
            out.write(chunk.bytes());
        }
        to.shutdownOutput();
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Any failure of one direction ends the connection; a clean end of one waits for the other. */
    private void daemon(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                        if (client.isOutputShutdown() && broker.isOutputShutdown()) {
                            reset();
                        }
                    } catch (Exception e) {
                        reset();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** Ends both sides at once, as a broken network does. */
    void reset() {
        if (ended.compareAndSet(false, true)) {
            reset(client);
            reset(broker);
            threads.forEach(Thread::interrupt);
            onEnd.accept(this);
        }
    }

    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0); // RST instead of FIN
        } catch (IOException e) {
            // It is closed already, which is what we want.
        }
    }
}
