import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ObservabilitySettings } from '../config/index.js';
import { RequestRecord, requestScope } from '../contract/request-record.js';
import { JsonLog } from './json-log.js';
import { Tracing } from './tracing.js';

const loaded = vi.hoisted(() => new Set<string>());
vi.mock('@opentelemetry/sdk-trace', async (original) => {
  loaded.add('sdk-trace');
  return original();
});
vi.mock('@opentelemetry/core', async (original) => {
  loaded.add('core');
  return original();
});

/** Port 9 ("discard"), on which no server listens. */
const AWAY = 'http://127.0.0.1:9';

let lines: string[];
beforeEach(() => {
  lines = [];
  Logger.overrideLogger(new JsonLog('info', { write: (line) => lines.push(line) }));
});
afterEach(() => Logger.overrideLogger(false));

async function openFor(settings: Partial<ObservabilitySettings>): Promise<Tracing> {
  const tracing = await Tracing.open(Object.assign(new ObservabilitySettings(), settings));
  if (!tracing) throw new Error('Nothing is traced.');
  return tracing;
}

describe('without a collector', () => {
  it('nothing is traced, and nothing of OpenTelemetry is loaded', async () => {
    expect(await Tracing.open(new ObservabilitySettings())).toBeUndefined();
    expect([...loaded]).toEqual([]);
  });
});

describe('a collector that takes no traces', () => {
  /** As many spans as are sent at once. */
  const BATCH = 512;

  it('is told of in the log, once, and without where it is; and so is its return', async () => {
    let status = 400;
    let batches = 0;
    const server = createServer((request, response) => {
      batches++;
      request.resume().on('end', () => response.writeHead(status).end());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const tracing = await openFor({ collectorUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const sendBatch = async () => {
      const before = batches;
      for (let request = 0; request < BATCH; request++) {
        const record = new RequestRecord('page-7', 0);
        tracing.begin(record, undefined);
        requestScope.run(record, () => tracing.end(record, 200));
      }
      await vi.waitFor(() => expect(batches).toBe(before + 1));
    };
    await sendBatch();
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    await sendBatch();
    status = 200;
    await sendBatch();
    await vi.waitFor(() => expect(lines).toHaveLength(2));
    await tracing.onApplicationShutdown();
    server.close();

    const line = { time: expect.any(String), context: 'tracing' };
    expect(lines.map((text) => JSON.parse(text))).toEqual([
      { ...line, level: 40, reason: 'OTLPExporterError', msg: 'The collector does not take traces' },
      { ...line, level: 30, msg: 'The collector takes traces again' },
    ]);
  });
});

describe('a call within a trace', () => {
  it('answers and fails as it does without', async () => {
    const tracing = await openFor({ collectorUrl: AWAY, tracesSampler: 'always_off' });
    const record = new RequestRecord('page-7', 0);
    tracing.begin(record, undefined);
    const fault = new Error('refused');
    await requestScope.run(record, async () => {
      expect(await tracing.around('gp.stock.levels', async () => 'answer')).toBe('answer');
      await expect(tracing.around('gp.stock.levels', () => Promise.reject(fault))).rejects.toBe(fault);
    });
    expect(await tracing.around('gp.stock.levels', async () => 'in the background')).toBe('in the background');
    await tracing.onApplicationShutdown();
  });
});

describe('the sampler', () => {
  const recorded = async (settings: Partial<ObservabilitySettings>, traceparent?: string) => {
    const tracing = await openFor({ collectorUrl: AWAY, ...settings });
    const record = new RequestRecord('page-7', 0);
    tracing.begin(record, traceparent);
    return record.span?.isRecording();
  };
  const by = (flags: string) => `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-${flags}`;

  it.each([
    { tracesSampler: 'always_on', alone: true, taken: true, left: true },
    { tracesSampler: 'always_off', alone: false, taken: false, left: false },
    { tracesSampler: 'parentbased_always_on', alone: true, taken: true, left: false },
    { tracesSampler: 'parentbased_always_off', alone: false, taken: true, left: false },
    { tracesSampler: 'traceidratio', tracesRatio: 1, alone: true, taken: true, left: true },
    { tracesSampler: 'traceidratio', tracesRatio: 0, alone: false, taken: false, left: false },
    { tracesSampler: 'parentbased_traceidratio', tracesRatio: 0, alone: false, taken: true, left: false },
  ] as const)('$tracesSampler $tracesRatio takes what it says', async ({ alone, taken, left, ...settings }) => {
    expect([await recorded(settings), await recorded(settings, by('01')), await recorded(settings, by('00'))]).toEqual([
      alone,
      taken,
      left,
    ]);
  });
});
