package io.rivulet.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where the processes of this machine listen, as Linux says. */
public final class Listeners {
    private static final String LISTENING = "0A";

    private Listeners() {}

    /** The addresses at which the process waits for connections. */
    public static List<InetSocketAddress> of(long process) throws IOException {
        Set<String> own = sockets(process);
        List<InetSocketAddress> listeners = new ArrayList<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            if (!Files.exists(Path.of(table))) {
                continue;
            }
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.trim().split("\\s+");
                if (fields[3].equals(LISTENING) && own.contains("socket:[" + fields[9] + "]")) {
                    listeners.add(address(fields[1]));
                }
            }
        }
        return listeners;
    }

    private static Set<String> sockets(long process) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            for (Path file : open.toList()) {
                try {
                    sockets.add(Files.readSymbolicLink(file).toString());
                } catch (NoSuchFileException closed) {
                    // Between the list and now.
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return sockets;
    }

    /** From words of four bytes, each with its last byte first, and the port. */
    private static InetSocketAddress address(String hex) throws IOException {
        int colon = hex.indexOf(':');
        byte[] words = HexFormat.of().parseHex(hex.substring(0, colon));
        byte[] address = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            address[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        return new InetSocketAddress(InetAddress.getByAddress(address), Integer.parseInt(hex.substring(colon + 1), 16));
    }
}
