package io.rivulet.testbed.qualification.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Transactions of which Flink's log says, after a failure, that they are fenced and that this most likely signals loss;
 * and what the broker says of them.
 *
 * @param said times that the logs say so
 * @param committed transactions among them that the broker has committed
 * @param others among them that it has not
 */
public record FencedTransactions(int said, int committed, int others) {
    private static final Pattern LINE =
            Pattern.compile("Unable to commit transaction .*transactionalId='([^']+)'.*already fenced");

    /** Of a job, by the workers' logs in a folder and its broker. */
    static FencedTransactions of(String job, Path logs, Map<String, Object> broker)
            throws IOException, InterruptedException, ExecutionException {
        Map<String, Integer> transactions = new HashMap<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher found = LINE.matcher(line);
                    if (found.find() && found.group(1).startsWith(job + "-")) {
                        transactions.merge(found.group(1), 1, Integer::sum);
                    }
                }
            }
        }
        int committed = committed(List.copyOf(transactions.keySet()), broker);
        int said = transactions.values().stream().mapToInt(Integer::intValue).sum();
        return new FencedTransactions(said, committed, transactions.size() - committed);
    }

    private static int committed(List<String> transactions, Map<String, Object> broker)
            throws InterruptedException, ExecutionException {
        if (transactions.isEmpty()) {
            return 0;
        }
        try (Admin admin = Admin.create(broker)) {
            Map<String, TransactionDescription> told =
                    admin.describeTransactions(transactions).all().get();
            return (int) told.values().stream()
                    .filter(transaction -> transaction.state() == TransactionState.COMPLETE_COMMIT)
                    .count();
        }
    }
}
