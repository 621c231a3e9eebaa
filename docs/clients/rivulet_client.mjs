#!/usr/bin/env node
// Asks Rivulet to continue a session, and prints what it answers: a producer and a consumer in JavaScript.
// Needs Node 18 or later with avsc 5 and kafkajs 2: npm install avsc@5 kafkajs@2

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import avsc from 'avsc';
import { Kafka, logLevel } from 'kafkajs';

const HERE = new URL('.', import.meta.url);
const HISTORY = new URL('../../schemas/src/main/resources/io/rivulet/schemas/history/', HERE);
const HEADER_BYTES = 10;
const EVENTS = 'io.rivulet.schemas.event.';
const RECORDS = { binary: 'BinarySymbols', categorical: 'CategoricalSymbols', real: 'RealSymbols' };

/** Events to bytes and back, in Avro single-object encoding; the schemas are files of the folder `history`. */
export class Codec {
  constructor() {
    const fingerprints = JSON.parse(readFileSync(new URL('fingerprints.json', HERE)));
    this.versions = Object.entries(fingerprints).map(([name, digits]) => ({
      name,
      record: name.split('/')[0],
      header: Buffer.from('c301' + digits, 'hex'),
      type: avsc.Type.forSchema(JSON.parse(readFileSync(new URL(`${name}.avsc`, HISTORY))), { wrapUnions: true }),
    }));
  }

  newest(record) {
    return this.versions.filter((version) => version.record === record).pop();
  }

  /** The event as the value of a Kafka record, in the newest version of its contract. */
  encode(record, event) {
    const { header, type } = this.newest(record);
    return Buffer.concat([header, type.toBuffer(event)]);
  }

  /** The event in a Kafka record's value, whichever version wrote it, as the newest has it. */
  decode(record, value) {
    const header = value.subarray(0, HEADER_BYTES);
    const writer = this.versions.find((version) => version.record === record && version.header.equals(header));
    if (!writer) {
      throw new Error(`an event must be a ${record} of a known version, found ${header.toString('hex')}`);
    }
    const reader = this.newest(record).type;
    return reader.fromBuffer(value.subarray(HEADER_BYTES), reader.createResolver(writer.type));
  }
}

/** Values as the record of their kind. */
function symbols(kind, values) {
  return { [EVENTS + RECORDS[kind]]: { values: kind === 'binary' ? Buffer.from(values) : values } };
}

/** The event that asks for what the command line says. */
function prompt(options) {
  return {
    session_id: options.session,
    request_id: randomUUID(),
    model: null,
    observed: options.symbols ? symbols(options.kind, JSON.parse(options.symbols)) : null,
    generate_symbols: Number(options.count),
    block_steps: options.block ? { int: Number(options.block) } : null,
    seed: Number(options.seed),
    temperature: Number(options.temperature),
    reset: false,
    event_time: Date.now(),
    headers: { client: 'javascript' },
    forget: false,
  };
}

/** Where the topics end now: answers to what is sent from here on come behind. */
async function ends(kafka) {
  const admin = kafka.admin();
  await admin.connect();
  const ends = [];
  for (const topic of ['chunks', 'dead-letters']) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
      ends.push({ topic, partition, offset: high });
    }
  }
  await admin.disconnect();
  return ends;
}

/** Asks, and returns the symbols of all chunks of the answer; a rejection and a silence are errors. */
async function ask(kafka, codec, event, timeoutSeconds) {
  const consumer = kafka.consumer({ groupId: `client-${randomUUID()}`, readUncommitted: false });
  const producer = kafka.producer();
  const start = await ends(kafka);
  await Promise.all([consumer.connect(), producer.connect()]);
  await consumer.subscribe({ topics: ['chunks', 'dead-letters'] });
  const received = [];
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      const silence = new Error(`an answer must come within ${timeoutSeconds} s, none did`);
      timer = setTimeout(() => reject(silence), 1000 * timeoutSeconds);
      const take = async ({ topic, message }) => {
        if (topic === 'dead-letters') {
          const letter = codec.decode('RejectedPrompt', message.value);
          if (letter.request_id?.string === event.request_id) {
            reject(new Error(`rejected: ${letter.reason}: ${letter.message}`));
          }
          return;
        }
        const chunk = codec.decode('GeneratedChunk', message.value);
        if (chunk.request_id === event.request_id) {
          received.push(...Object.values(chunk.symbols)[0].values);
          if (chunk.last) {
            resolve(received);
          }
        }
      };
      consumer.run({ autoCommit: false, eachMessage: take }).catch(reject);
      start.forEach((end) => consumer.seek(end));
      const message = { key: event.session_id, value: codec.encode('PromptEvent', event) };
      producer.send({ topic: 'prompts', messages: [message], acks: -1 }).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await Promise.all([consumer.disconnect(), producer.disconnect()]);
  }
}

async function main() {
  const text = (fallback) => ({ type: 'string', default: fallback });
  const { values: options } = parseArgs({
    options: {
      'bootstrap-servers': text(undefined),
      session: text(undefined),
      symbols: text(undefined),
      kind: text('binary'),
      count: text('0'),
      block: text(undefined),
      seed: text('0'),
      temperature: text('1'),
      timeout: text('60'),
    },
  });
  if (!options['bootstrap-servers'] || !options.session || !RECORDS[options.kind]) {
    throw new Error('--bootstrap-servers and --session must be given, and --kind be binary, categorical or real');
  }
  const brokers = options['bootstrap-servers'].split(',');
  const kafka = new Kafka({ clientId: 'rivulet-client', brokers, logLevel: logLevel.NOTHING });
  console.log(JSON.stringify(await ask(kafka, new Codec(), prompt(options), Number(options.timeout))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
