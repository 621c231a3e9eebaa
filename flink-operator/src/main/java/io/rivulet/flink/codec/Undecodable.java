package io.rivulet.flink.codec;

import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.schemas.MalformedEvent;

/** Bytes that the contracts' codec does not take, as refusals. */
final class Undecodable {

    private Undecodable() {}

    static Refusal refusal(MalformedEvent malformed) {
        Reason reason =
                switch (malformed.reason()) {
                    case TOO_LARGE -> Reason.TOO_LARGE;
                    case UNKNOWN_SCHEMA -> Reason.UNKNOWN_SCHEMA;
                    case MALFORMED -> Reason.MALFORMED;
                };
        return new Refusal(reason, String.valueOf(malformed.getMessage()));
    }
}
