package io.rivulet.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalBrokerTest {

    @TempDir
    private Path folder;

    @Test
    void aTopicIsStillThereWhenABrokerIsStartedAgainOnTheSameFolder() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder, 0);
                Admin admin = admin(broker.bootstrapServers())) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            assertThat(topics(broker.bootstrapServers())).containsExactly("kept");
        }
    }

    @Test
    void eachListenerAnswersAtAnAddressOfItsOwn() throws Exception {
        Listener second = new Listener("SECOND", 0, "PLAINTEXT", Map.of());
        try (LocalBroker broker = LocalBroker.start(folder, Listener.plain(0), second)) {
            assertThat(broker.bootstrapServers(1)).isNotEqualTo(broker.bootstrapServers());
            assertThat(topics(broker.bootstrapServers())).isEmpty();
            assertThat(topics(broker.bootstrapServers(1))).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedBeforeAnythingIsWritten() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Loopback.ADDRESS))) {
            assertThatThrownBy(() -> LocalBroker.start(folder, taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(taken.getLocalPort() + " is not");
            assertThat(folder).isEmptyDirectory();
        }
    }

    private static Set<String> topics(String bootstrapServers) throws Exception {
        try (Admin admin = admin(bootstrapServers)) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }
}
