package io.rivulet.flink.job;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The brokers as the machine sees them that submits the job. A question throws {@link CannotStart} if no broker
 * answers, {@link AuthenticationException} if none lets the job in, and any other {@link ApiException} if one answers
 * with it.
 */
final class Brokers implements AutoCloseable {

    private static final String WAIT_MILLIS = "15000";

    private final String addresses;
    private final Admin admin;

    private Brokers(String addresses, Admin admin) {
        this.addresses = addresses;
        this.admin = admin;
    }

    /**
     * Makes a client that will ask.
     *
     * @param properties of the user, for all clients
     * @throws KafkaException if they are none
     */
    static Brokers at(String addresses, Properties properties) {
        Properties asking = new Properties();
        asking.putAll(properties);
        asking.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, addresses);
        if (!asking.containsKey(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
            // Somebody waits at a command line.
            asking.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WAIT_MILLIS);
            asking.setProperty(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    asking.getProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG));
        }
        return new Brokers(addresses, Admin.create(asking));
    }

    KafkaFuture<TopicDescription> topic(String name) {
        return admin.describeTopics(List.of(name)).allTopicNames().thenApply(Brokers::only);
    }

    KafkaFuture<Map<String, String>> settingsOfTopic(String name) {
        return settings(new ConfigResource(ConfigResource.Type.TOPIC, name));
    }

    Map<String, String> settingsOfAnyBroker() {
        Node any = answer(admin.describeCluster().nodes()).iterator().next();
        return answer(settings(new ConfigResource(ConfigResource.Type.BROKER, any.idString())));
    }

    /** By their names, without those that brokers keep to themselves. */
    private KafkaFuture<Map<String, String>> settings(ConfigResource of) {
        return admin.describeConfigs(List.of(of)).all().thenApply(configs -> only(configs).entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    }

    private static <T> T only(Map<?, T> answers) {
        return answers.values().iterator().next();
    }

    <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("the brokers at " + addresses + " must be asked, this thread was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof TimeoutException) {
                throw new CannotStart("the brokers of " + RivuletOptions.BOOTSTRAP_SERVERS.key()
                        + " must answer the machine that submits the job, found " + addresses + " ("
                        + cause.getMessage() + "); see whether they run, and whether address and security.protocol"
                        + " are those of their listener");
            }
            if (cause instanceof ApiException api) {
                throw api;
            }
            throw new CannotStart("the brokers at " + addresses + " must answer what their topics are, found " + cause);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    /** Throws {@link CannotStart} if these cannot be addresses of brokers. */
    static void requireAddresses(String addresses) {
        try {
            Object list =
                    ConfigDef.parseType(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, addresses, ConfigDef.Type.LIST);
            List<String> each = ((List<?>) list).stream().map(String::valueOf).toList();
            if (each.stream().anyMatch(address -> address.startsWith(":"))) {
                throw new ConfigException("No host before the port");
            }
            ClientUtils.parseAndValidateAddresses(each, ClientDnsLookup.USE_ALL_DNS_IPS);
        } catch (KafkaException e) {
            throw new CannotStart(RivuletOptions.BOOTSTRAP_SERVERS.key()
                    + " must be host:port of brokers that have an address, separated by commas, found \"" + addresses
                    + "\" (" + e.getMessage() + "); correct it");
        }
    }
}
