package io.rivulet.flink.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.rivulet.flink.event.RolloutPolicy;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Every option of the job, the only place that names them. {@code docs/options.txt} is made from here. */
public final class RivuletOptions {

    /** What follows this prefix goes to the Kafka clients as it is. */
    public static final String KAFKA_PREFIX = "rivulet.kafka.properties.";

    public static final ConfigOption<String> BOOTSTRAP_SERVERS = key("rivulet.kafka.bootstrap.servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Kafka brokers, host:port, separated by commas; the machine that submits the job asks them"
                    + " for its topics. Required.");

    public static final ConfigOption<String> KAFKA_PROPERTIES_FILE = key("rivulet.kafka.properties.file")
            .stringType()
            .noDefaultValue()
            .withDescription("Java properties file, readable where the job is submitted, whose entries go to all Kafka"
                    + " clients, such as credentials. Single entries: " + KAFKA_PREFIX + "NAME, which win. Neither is"
                    + " ever logged by the job. What an option or a guarantee decides, such as group.id, can only be"
                    + " repeated: anything else is refused at the start.");

    public static final ConfigOption<String> PROMPT_TOPIC = key("rivulet.topic.prompts")
            .stringType()
            .defaultValue("prompts")
            .withDescription("Topic of PromptEvents, the input. Prompts of aborted transactions are not read, those of"
                    + " open ones when they are committed, unless " + KAFKA_PREFIX + "isolation.level says"
                    + " read_uncommitted; the control topic is read in the same way.");

    public static final ConfigOption<String> CHUNK_TOPIC = key("rivulet.topic.chunks")
            .stringType()
            .defaultValue("chunks")
            .withDescription("Topic of GeneratedChunks, the answers; keyed by session id.");

    public static final ConfigOption<String> DEAD_LETTER_TOPIC = key("rivulet.topic.dead-letters")
            .stringType()
            .defaultValue("dead-letters")
            .withDescription("Topic of RejectedPrompts, the events that were not answered.");

