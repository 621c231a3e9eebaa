package io.rivulet.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The address that only this machine can reach, and free ports of it. Free ports are below those that Linux by default
 * gives to outgoing connections: while a killed process is away, a client that knocks at its port could else be given
 * that very port as its own, be connected with itself, and keep the next process from it.
 */
public final class Loopback {
    /** The address itself. */
    public static final String ADDRESS = "127.0.0.1";

    private static final int FIRST = 10_000;
    private static final int FIRST_OUTGOING = 32_768;
    private static final int TRIES = 100;

    private Loopback() {}

    /**
     * Ports that were all free a moment ago.
     *
     * @param wanted the ports wanted; 0 for any
     */
    public static List<Integer> ports(int... wanted) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int port : wanted) {
                held.add(port == 0 ? anyBound() : bound(port));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static ServerSocket anyBound() throws IOException {
        for (int i = 1; i < TRIES; i++) {
            try {
                return bound(ThreadLocalRandom.current().nextInt(FIRST, FIRST_OUTGOING));
            } catch (IOException e) {
                // Another one, then.
            }
        }
        return bound(ThreadLocalRandom.current().nextInt(FIRST, FIRST_OUTGOING));
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // What a broker that was killed has left waiting is no reason not to start it again.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException("the port must be free, " + port + " is not; stop what uses it or choose another", e);
        }
    }
}
