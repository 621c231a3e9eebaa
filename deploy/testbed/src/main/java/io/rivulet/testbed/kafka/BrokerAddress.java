package io.rivulet.testbed.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a broker listens, as clients take it: {@code host:port}, before it perhaps a protocol. */
final class BrokerAddress {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Za-z0-9_]+://)?(?:\\[[0-9A-Fa-f:.%]+]|[^\\s:/\\[\\],]+):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    private BrokerAddress() {}

    /**
     * Checks a list of addresses with commas between them.
     *
     * @throws IllegalArgumentException if one of them is none
     */
    static void require(String bootstrapServers) {
        List<String> addresses = Arrays.stream(bootstrapServers.split(",", -1))
                .map(String::strip)
                .toList();
        for (String address : addresses) {
            Matcher parts = ADDRESS.matcher(address);
            if (!parts.matches()) {
                throw new IllegalArgumentException("the bootstrap servers must be HOST:PORT, several with commas"
                        + " between them, found " + (address.isEmpty() ? "nothing" : "'" + address + "'")
                        + "; name a broker's host and port, such as localhost:9092");
            }
            int port = Integer.parseInt(parts.group(1));
            if (port < 1 || port > LAST_PORT) {
                throw new IllegalArgumentException("the port of a bootstrap server must be 1 to " + LAST_PORT
                        + ", found '" + address + "'; correct it");
            }
        }
    }
}
