package io.rivulet.flink.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a transaction as Flink's Kafka sink makes it, {@code PREFIX-SUBTASK-NUMBER}.
 *
 * @param subtask of the sink that wrote it
 * @param number of the transaction, not above that of the checkpoint that counts on it
 */
record TransactionalId(String prefix, int subtask, long number) {

    private static final Pattern FORM = Pattern.compile("(.*)-(\\d{1,9})-(\\d{1,18})", Pattern.DOTALL);

    /** Empty for an id of another form. */
    static Optional<TransactionalId> of(String id) {
        Matcher parts = FORM.matcher(id);
        return parts.matches()
                ? Optional.of(new TransactionalId(
                        parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return prefix + "-" + subtask + "-" + number;
    }
}