    public static final ConfigOption<String> CONTROL_TOPIC = key("rivulet.topic.control")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Topic of ModelControls, of one partition: each rolls out another model while the job runs."
                            + " Without it a restart alone changes the model.");

    public static final ConfigOption<String> GROUP_ID = key("rivulet.kafka.group.id")
            .stringType()
            .defaultValue("rivulet")
            .withDescription("Kafka consumer group, which records how far the job has read.");

    public static final ConfigOption<StartFrom> START_FROM = key("rivulet.kafka.start.from")
            .enumType(StartFrom.class)
            .defaultValue(StartFrom.COMMITTED)
            .withDescription("Where to read from when the job starts without a checkpoint or savepoint: where the group"
                    + " stopped (and from the earliest event if it never read), the earliest or the latest event."
                    + " Partitions that are added later are read from their beginning.");

    public static final ConfigOption<OffsetsGone> OFFSETS_GONE = key("rivulet.kafka.offsets.gone")
            .enumType(OffsetsGone.class)
            .defaultValue(OffsetsGone.REPORT)
            .withDescription("What becomes of the job when Kafka removed records before the job read them, while it was"
                    + " away or lagged behind retention. report: it logs an error with their offsets, counts them in"
                    + " the metric offsetsGone and goes on with the first record that exists; they are gone, and"
                    + " waiting would only lose more. fail: it fails, again and again, until someone decides.");

    public static final ConfigOption<DeliveryGuarantee> DELIVERY = key("rivulet.kafka.delivery")
            .enumType(DeliveryGuarantee.class)
            .defaultValue(DeliveryGuarantee.EXACTLY_ONCE)
            .withDescription("Guarantee of both outputs. With exactly-once, readers must use"
                    + " isolation.level=read_committed and see answers when a checkpoint completes; with at-least-once"
                    + " they see them at once, and some twice after a failure, equal byte for byte.");

    public static final ConfigOption<String> TRANSACTION_PREFIX = key("rivulet.kafka.transactional.id.prefix")
            .stringType()
            .defaultValue("rivulet")
            .withDescription(
                    "Begins the ids of Kafka transactions: another for every job on one Kafka cluster, the same"
                            + " across restarts of one job. Each task of a sink takes an id for each checkpoint that"
                            + " carries records of it, and brokers remember an id for transactional.id.expiration.ms"
                            + " (7 days).");

    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT = key("rivulet.kafka.transaction.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("How long the broker keeps an open transaction: longer than the longest outage to be"
                    + " survived without loss, not above the broker's transaction.max.timeout.ms (15 minutes). How old"
                    + " a savepoint may be is the broker's transactional.id.expiration.ms (7 days): after that it no"
                    + " longer knows whether the savepoint's last answers were committed.");

    public static final ConfigOption<AbortedTransactions> ABORTED_TRANSACTIONS =
            key("rivulet.kafka.transaction.aborted")
                    .enumType(AbortedTransactions.class)
                    .defaultValue(AbortedTransactions.FAIL)
                    .withDescription(
                            "What becomes of the job when the broker has aborted answers that a checkpoint counts on,"
                                    + " because broker or job were away for longer than the transaction timeout, or"
                                    + " cannot say whether it has: it forgets a transaction"
                                    + " transactional.id.expiration.ms (7 days) after its end, and a later one of the"
                                    + " same id hides it. fail: it fails, again and again, until someone decides."
                                    + " accept: it logs what is or may be lost and goes on, which loses nothing where"
                                    + " the job was stopped with that savepoint.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL = key("rivulet.checkpoint.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(5))
            .withDescription("Time between checkpoints, if Flink's own execution.checkpointing.interval is not set;"
                    + " with exactly-once, about how long an answer takes to be seen.");

    public static final ConfigOption<String> MODEL_PATH = key("rivulet.model.path")
            .stringType()
            .defaultValue("builtin:mnist")
            .withDescription("The model: a bundle's folder or zip at a path or at any URI that Flink's file systems"
                    + " read, or builtin:NAME for one inside the job jar. Every worker must be able to read it; a"
                    + " relative path begins where the job is submitted. A model"
                    + " that was rolled out on the control topic is served in its place, after restores too, until"
                    + " this option changes.");

    public static final ConfigOption<String> MODEL_FINGERPRINT = key("rivulet.model.fingerprint")
            .stringType()
            .noDefaultValue()
            .withDescription("The fingerprint that the model must have, as inspecting its bundle prints it: 64"
                    + " hexadecimal digits. With any other, or a changed byte, the job does not start. Worth setting"
                    + " where others can write to the model's path.");

    public static final ConfigOption<RolloutPolicy> MODEL_CHANGE = key("rivulet.model.change")
            .enumType(RolloutPolicy.class)
            .defaultValue(RolloutPolicy.REJECT)
            .withDescription("What becomes of a session whose state another model made. reject: its prompts are"
                    + " rejected and its state stays, until it is reset or that model returns. reset: it starts anew."
                    + " keep: the loaded model goes on from its state if the architectures are equal, else reject.");

    public static final ConfigOption<Duration> SESSION_TTL = key("rivulet.session.ttl")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("How long after its last request a session is kept; after that it starts anew, and its"
                    + " next chunk says so. 0 keeps sessions for ever.");

    /**
     * Off by default: the contract leaves the request id to the sender and never asked that two prompts have two, so
     * that whoever sends a constant would lose all answers but the first without a word. A prompt that is answered
     * twice can be seen and undone by its reader; one that is dropped cannot.
     */
    public static final ConfigOption<Boolean> DEDUPLICATE = key("rivulet.request.deduplicate")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether a prompt is dropped that has the request id of its session's last request, in"
                    + " work, waiting or answered, as when a producer without idempotence retries: readers see one"
                    + " answer, the metric requestsRepeated counts. Only where each request of a session has an id of"
                    + " its own, since a different prompt with the same id is dropped too. Never dropped: an empty id,"
                    + " forget, and what is sent again after a dead letter. Costs each session the bytes of an id.");

    public static final ConfigOption<Integer> BLOCK_STEPS = key("rivulet.generate.block.steps")
            .intType()
            .defaultValue(16)
            .withDescription("Steps generated in parallel, and so the size of a chunk, when the prompt names none."
                    + " Long blocks are fast, short ones anchor every step in what was drawn.");

    public static final ConfigOption<Integer> BATCH_SESSIONS = key("rivulet.generate.batch.sessions")
            .intType()
            .defaultValue(64)
            .withDescription("Most sessions that share one pass of the model. Changes no answer, only the speed.");

    public static final ConfigOption<Integer> PASS_THREADS = key("rivulet.generate.pass.threads")
            .intType()
            .defaultValue(1)
            .withDescription("Threads of a task that share a pass of more than 96 steps: long blocks and long prompts"
                    + " come sooner where workers have more processors than slots, and no answer changes. 1 is right"
                    + " where slots use all processors.");

    public static final ConfigOption<Duration> BATCH_WAIT = key("rivulet.generate.batch.wait")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("How long a request that finds nothing under way may wait for others to share its pass. 0"
                    + " takes those that are there. Above 0 trades latency for throughput where prompts trickle in; a"
                    + " full wave, a request under way and a checkpoint end the wait.");

    public static final ConfigOption<Integer> MAX_EVENT_BYTES = key("rivulet.limit.event.bytes")
            .intType()
            .defaultValue(1 << 20)
            .withDescription("Size of the largest event that is read; larger ones are dead letters.");

    public static final ConfigOption<Integer> MAX_RECORD_BYTES = key("rivulet.limit.record.bytes")
            .intType()
            .defaultValue(1_000_000)
            .withDescription("Size of the largest record that the job writes, Kafka's framing included. At start it is"
                    + " held against what the topics take, max.message.bytes, and the smaller wins. A prompt whose"
                    + " chunks could exceed it is rejected, dead letters are cut to it.");

    public static final ConfigOption<Integer> MAX_OBSERVED = key("rivulet.limit.observed.symbols")
            .intType()
            .defaultValue(1 << 16)
            .withDescription("Most symbols that one event may bring.");

    public static final ConfigOption<Integer> MAX_GENERATED = key("rivulet.limit.generated.symbols")
            .intType()
            .defaultValue(1_000_000)
            .withDescription("Most symbols that one request may ask for.");

    public static final ConfigOption<Integer> MAX_BLOCK_STEPS = key("rivulet.limit.block.steps")
            .intType()
            .defaultValue(4096)
            .withDescription(
                    "Most steps of a block, which bounds the memory of a pass and how long a checkpoint and other"
                            + " sessions wait for one.");

    public static final ConfigOption<Integer> MAX_WAITING = key("rivulet.limit.waiting.requests")
            .intType()
            .defaultValue(64)
            .withDescription("Most requests of one session that wait for their turn; further ones are dead letters.");

    public static final ConfigOption<Boolean> RAW_DEAD_LETTERS = key("rivulet.dead-letters.raw")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether dead letters carry the first bytes of the event as it came. Payloads then leave"
                    + " the job, and wait in its state with their prompts.");

    /** All options, in the order of the table. */
    public static final List<ConfigOption<?>> ALL = List.of(
            BOOTSTRAP_SERVERS,
            PROMPT_TOPIC,
            CHUNK_TOPIC,
            DEAD_LETTER_TOPIC,
            CONTROL_TOPIC,
            GROUP_ID,
            START_FROM,
            OFFSETS_GONE,
            DELIVERY,
            TRANSACTION_PREFIX,
            TRANSACTION_TIMEOUT,
            ABORTED_TRANSACTIONS,
            KAFKA_PROPERTIES_FILE,
            CHECKPOINT_INTERVAL,
            MODEL_PATH,
            MODEL_FINGERPRINT,
            MODEL_CHANGE,
            SESSION_TTL,
            DEDUPLICATE,
            BLOCK_STEPS,
            BATCH_SESSIONS,
            PASS_THREADS,
            BATCH_WAIT,
            MAX_EVENT_BYTES,
            MAX_RECORD_BYTES,
            MAX_OBSERVED,
            MAX_GENERATED,
            MAX_BLOCK_STEPS,
            MAX_WAITING,
            RAW_DEAD_LETTERS);

    private RivuletOptions() {}
}
