package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions of a real broker as the committer finds them after a failure: ended, aborted, forgotten, forbidden. */
class VerifiedCommitterTest {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    @TempDir
    private static Path folder;

    private static Broker broker;
    private static Transactions transactions;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker(
                folder.resolve("kafka"),
                Map.of(
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.guarded.plain.sasl.jaas.config",
                        LOGIN + "user_rivulet=\"known\";",
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:ANONYMOUS"));
        transactions = new Transactions(broker);
        transactions.createTopic();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aTransactionThatIsCommittedOnceMoreIsASuccess() throws Exception {
        Request request = new Request(transactions.after("twice", KafkaProducer::commitTransaction));
        commit(request, AbortedTransactions.FAIL);
        assertThat(request.outcome).isEqualTo(Outcome.ALREADY_COMMITTED);
    }

    @Test
    void anAbortedTransactionFailsTheJobWithTheOptionThatBoundsIt() throws Exception {
        Request request = new Request(transactions.after("aborted", KafkaProducer::abortTransaction));
        assertThatThrownBy(() -> commit(request, AbortedTransactions.FAIL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("aborted is CompleteAbort")
                .hasMessageContaining(RivuletOptions.TRANSACTION_TIMEOUT.key())
                .hasMessageContaining(RivuletOptions.ABORTED_TRANSACTIONS.key());
        assertThat(request.outcome).isEqualTo(Outcome.NONE);
    }

    @Test
    void anAbortedTransactionIsGivenUpWhereThatIsAccepted() throws Exception {
        Request request = new Request(transactions.after("accepted", KafkaProducer::abortTransaction));
        commit(request, AbortedTransactions.ACCEPT);
        assertThat(request.outcome).isEqualTo(Outcome.GIVEN_UP);
    }

    @Test
    void aForgottenTransactionFailsTheJobUnlessThatIsAcceptedWhetherItsIdIsInUseAgainOrNot() throws Exception {
        Map<String, String> forgetful = Map.of(
                "transactional.id.expiration.ms",
                "500",
                "transaction.remove.expired.transaction.cleanup.interval.ms",
                "100");
        try (Broker forgetting = Broker.with(folder.resolve("forgetful"), forgetful)) {
            Transactions old = new Transactions(forgetting);
            old.createTopic();
            KafkaCommittable forgotten = old.after("old", KafkaProducer::commitTransaction);
            old.await("old", Objects::isNull);

            Request failing = new Request(forgotten);
            assertThatThrownBy(() -> commit(failing, old.properties(), AbortedTransactions.FAIL))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("transaction old is forgotten")
                    .hasMessageContaining("transactional.id.expiration.ms")
                    .hasMessageContaining("lost if")
                    .hasMessageEndingWith("set " + RivuletOptions.ABORTED_TRANSACTIONS.key() + " to accept to go on");
            assertThat(failing.outcome).isEqualTo(Outcome.NONE);
            Request accepted = new Request(forgotten);
            commit(accepted, old.properties(), AbortedTransactions.ACCEPT);
            assertThat(accepted.outcome).isEqualTo(Outcome.GIVEN_UP);

            // An open transaction is not forgotten: the id stays in use by another producer id.
            old.after("old", Duration.ofMinutes(10), producer -> {});
            Request overwritten = new Request(forgotten);
            assertThatThrownBy(() -> commit(overwritten, old.properties(), AbortedTransactions.FAIL))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("transaction old of producer " + forgotten.getProducerId())
                    .hasMessageContaining("was followed by producer ")
                    .hasMessageContaining(RivuletOptions.TRANSACTION_PREFIX.key())
                    .hasMessageContaining(RivuletOptions.ABORTED_TRANSACTIONS.key());
            Request overlooked = new Request(forgotten);
            commit(overlooked, old.properties(), AbortedTransactions.ACCEPT);
            assertThat(overlooked.outcome).isEqualTo(Outcome.GIVEN_UP);
        }
    }

    @Test
    void theCommitOfALaterTransactionOfTheSameIdIsNoProofOfTheFirst() throws Exception {
        KafkaCommittable first = transactions.after("again", producer -> transactions.take("again"));
        transactions.after("again", KafkaProducer::commitTransaction);
        assertThatThrownBy(() -> commit(new Request(first), AbortedTransactions.FAIL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("transaction again of producer ")
                .hasMessageContaining("CompleteCommit");
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatMayNotBeDescribedFailsTheJobWithThePermissionThatItNeeds(AbortedTransactions policy)
            throws Exception {
        Request request = new Request(transactions.after("forbidden", producer -> {}));
        assertThatThrownBy(() -> commit(request, guarded("known"), policy))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the broker must tell what became of transaction forbidden")
                .hasMessageContaining("found TransactionalIdAuthorizationException; allow the job's user to Describe")
                .hasMessageContaining(RivuletOptions.TRANSACTION_PREFIX.key());
        assertThat(request.outcome).isEqualTo(Outcome.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void anOpenTransactionThatMayNotBeCommittedFailsTheJobAndIsNeverGivenUp(AbortedTransactions policy)
            throws Exception {
        allow(AclOperation.DESCRIBE, "seen");
        Request request = new Request(transactions.after("seen", producer -> {}));
        assertThatThrownBy(() -> commit(request, guarded("known"), policy))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("transaction seen must be committed now, it is open still")
                .hasMessageContaining("allow the job's user to Describe and to Write")
                .hasRootCauseInstanceOf(TransactionalIdAuthorizationException.class);
        assertThat(request.outcome).isEqualTo(Outcome.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void wrongCredentialsFailTheJobWithTheOptionsThatBringThem(AbortedTransactions policy) throws Exception {
        Request request = new Request(transactions.after("stranger-" + policy, producer -> {}));
        assertThatThrownBy(() -> commit(request, guarded("guessed"), policy))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found SaslAuthenticationException; give the job credentials")
                .hasMessageContaining(RivuletOptions.KAFKA_PROPERTIES_FILE.key())
                .hasMessageNotContaining("guessed");
        assertThat(request.outcome).isEqualTo(Outcome.NONE);
    }

    private static void allow(AclOperation operation, String id) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TRANSACTIONAL_ID, id, PatternType.LITERAL),
                            new AccessControlEntry("User:rivulet", "*", operation, AclPermissionType.ALLOW))))
                    .all()
                    .get();
        }
    }

    private static Properties guarded(String password) {
        Properties properties = transactions.properties();
        properties.put("bootstrap.servers", broker.guardedAddress());
        properties.put("security.protocol", "SASL_PLAINTEXT");
        properties.put("sasl.mechanism", "PLAIN");
        properties.put("sasl.jaas.config", LOGIN + "username=\"rivulet\" password=\"" + password + "\";");
        return properties;
    }

    private static void commit(Request request, AbortedTransactions policy) throws Exception {
        commit(request, transactions.properties(), policy);
    }

    private static void commit(Request request, Properties properties, AbortedTransactions policy) throws Exception {
        try (VerifiedCommitter committer = new VerifiedCommitter(
                new KafkaCommitter(properties, "test", 0, 0, false, FlinkKafkaInternalProducer::new),
                new TransactionInquiry(properties),
                policy)) {
            committer.commit(List.of(request));
        }
    }

    private enum Outcome {
        NONE,
        ALREADY_COMMITTED,
        GIVEN_UP
    }

    /** Keeps what it is told. */
    private static final class Request implements CommitRequest<KafkaCommittable> {

        private final KafkaCommittable committable;
        private Outcome outcome = Outcome.NONE;

        Request(KafkaCommittable committable) {
            this.committable = committable;
        }

        @Override
        public KafkaCommittable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            outcome = Outcome.GIVEN_UP;
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void retryLater() {
            throw new IllegalStateException("a transaction that has ended is not tried again");
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable changed) {
            retryLater();
        }

        @Override
        public void signalAlreadyCommitted() {
            outcome = Outcome.ALREADY_COMMITTED;
        }
    }
}
