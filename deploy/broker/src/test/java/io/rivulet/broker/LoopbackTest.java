package io.rivulet.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackTest {
    @Test
    void freePortsAreDifferentAndNotAmongThoseOfOutgoingConnections() throws Exception {
        assertThat(Loopback.ports(0, 0, 0, 0))
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 10_000 && port < 32_768);
    }

    @Test
    void aPortThatIsTakenIsRefusedByItsNumber() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Loopback.ADDRESS))) {
            assertThatThrownBy(() -> Loopback.ports(taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(taken.getLocalPort() + " is not; stop what uses it");
        }
    }
}
