package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.ScalarKernels;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class KernelLogTest {

    @TempDir
    Path folder;

    @Test
    void theLogSaysWhatServesAndHowToGetTheFastArithmetic() {
        assertThat(said(new ScalarKernels()))
                .contains(TinyBundles.NAME, new ScalarKernels().describe())
                .contains("env.java.opts.taskmanager: --add-modules=jdk.incubator.vector");
    }

    @Test
    void theFastArithmeticNeedsNoAdvice() {
        assertThat(said(Kernels.best())).contains(Kernels.best().describe()).doesNotContain("env.java.opts");
    }

    private String said(Kernels kernels) {
        Bundle bundle = TinyBundles.binary(folder, 1);
        StringWriter text = new StringWriter();
        WriterAppender appender =
                WriterAppender.createAppender(PatternLayout.createDefaultLayout(), null, text, "text", false, true);
        appender.start();
        Logger logger = (Logger) LogManager.getLogger(KernelLogTest.class);
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
        try {
            KernelLog.say(LoggerFactory.getLogger(KernelLogTest.class), bundle, kernels, 1);
        } finally {
            logger.removeAppender(appender);
        }
        return text.toString();
    }
}
