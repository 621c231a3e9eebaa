package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM tells of itself when it is asked from outside, by {@code jcmd} of this process's own JDK.
 *
 * @param process its id; it must have started, because a JVM that has not may end when it is asked
 */
public record Jcmd(long process) {
    /** As JVMs print it, such as {@code 2026-11-27T03:46:04.388+0000}. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}[+-]\\d{4}");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT);

    /** What time it takes it to be. */
    public Instant clock() throws IOException, InterruptedException {
        String answer = ask("VM.uptime", "-date");
        Matcher time = TIME.matcher(answer);
        if (!time.find()) {
            throw new IOException("a JVM that is asked for its uptime tells the date, process " + process + " told "
                    + answer + "; use the jcmd of its own JDK");
        }
        return OffsetDateTime.parse(time.group(), CLOCK).toInstant();
    }

    /** Its heap, after a collection that it is asked for. */
    public JvmHeap collected() throws IOException, InterruptedException {
        ask("GC.run");
        return JvmHeap.parse(ask("GC.heap_info"));
    }

    private String ask(String... command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> whole = new ArrayList<>(List.of(jcmd.toString(), Long.toString(process)));
        whole.addAll(List.of(command));
        Process asked = new ProcessBuilder(whole).redirectErrorStream(true).start();
        try {
            // The answers are short enough for a pipe.
            boolean ended = asked.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String answer =
                    ended ? new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "nothing yet";
            if (!ended || asked.exitValue() != 0) {
                throw new IOException("a JVM that runs answers " + String.join(" ", whole) + " within "
                        + PATIENCE.toSeconds() + " s, found " + answer.strip()
                        + "; see whether it has ended or was stopped");
            }
            return answer;
        } finally {
            asked.destroyForcibly();
        }
    }
}
