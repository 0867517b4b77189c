import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OccasionalLog } from './occasional-log.js';

let written: unknown[];

beforeEach(() => {
  written = [];
  vi.useFakeTimers({ toFake: ['performance'] });
  Logger.overrideLogger({ log: () => undefined, error: () => undefined, warn: (fields: unknown) => written.push(fields) });
});
afterEach(() => {
  vi.useRealTimers();
  Logger.overrideLogger(false);
});

it('says at once what it has not said lately, and later how often it was silent', () => {
  const log = new OccasionalLog('test');
  for (let time = 0; time < 5; time++) log.warn('a', { reason: 'a' }, 'A happened');
  log.warn('b', { reason: 'b' }, 'B happened');
  expect(written).toEqual([{ reason: 'a' }, { reason: 'b' }]);
  vi.advanceTimersByTime(10_000);
  log.warn('a', { reason: 'a' }, 'A happened');
  expect(written.at(-1)).toEqual({ reason: 'a', leftOut: 4 });
});
