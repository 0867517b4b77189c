import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PrintingSettings } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import type { PrintedDocument } from './printed-document.js';
import { NotDrawn, NotPrinted, Printer } from './printer.js';

const DOCUMENT: PrintedDocument = {
  kind: 'invoice',
  number: 'INV1',
  currency: 'USD',
  decimals: 2,
  facts: [{ label: 'date', date: '2026-11-12' }],
  addresses: [],
  table: { rows: [], carried: { field: 'extended', as: 'sum' }, carriedFrom: '0' },
  sums: [{ label: 'total', amount: '0' }],
  taxes: [],
  payments: [],
  mark: null,
};
/** Its currency is no code of three letters, so that it cannot be drawn. */
const BROKEN: PrintedDocument = { ...DOCUMENT, number: 'BROKEN1', currency: 'NONE' };
const NOT_PRINTED = 'A document was not printed';

const warnings = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
let printer: Printer | undefined;

afterEach(async () => {
  await printer?.onModuleDestroy();
  warnings.mockClear();
});

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-';

describe('The printer', () => {
  it('prints one after the other, and a document that cannot be drawn fails alone', async () => {
    printer = new Printer(new PrintingSettings());
    const outcomes = await Promise.allSettled([
      printer.print(DOCUMENT, 'ONE'),
      printer.print(BROKEN, 'ONE'),
      printer.print(DOCUMENT, 'ONE'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(NotDrawn) });
    expect(warnings).toHaveBeenCalledExactlyOnceWith({ kind: 'invoice', number: 'BROKEN1', reason: 'RangeError' }, NOT_PRINTED);
  });

  it('goes on in a new thread where its thread ended, with all documents but the one that was in it', async () => {
    printer = new Printer(new PrintingSettings());
    const all = [printer.print(DOCUMENT, 'ONE'), printer.print(DOCUMENT, 'TWO')];
    const outcomes = Promise.allSettled(all);
    await (printer as unknown as { thread: Worker }).thread.terminate();
    const [one, other] = await outcomes;
    expect(one).toMatchObject({ status: 'rejected', reason: expect.any(NotPrinted) });
    expect(other?.status === 'fulfilled' && isPdf(other.value)).toBe(true);
    expect(warnings).toHaveBeenCalledTimes(1);
  });

  it('gives nobody the document that a thread had finished when it was given up', async () => {
    printer = new Printer(new PrintingSettings());
    const outcomes = Promise.allSettled([printer.print(DOCUMENT, 'ONE'), printer.print(DOCUMENT, 'TWO')]);
    const { thread } = printer as unknown as { thread: Worker };
    thread.emit('error', new Error('out of memory'));
    thread.emit('message', { pdf: Buffer.from('the document of ONE') });
    const [one, other] = await outcomes;
    expect(one?.status).toBe('rejected');
    expect(other?.status === 'fulfilled' && isPdf(other.value)).toBe(true);
  });

  it('lets no account keep the others from their documents', async () => {
    printer = new Printer(new PrintingSettings());
    const busy = printer;
    const ofOne = Array.from({ length: 6 }, () => busy.print(DOCUMENT, 'ONE'));
    const ofOther = busy.print(DOCUMENT, 'OTHER');
    const outcomes = await Promise.allSettled([...ofOne, ofOther]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(2);
    expect(outcomes.at(-1)?.status).toBe('fulfilled');
  });

  it('does not start with a logo that is no picture', () => {
    const folder = mkdtempSync(join(tmpdir(), 'logo-'));
    const logoFile = join(folder, 'logo.png');
    writeFileSync(logoFile, '<svg/>');
    expect(() => new Printer(Object.assign(new PrintingSettings(), { logoFile }))).toThrow(StartRefused);
    expect(() => new Printer(Object.assign(new PrintingSettings(), { logoFile: `${logoFile}x` }))).toThrow(/cannot be read/);
    rmSync(folder, { recursive: true });
  });
});
