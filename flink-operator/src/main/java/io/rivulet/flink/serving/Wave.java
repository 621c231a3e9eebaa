package io.rivulet.flink.serving;

import io.rivulet.flink.state.OpenRequest;
import java.util.ArrayList;
import java.util.List;

/** Sessions that go one block further together, each with its request, in the order in which they were taken. */
final class Wave {

    private final boolean ofArrivals;
    private final List<Session> sessions = new ArrayList<>();
    private final List<OpenRequest> requests = new ArrayList<>();
    private long steps;

    /** @param ofArrivals whether it takes sessions whose request has just come in, and no others */
    Wave(boolean ofArrivals) {
        this.ofArrivals = ofArrivals;
    }

    boolean ofArrivals() {
        return ofArrivals;
    }

    void add(Session session, OpenRequest request) {
        sessions.add(session);
        requests.add(request);
        steps += request.stepsAhead();
    }

    int size() {
        return sessions.size();
    }

    /** Steps that the next blocks of all take. */
    long steps() {
        return steps;
    }

    Session session(int i) {
        return sessions.get(i);
    }

    List<OpenRequest> requests() {
        return requests;
    }
}
