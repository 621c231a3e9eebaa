#!/usr/bin/python3
"""Asks Rivulet to continue a session, and prints what it answers: a producer and a consumer of its topics in Python.

Needs Python 3.9 or later with avro and confluent-kafka (Debian: python3-avro, python3-confluent-kafka).
"""

import argparse
import io
import json
import pathlib
import sys
import uuid
from datetime import datetime, timezone

import avro.io
import avro.schema
import confluent_kafka

HERE = pathlib.Path(__file__).resolve().parent
HISTORY = HERE.parents[1] / "schemas/src/main/resources/io/rivulet/schemas/history"
MARKER = bytes.fromhex("c301")
HEADER_BYTES = 10
KINDS = {"binary": ("BinarySymbols", bytes), "categorical": ("CategoricalSymbols", list), "real": ("RealSymbols", list)}


class Writer(avro.io.DatumWriter):
    """Writes (name, record) as the branch of that name; Avro's own writer guesses it, and takes integers for reals."""

    def write_union(self, writers_schema, datum, encoder):
        if not isinstance(datum, tuple):
            return super().write_union(writers_schema, datum, encoder)
        name, record = datum
        index = [getattr(branch, "name", None) for branch in writers_schema.schemas].index(name)
        encoder.write_long(index)
        self.write_data(writers_schema.schemas[index], record, encoder)


class Codec:
    """Events to bytes and back, in Avro single-object encoding; the schemas are files of the folder `history`."""

    def __init__(self, history=HISTORY, fingerprints=HERE / "fingerprints.json"):
        self.headers = {
            version: MARKER + bytes.fromhex(digits) for version, digits in json.loads(fingerprints.read_text()).items()
        }
        self.schemas = {
            version: avro.schema.parse((history / f"{version}.avsc").read_text()) for version in self.headers
        }

    def newest(self, record):
        return max(version for version in self.headers if version.startswith(record + "/"))

    def encode(self, record, event):
        """The event as the value of a Kafka record, in the newest version of its contract."""
        version = self.newest(record)
        out = io.BytesIO(self.headers[version])
        out.seek(HEADER_BYTES)
        Writer().write_data(self.schemas[version], event, avro.io.BinaryEncoder(out))
        return out.getvalue()

    def decode(self, record, value):
        """The event in a Kafka record's value, whichever version wrote it, as the newest has it."""
        for version, header in self.headers.items():
            if value[:HEADER_BYTES] == header and version.startswith(record + "/"):
                reader = avro.io.DatumReader(self.schemas[version], self.schemas[self.newest(record)])
                return reader.read(avro.io.BinaryDecoder(io.BytesIO(value[HEADER_BYTES:])))
        raise ValueError(f"an event must be a {record} of a known version, found {value[:HEADER_BYTES].hex()}")


def symbols(kind, values):
    """Values as the record of their kind."""
    record, of = KINDS[kind]
    return record, {"values": of(values)}


def prompt(options):
    """The event that asks for what the command line says."""
    return {
        "session_id": options.session,
        "request_id": uuid.uuid4().hex,
        "model": None,
        "observed": symbols(options.kind, options.symbols) if options.symbols else None,
        "generate_symbols": options.count,
        "block_steps": options.block,
        "seed": options.seed,
        "temperature": options.temperature,
        "reset": False,
        "event_time": datetime.now(timezone.utc),
        "headers": {"client": "python"},
        "forget": False,
    }


def publish(options, codec, event):
    # The partitioner of Java's clients: all events of a session must lie in one partition, whoever sends them.
    producer = confluent_kafka.Producer(
        {"bootstrap.servers": options.bootstrap_servers, "acks": "all", "partitioner": "murmur2_random"}
    )
    failures = []
    producer.produce(
        "prompts",
        key=event["session_id"].encode(),
        value=codec.encode("PromptEvent", event),
        on_delivery=lambda error, _: failures.append(error) if error else None,
    )
    if producer.flush(options.timeout) or failures:
        sys.exit(f"the broker must take the prompt, it did not: {failures or 'no answer'}; see whether it runs")


def subscribe(options):
    """A reader of committed answers, from what comes next."""
    consumer = confluent_kafka.Consumer(
        {
            "bootstrap.servers": options.bootstrap_servers,
            "group.id": f"client-{uuid.uuid4()}",
            "isolation.level": "read_committed",
            "enable.auto.commit": False,
        }
    )
    partitions = []
    for topic in ("chunks", "dead-letters"):
        for number in consumer.list_topics(topic, timeout=options.timeout).topics[topic].partitions:
            partition = confluent_kafka.TopicPartition(topic, number)
            partition.offset = consumer.get_watermark_offsets(partition, timeout=options.timeout)[1]
            partitions.append(partition)
    consumer.assign(partitions)
    return consumer


def answer(options, codec, consumer, request):
    """The symbols of all chunks that answer the request; ends the program if it was rejected or takes too long."""
    received = []
    while message := consumer.poll(options.timeout):
        if message.error():
            sys.exit(f"the broker must tell what was answered, it said {message.error()}")
        if message.topic() == "dead-letters":
            letter = codec.decode("RejectedPrompt", message.value())
            if letter["request_id"] == request:
                sys.exit(f"rejected: {letter['reason']}: {letter['message']}")
            continue
        chunk = codec.decode("GeneratedChunk", message.value())
        if chunk["request_id"] == request:
            received += chunk["symbols"]["values"]
            if chunk["last"]:
                return received
    sys.exit(f"an answer must come within {options.timeout} s, none did; see whether the job takes checkpoints")


def parse():
    parser = argparse.ArgumentParser(description="Asks Rivulet to continue a session.")
    parser.add_argument("--bootstrap-servers", required=True, metavar="HOST:PORT")
    parser.add_argument("--session", required=True, metavar="ID", help="the sequence that is continued")
    parser.add_argument("--symbols", type=json.loads, metavar="JSON", help="what was observed, such as [0,1,1]")
    parser.add_argument("--kind", choices=KINDS, default="binary", help="what a symbol is (default: %(default)s)")
    parser.add_argument("--count", type=int, default=0, metavar="N", help="symbols to generate")
    parser.add_argument("--block", type=int, metavar="STEPS", help="steps generated at once (default: the job's)")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--temperature", type=float, default=1.0, metavar="T")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS")
    return parser.parse_args()


def main():
    options = parse()
    codec = Codec()
    consumer = subscribe(options)
    event = prompt(options)
    publish(options, codec, event)
    print(json.dumps(answer(options, codec, consumer, event["request_id"]), separators=(",", ":")))
    consumer.close()


if __name__ == "__main__":
    main()
