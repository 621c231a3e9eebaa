package io.rivulet.flink.job;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A position that Kafka refused: it lies before the first record of its log, because records were removed unread, or
 * behind the end, because the topic was made anew or a leader without the last records took over. Reading goes on where
 * nothing that exists is passed over.
 *
 * @param log what the position should have been in
 * @param position offset of the record to be read next
 * @param divergence where the log begins to differ from what was read, if Kafka knows
 */
record LostPosition(Log log, long position, @Nullable Long divergence) {

    /**
     * A partition as it is.
     *
     * @param beginning offset of its first record
     * @param end offset behind its last
     */
    record Log(TopicPartition partition, long beginning, long end) {}

    /** The first offset that was never read. */
    private long unread() {
        return divergence == null ? position : Math.min(divergence, position);
    }

    /** Offsets that were removed before they were read: of records, and of marks and aborted records among them. */
    long gone() {
        return Math.max(0, log.beginning() - unread());
    }

    /** Whether the log ended before the position, so that other records may stand, or will, where some were read. */
    boolean isCutBack() {
        return divergence != null || position >= log.beginning();
    }

    /** Where to read on. */
    long next() {
        return divergence == null ? log.beginning() : Math.max(log.beginning(), unread());
    }

    /** What happened, as the rule that it breaks and what was found. */
    @Override
    public String toString() {
        if (!isCutBack()) {
            return "records must be read before Kafka removes them, but of " + log.partition() + " the offsets "
                    + unread() + " to " + (log.beginning() - 1) + " are gone unread, " + gone()
                    + " in all, and the first that exists is " + log.beginning();
        }
        return "a log must not end before what was read of it, but " + log.partition() + " was read up to offset "
                + position + " and now has " + log.beginning() + " to " + log.end()
                + ": the topic was made anew, or a leader without its last records took over"
                + (gone() > 0 ? "; " + gone() + " offsets of it are gone unread" : "");
    }
}
