import { afterEach, describe, expect, it, vi } from 'vitest';
import { ErpUnavailable } from '../faults/index.js';

const lines = vi.hoisted((): string[] => []);

// The log writes to the process's standard output, past console and process.stdout.
vi.mock('pino', async (original) => {
  const { pino, ...rest } = await original<typeof import('pino')>();
  const intoLines = (options: import('pino').LoggerOptions) => pino(options, { write: (line: string) => void lines.push(line) });
  return { ...rest, pino: Object.assign(intoLines, { stdTimeFunctions: pino.stdTimeFunctions }) };
});

const { JsonLog } = await import('./json-log.js');
const { RequestRecord, requestScope } = await import('../contract/request-record.js');

function written(): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

afterEach(() => {
  lines.length = 0;
});

describe('the log', () => {
  it('escapes invisible characters as JSON escapes line breaks', () => {
    const text = 'WEB\n77 \u202e88 \u2028 \u0085 \u{e0041}';
    new JsonLog('info').log(text, 'orders');
    expect(lines.join('').trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(written()).toMatchObject([{ msg: text }]);
  });

  it('writes one JSON object a line, with the moment, the level, the logger and the text', () => {
    const log = new JsonLog('trace');
    log.log('one', 'sandbox');
    log.warn('two', 'sandbox');
    log.error('three', 'sandbox');
    log.debug('four', 'sandbox');
    log.verbose('five', 'sandbox');
    log.fatal('six', 'sandbox');
    expect(lines.every((line) => line.endsWith('}\n') && line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(written()).toEqual(
      [
        [30, 'one'],
        [40, 'two'],
        [50, 'three'],
        [20, 'four'],
        [10, 'five'],
        [60, 'six'],
      ].map(([level, msg]) => ({
        level,
        time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
        context: 'sandbox',
        msg,
      })),
    );
  });

  it('names the request that a line is written for, until the last of what is done for it', async () => {
    const log = new JsonLog('info');
    await requestScope.run(new RequestRecord('page-7', 0), async () => {
      log.log('one', 'sandbox');
      await Promise.resolve();
      log.warn({ operation: 'gp.stock.levels' }, 'two', 'gp');
    });
    log.log('three', 'sandbox');
    expect(written()).toEqual([
      expect.objectContaining({ correlationId: 'page-7', msg: 'one' }),
      expect.objectContaining({ correlationId: 'page-7', operation: 'gp.stock.levels', msg: 'two' }),
      expect.not.objectContaining({ correlationId: expect.anything() }),
    ]);
  });

  it('writes nothing below its level', () => {
    const log = new JsonLog('warn');
    log.log('one', 'sandbox');
    log.warn('two', 'sandbox');
    expect(written()).toMatchObject([{ msg: 'two' }]);
  });

  it('keeps quiet about what Nest is made of, and what is reported elsewhere', () => {
    const log = new JsonLog('info');
    log.log('AppModule dependencies initialized', 'InstanceLoader');
    log.error('Error: listen EADDRINUSE: address already in use 127.0.0.1:4000', 'NestApplication');
    expect(lines).toEqual([]);
  });

  it('writes the fields of an object beside the text, faults as their description', () => {
    const cause = Object.assign(new Error('connect to db.internal.example'), { code: 'ECONNREFUSED' });
    new JsonLog('info').warn({ operation: 'gp.stock.levels', cause }, 'GP did not complete an operation', 'gp');
    expect(written()).toMatchObject([
      {
        context: 'gp',
        operation: 'gp.stock.levels',
        cause: { type: 'Error', code: 'ECONNREFUSED' },
        msg: 'GP did not complete an operation',
      },
    ]);
    expect(lines.join()).not.toContain('db.internal.example');
  });

  it('describes a fault that is logged itself', () => {
    const fault = new ErpUnavailable('gp.stock.levels', { cause: new Error('db.internal.example') });
    new JsonLog('info').error(fault, undefined, 'ExceptionsHandler');
    expect(written()).toMatchObject([
      { context: 'ExceptionsHandler', fault: { type: 'ErpUnavailable', cause: { type: 'Error' } } },
    ]);
    expect(lines.join()).not.toContain('db.internal.example');
  });

  it.each([
    { how: 'with the name of the logger', context: ['NestApplicationContext'] },
    { how: 'without', context: [] },
  ])('leaves out the stack that Nest hands over with a fault, $how', ({ context }) => {
    const fault = new Error('connect to db.internal.example');
    new JsonLog('info').error(fault, fault.stack, ...context);
    expect(written()).toMatchObject([{ fault: { type: 'Error' } }]);
    expect(lines.join()).not.toContain('db.internal.example');
  });
});
