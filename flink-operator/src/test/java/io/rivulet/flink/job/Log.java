package io.rivulet.flink.job;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.jspecify.annotations.Nullable;

/** All that this process logs while it listens, from INFO; the level is put back at the end. */
final class Log extends AbstractAppender implements AutoCloseable {

    private static final String CONSOLE = "Console";

    final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Map<String, Level> before = new HashMap<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    private @Nullable Appender console;

    private Log() {
        super(
                "canary",
                null,
                PatternLayout.newBuilder().withPattern("%c %m %ex").build(),
                true,
                Property.EMPTY_ARRAY);
    }

    static Log listening() {
        Log log = new Log();
        log.start();
        log.context.getConfiguration().getLoggers().forEach((name, logger) -> {
            log.before.put(name, logger.getLevel());
            logger.setLevel(Level.INFO);
        });
        // The test's own output stays what it is.
        log.console = log.context.getConfiguration().getAppender(CONSOLE);
        log.root().removeAppender(CONSOLE);
        log.root().addAppender(log, Level.INFO, null);
        log.context.updateLoggers();
        return log;
    }

    @Override
    public void append(LogEvent event) {
        lines.add(new String(getLayout().toByteArray(event), StandardCharsets.UTF_8));
    }

    private LoggerConfig root() {
        return context.getConfiguration().getRootLogger();
    }

    long count(String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    @Override
    public void close() {
        root().removeAppender(getName());
        root().addAppender(console, null, null);
        context.getConfiguration().getLoggers().forEach((name, logger) -> logger.setLevel(before.get(name)));
        context.updateLoggers();
        stop();
    }
}
