package io.rivulet.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobID;

/** What the leader of a cluster knows of its workers: how much of their heaps they use, and which have work. */
public final class LeaderReports {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String USED = "Status.JVM.Memory.Heap.Used";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI leader;

    LeaderReports(URI leader) {
        this.leader = leader;
    }

    /** Bytes in use now, those that the next collection frees included; 0 where the leader does not know yet. */
    public long usedBytes() throws IOException, InterruptedException {
        long bytes = 0;
        for (JsonNode worker : get("/taskmanagers").path("taskmanagers")) {
            String id = worker.path("id").asText();
            for (JsonNode metric : get("/taskmanagers/" + id + "/metrics?get=" + USED)) {
                bytes += metric.path("value").asLong();
            }
        }
        return bytes;
    }

    /** Names of those that run tasks. */
    Set<String> busy() throws IOException, InterruptedException {
        Set<String> busy = new HashSet<>();
        for (JsonNode worker : get("/taskmanagers").path("taskmanagers")) {
            if (worker.path("freeSlots").asInt() < worker.path("slotsNumber").asInt()) {
                busy.add(worker.path("id").asText());
            }
        }
        return busy;
    }

    /** What the tasks of a job have counted together in a metric of one of its operators; lags by seconds. */
    public long counted(JobID job, String operator, String metric) throws IOException, InterruptedException {
        String ending = "." + operator + "." + metric;
        String vertices = "/jobs/" + job.toHexString() + "/vertices/";
        long sum = 0;
        for (JsonNode vertex : get("/jobs/" + job.toHexString()).path("vertices")) {
            String metrics = vertices + vertex.path("id").asText() + "/metrics";
            for (JsonNode known : get(metrics)) {
                String id = known.path("id").asText();
                if (id.endsWith(ending)) {
                    String query = metrics + "?get=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
                    sum += get(query).path(0).path("value").asLong();
                }
            }
        }
        return sum;
    }

    /** Why a job failed, each time that it did: root causes, newest first, first lines alone. */
    public List<String> failures(JobID job) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        JsonNode history = get("/jobs/" + job.toHexString() + "/exceptions").path("exceptionHistory");
        for (JsonNode entry : history.path("entries")) {
            entry.path("stacktrace")
                    .asText()
                    .lines()
                    .filter(line -> !line.startsWith("\t"))
                    .forEach(failures::add);
        }
        return failures;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(leader.resolve(path)).timeout(PATIENCE).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
