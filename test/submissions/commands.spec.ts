import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SUBMISSIONS_HELP, SubmissionsCommands } from '../../src/console/submissions-commands.js';
import { print } from '../../src/console/terminal.js';
import { JobDesk } from '../../src/jobs/index.js';
import { globalId } from '../../src/values/global-id.js';
import { Office, openOnServer, PATIENT } from './office.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const PUSHED = 'KESTREL';
const REFUSED = 'HARGATE';
const WAITING = 'jane.doe@example.com';

describe('The commands for submissions', () => {
  let office: Office;
  let commands: SubmissionsCommands;
  let closeDatabase: () => Promise<void>;
  let pushed: string;
  let refused: string;
  let waiting: string;

  const run = (...words: string[]) => commands.run(words);

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const { database, close } = await openOnServer();
    closeDatabase = close;
    office = await Office.open(database);
    commands = new SubmissionsCommands(office.desk, new JobDesk(database));
  });
  afterAll(async () => {
    await office.close();
    await closeDatabase();
  });
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    vi.spyOn(Math, 'random').mockReturnValue(1);
    await office.database.deleteFrom('submission').execute();
    await office.database.deleteFrom('job').execute();
    office.gp.troubles.set(REFUSED, 'refuses').set(WAITING, 'away');
    [pushed, refused, waiting] = [
      (await office.accept(PUSHED, 'A-1')).id,
      (await office.accept(REFUSED, 'A-2')).id,
      (await office.accept(WAITING, 'A-3')).id,
    ];
    for (const id of [pushed, refused, waiting]) await office.push(id);
  });
  afterEach(() => {
    office.gp.troubles.clear();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('list what is not in GP, and why, without naming a person', async () => {
    const { lines, exitCode } = await run('list');
    expect(exitCode).toBe(0);
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      [
        refused,
        'REJECTED',
        'note',
        REFUSED,
        'R-A-2',
        expect.stringMatching(/^N\d+$/),
        '2026-11-23T12:00:00.000Z',
        '2079: The item does not exist.',
      ],
      [
        waiting,
        'RECEIVED',
        'note',
        '…@example.com',
        'R-A-3',
        '-',
        '2026-11-23T12:00:00.000Z',
        'next attempt 2026-11-23T12:00:01.000Z, after ECONNREFUSED',
      ],
    ]);
  });

  it('list everything on demand, and say when there is nothing', async () => {
    expect((await run('list', '--all')).lines).toHaveLength(3);
    await office.database.deleteFrom('submission').where('id', '<>', pushed).execute();
    expect(await run('list')).toEqual({ lines: ['Everything is in GP.'], exitCode: 0 });
    await office.database.deleteFrom('submission').execute();
    expect(await run('list', '--all')).toEqual({ lines: ['There are no submissions yet.'], exitCode: 0 });
  });

  it('show one', async () => {
    const { documentNumber } = (await office.service.byId(pushed)) ?? {};
    expect(await run('show', pushed)).toEqual({
      lines: [
        `id            ${pushed}`,
        'kind          note',
        'owner         KESTREL',
        'reference     R-A-1',
        'status        PUSHED',
        `number in GP  ${documentNumber}`,
        'received      2026-11-23T12:00:00.000Z',
        'pushed        2026-11-23T12:00:00.000Z',
        'attempts      1',
        'state         -',
      ],
      exitCode: 0,
    });
  });

  it('show one by the ID that the API gives out, by its reference, and by its number in GP', async () => {
    const { documentNumber } = (await office.service.byId(pushed)) ?? {};
    const shown = await run('show', pushed);
    for (const name of [globalId('OrderSubmission', pushed), 'R-A-1', ` ${documentNumber?.toLowerCase()} `]) {
      expect(await run('show', name)).toEqual(shown);
    }
    expect(await run('show', 'R-A-1\0')).toMatchObject({ exitCode: 1 });
  });

  it('list all of one reference, and take none of them for the one that was meant', async () => {
    const { id } = await office.accept('SOMEBODY', 'A-1');
    const { lines } = await run('show', 'R-A-1');
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual([pushed, id]);
    for (const words of [
      ['retry', 'R-A-1'],
      ['reject', 'R-A-1', 'Twice'],
    ]) {
      expect(await run(...words)).toEqual({
        lines: [expect.stringMatching(/^There are several submissions R-A-1\./)],
        exitCode: 1,
      });
    }
    expect(await run('reject', globalId('OrderSubmission', id), 'Twice')).toEqual({ lines: ['R-A-1 is given up.'], exitCode: 0 });
  });

  it('print a line for a submission, whatever stands in its reference', async () => {
    await office.accept('FORGER', `A-9\n${pushed}  PUSHED  note\r\u202e7-A\u2028\u001b[2J`);
    const printed: unknown[] = [];
    vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(line));
    print(await run('list'));
    print(await run('show', `R-A-9\n${pushed}  PUSHED  note\r\u202e7-A\u2028\u001b[2J`));
    expect(printed).toHaveLength(3 + 10);
    expect(printed.slice(0, 3).map((line) => String(line).split('  ')[0])).toEqual([
      refused,
      waiting,
      expect.stringMatching(/^[\da-f-]{36}$/),
    ]);
    expect(printed[2]).toContain(`R-A-9\\n${pushed}  PUSHED  note\\r\\u{202e}7-A\\u{2028}\\u{1b}[2J`);
    expect(printed.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it('have one tried again that was refused, or that waits', async () => {
    office.gp.troubles.clear();
    for (const [id, reference] of [
      [refused, 'R-A-2'],
      [waiting, 'R-A-3'],
    ] as const) {
      expect(await run('retry', id)).toEqual({
        lines: [`${reference} is tried again within seconds of a gateway running.`],
        exitCode: 0,
      });
      expect(await office.push(id)).toBe('pushed');
    }
    expect(await run('retry', pushed)).toEqual({ lines: ['R-A-1 is PUSHED; there is nothing to do.'], exitCode: 1 });
  });

  const sweepIs = (state: { readonly cron: string | null; readonly paused_at: Date | null }) =>
    office.database
      .insertInto('job')
      .values({ name: 'submissions.sweep', about: 'has orders go on', time_zone: 'UTC', ...state })
      .execute();
  const PAUSED = { cron: '*/5 * * * * *', paused_at: new Date(NOW) };

  it.each([
    { why: 'is paused', state: PAUSED, todo: 'npm run jobs -- resume submissions.sweep.' },
    { why: 'is switched off', state: { cron: null, paused_at: null }, todo: 'take it out of JOBS_SCHEDULES and restart' },
  ])('say that one waits for the job that has it go on, where that job $why', async ({ why, state, todo }) => {
    await sweepIs(state);
    const {
      lines: [line, ...more],
      exitCode,
    } = await run('retry', waiting);
    expect({ exitCode, more }).toEqual({ exitCode: 0, more: [] });
    expect(line).toContain(`R-A-3 is to be tried again, and waits for submissions.sweep, which ${why}: ${todo}`);
  });

  it('name what is due for more than 30 s while that job is paused', async () => {
    const before = [await run('list'), await run('show', waiting)];
    await sweepIs(PAUSED);
    expect([await run('list'), await run('show', waiting)]).toEqual(before);
    // The next attempt is due a second after the first.
    vi.setSystemTime(NOW + 31_001);
    const overdue =
      'Overdue, and waiting for submissions.sweep, which is paused: npm run jobs -- resume submissions.sweep. They are: R-A-3.';
    expect([await run('list'), await run('show', waiting)]).toEqual(
      before.map(({ lines }) => ({ lines: [...lines, overdue], exitCode: 0 })),
    );
    expect((await run('show', refused)).lines).not.toContain(overdue);
    await office.database.updateTable('job').set({ paused_at: null }).execute();
    expect([await run('list'), await run('show', waiting)]).toEqual(before);
  });

  it('give one up that is not in GP', async () => {
    expect(await run('reject', waiting, 'Ordered', 'by', 'phone')).toEqual({ lines: ['R-A-3 is given up.'], exitCode: 0 });
    expect(await office.service.byId(waiting)).toMatchObject({
      status: 'REJECTED',
      nextAttemptAt: null,
      rejection: { code: null, message: 'Ordered by phone' },
    });
    expect(await run('reject', waiting, 'Twice')).toEqual({ lines: ['R-A-3 is REJECTED; there is nothing to do.'], exitCode: 1 });
    expect(await run('reject', pushed, 'Late')).toEqual({ lines: ['R-A-1 is PUSHED; there is nothing to do.'], exitCode: 1 });
  });

  it('say where to look when one is given up that may have arrived', async () => {
    const { id } = await office.accept('DOUBTFUL', 'A-4');
    office.gp.troubles.set('DOUBTFUL', 'failsAfterWriting');
    await office.push(id);
    const { documentNumber } = (await office.service.byId(id)) ?? {};
    expect((await run('reject', id, 'Enough')).lines).toEqual([
      'R-A-4 is given up.',
      `An attempt may have reached GP all the same: look there for the document ${documentNumber}.`,
    ]);
  });

  it('leave one alone that is being pushed', async () => {
    const { id } = await office.accept('BUSY', 'A-5');
    const answers: unknown[] = [];
    const pusher = office.anotherPusher(async (step) => {
      if (step === 'looked') answers.push(await run('retry', id), await run('reject', id, 'Now'));
    });
    expect(await pusher.push(id, PATIENT)).toBe('pushed');
    const busy = { lines: [`${id} is being pushed at this moment. Try again.`], exitCode: 1 };
    expect(answers).toEqual([busy, busy]);
  });

  it.each<[words: string[], problem?: string]>([
    [[]],
    [['show'], 'show: expected the ID, the reference or the number of a document.'],
    [['reject'], 'reject: expected the ID, the reference or the number of a document.'],
    [['reject', 'a'], 'reject: expected a reason, for the buyer to read.'],
    [['reject', 'a', ' '], 'reject: expected a reason, for the buyer to read.'],
    [['list', 'all'], '"all" is not understood.'],
    [['list', '--al'], '"--al" is not understood.'],
    [['list', '--all', 'more'], '"more" is not understood.'],
    [['show', 'a', 'b'], '"b" is not understood.'],
    [['retry', 'a', 'now'], '"now" is not understood.'],
    [['forget', 'a'], '"forget" is not understood.'],
    [['forget'], '"forget" is not understood.'],
  ])('explain themselves to %j, and name the word that is missing or not understood', async (words, problem) => {
    const lines = problem === undefined ? SUBMISSIONS_HELP : [problem, ...SUBMISSIONS_HELP];
    expect(await run(...words)).toEqual({ lines, exitCode: 2 });
  });

  it.each([['show'], ['retry'], ['reject']])('%s knows no submission that is not there', async (command) => {
    for (const id of ['no-such', '00000000-0000-4000-8000-000000000000']) {
      const words = command === 'reject' ? [id, 'Reason'] : [id];
      expect(await run(command, ...words)).toEqual({ lines: [`There is no submission ${id}.`], exitCode: 1 });
    }
  });
});
