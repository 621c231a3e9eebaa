package io.rivulet.testbed.qualification;

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
    public Row take(Hall hall) throws Exception {
        Path mount = Files.createDirectories(hall.folder().resolve("small-disk"));
        if (run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", mount.toString()) != 0) {
            return Row.notTaken(
                    name(), "a small disk must be mounted, this user may not mount one at " + mount + "; be root");
        }
        try {
            Configuration flink = new Configuration();
            flink.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    mount.resolve("checkpoints").toUri().toString());
            SitePlan plan = new SitePlan(flink, Map.of());
            return new FaultExam(name(), plan, List.of(new FullDisk(mount))).take(hall);
        } finally {
            hall.leave();
            run("umount", mount.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
