package io.rivulet.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListenersTest {

    @Test
    void aListenerOnEveryAddressIsSeenAndToldFromOneOnLoopback() throws IOException {
        long self = ProcessHandle.current().pid();
        try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket everywhere = new ServerSocket(0)) {
            assertThat(Listeners.of(self))
                    .contains((InetSocketAddress) loopback.getLocalSocketAddress())
                    .anyMatch(address -> address.getPort() == everywhere.getLocalPort()
                            && address.getAddress().isAnyLocalAddress());
            assertThat(Listeners.of(self))
                    .filteredOn(address -> address.getPort() == loopback.getLocalPort())
                    .allMatch(address -> address.getAddress().isLoopbackAddress());
        }
    }
}
