package io.rivulet.cli.run;

import io.rivulet.cli.option.BrokerOptions;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.Console;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Temperature;
import io.rivulet.flink.event.Origin;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.kafka.Position;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.WireSymbols;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes one prompt. */
@Command(
        name = "prompt",
        header = "Publish a prompt to any broker.",
        description = {
            "Publishes one prompt and returns when the broker has it; the answer is in the topic of chunks (see tail).",
            "A prompt continues its session: symbols that were sent or generated before are remembered, so send only"
                    + " what is new."
        },
        footer = {
            "",
            "Example: one black row of a 28 x 28 picture, then the other 27 rows from the model:",
            "  rivulet prompt --bootstrap-servers 127.0.0.1:9092 --session me \\",
            "      --symbols '[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]' --count 756"
        })
public final class PromptCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = "prompts",
            description = "Topic of prompts (default: ${DEFAULT-VALUE}).")
    private String topic = "";

    @Option(
            names = "--session",
            required = true,
            paramLabel = "ID",
            description = "The sequence that this prompt continues; a new id starts a new one.")
    private String session = "";

    @Option(names = "--request", paramLabel = "ID", description = "Name of this request (default: a random one).")
    private @Nullable String request;

    @Option(
            names = "--count",
            defaultValue = "0",
            paramLabel = "N",
            description = "How many symbols to generate; 0 only absorbs (default: ${DEFAULT-VALUE}).")
    private long count;

    @Option(
            names = "--symbols",
            defaultValue = "[]",
            paramLabel = "JSON|@FILE|-",
            description = "What was observed: an array of numbers, a file that holds one, or - for standard input.")
    private String symbols = "[]";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "binary",
            description = "What a symbol is: binary (0 or 1), categorical (an index) or real (default: binary).")
    private SymbolKind kind = SymbolKind.BINARY;

    @Option(
            names = "--block",
            paramLabel = "STEPS",
            description = "Steps that are generated at once; few are better, many are faster (default: the job's).")
    private @Nullable Integer block;

    @Option(names = "--model", paramLabel = "NAME", description = "Model that must answer (default: whichever runs).")
    private @Nullable String model;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of all random draws; the same seed gives the same symbols (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "0 for the likeliest symbols, 1 as trained, up to 10 (default: ${DEFAULT-VALUE}).")
    private float temperature;

    @Option(names = "--reset", description = "Forget what the session has seen before this prompt.")
    private boolean reset;

    @Option(
            names = "--forget",
            description = "Erase the session at once, and ask for nothing else; a chunk with FORGOTTEN confirms it.")
    private boolean forget;

    @Option(names = "--header", paramLabel = "KEY=VALUE", description = "A note that the answer repeats; repeatable.")
    private Map<String, String> headers = new LinkedHashMap<>();

    /** The command, writing to this console. */
    public PromptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        PromptEvent prompt = prompt();
        byte[] encoded = encoded(prompt);
        try (PromptPublisher publisher = new PromptPublisher(broker.connection(), topic)) {
            Position position = publisher.publish(session, encoded);
            console.out()
                    .printf(
                            Locale.ROOT,
                            "published request %s of session %s to %s, partition %d, offset %d%n",
                            prompt.getRequestId(),
                            session,
                            topic,
                            position.partition(),
                            position.offset());
        }
        return 0;
    }

    private PromptEvent prompt() {
        require(!session.isEmpty(), "--session must name a session, got nothing; choose an id");
        requireShort("--session", session);
        requireShort("--request", request == null ? "" : request);
        require(count >= 0, "--count must be 0 or more, got " + count + "; use 0 to absorb only");
        require(block == null || block >= 1, "--block must be 1 or more, got " + block + "; leave it out if unsure");
        require(
                Temperature.isValid(temperature),
                "--temperature must be between 0 and " + Temperature.MAX + ", got " + temperature
                        + "; 1 is as trained");
        float[] observed = SymbolsArgument.parse(symbols, System.in);
        require(
                observed.length > 0 || count > 0 || reset || forget,
                "a prompt must observe, generate or reset, this one does nothing; give --symbols or --count");
        require(
                !forget || observed.length == 0 && count == 0 && !reset && model == null,
                "--forget must stand without --symbols, --count, --reset and --model; send another prompt behind it");
        return PromptEvent.newBuilder()
                .setSessionId(session)
                .setRequestId(
                        request != null ? request : UUID.randomUUID().toString().substring(0, 8))
                .setModel(model)
                .setObserved(observed.length == 0 ? null : typed(observed))
                .setGenerateSymbols(count)
                .setBlockSteps(block)
                .setSeed(seed)
                .setTemperature(temperature)
                .setReset(reset)
                .setEventTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setHeaders(headers)
                .setForget(forget)
                .build();
    }

    /** Headers, symbols or a name may be larger than the contract lets them be. */
    private static byte[] encoded(PromptEvent prompt) {
        try {
            return EventCodec.prompts().encode(prompt);
        } catch (IllegalArgumentException e) {
            throw new UsageError("a prompt must keep to the contract: " + e.getMessage(), e);
        }
    }

    private Object typed(float[] observed) {
        try {
            return WireSymbols.of(kind, observed);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + "; choose another --kind", e);
        }
    }

    private static void requireShort(String option, String id) {
        require(
                id.length() <= Origin.MAX_ID_CHARACTERS,
                option + " must have at most " + Origin.MAX_ID_CHARACTERS + " characters, got " + id.length()
                        + "; choose a shorter id");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new UsageError(message);
        }
    }
}
