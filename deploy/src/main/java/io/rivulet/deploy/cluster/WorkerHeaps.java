package io.rivulet.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** How much of their heaps the workers of a cluster use, by what its leader knows of them. */
public final class WorkerHeaps {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String USED = "Status.JVM.Memory.Heap.Used";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI leader;

    WorkerHeaps(URI leader) {
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

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(leader.resolve(path)).timeout(PATIENCE).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
