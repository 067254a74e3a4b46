package dev.kafkalab.sandbox.elasticsearch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** Asks for the cluster's health. It answers 408 as long as an index is not readable, as it is while a node starts. */
final class ClusterHealth {
    private static final int TIMEOUT_MILLIS = 1_000;

    private ClusterHealth() {}

    static boolean answers(int port) {
        String address = "http://127.0.0.1:" + port + "/_cluster/health?wait_for_status=yellow&timeout=500ms";
        try {
            // The plain old client: it loads a tenth of the classes, and this runs in every `sandbox status`.
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
