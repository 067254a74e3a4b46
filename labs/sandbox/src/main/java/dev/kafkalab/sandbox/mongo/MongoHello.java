package dev.kafkalab.sandbox.mongo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The {@code hello} command as one OP_MSG (mongodb.com, "MongoDB Wire Protocol"; bsonspec.org). */
final class MongoHello {
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int OP_MSG = 2013;
    private static final int REQUEST_ID = 1;
    private static final byte BSON_INT = 0x10;
    private static final byte BSON_STRING = 0x02;

    private MongoHello() {}

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request());
            byte[] header = socket.getInputStream().readNBytes(16);
            if (header.length < 16) {
                return false;
            }
            ByteBuffer answer = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            return answer.getInt(8) == REQUEST_ID && answer.getInt(12) == OP_MSG;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] request() {
        ByteBuffer document = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        document.putInt(0); // length, filled in below
        document.put(BSON_INT).put(text("hello")).putInt(1);
        document.put(BSON_STRING).put(text("$db")).putInt("admin".length() + 1).put(text("admin"));
        document.put((byte) 0);
        document.putInt(0, document.position());
        document.flip();

        int length = 16 + 4 + 1 + document.remaining();
        ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        message.putInt(length).putInt(REQUEST_ID).putInt(0).putInt(OP_MSG);
        message.putInt(0); // flags
        message.put((byte) 0); // a section of kind 0: one document
        message.put(document);
        return message.array();
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
