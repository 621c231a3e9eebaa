package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.cluster.LoopbackFlink;
import io.rivulet.testbed.qualification.fault.FullDisk;
import io.rivulet.testbed.qualification.system.ClusterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/** Checkpoints lie on a small disk of memory that is filled while the job runs. */
final class DiskFullExam implements Exam {
    private static final String SIZE = "size=24m";

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        Path mount = Files.createDirectories(environment.conditions().folder().resolve("small-disk"));
        if (run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", mount.toString()) != 0) {
            return ExamResult.notTaken(
                    "a small disk must be mounted, this user may not mount one at " + mount + "; be root");
        }
        try {
            Configuration flink = new Configuration();
            flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, LoopbackFlink.location(mount.resolve("checkpoints")));
            return new FaultExam(name(), new ClusterSettings(flink, Map.of()), List.of(new FullDisk(mount)))
                    .take(environment);
        } finally {
            environment.discardCluster();
            run("umount", mount.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
