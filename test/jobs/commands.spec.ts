import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JOBS_HELP, JobsCommands } from '../../src/console/jobs-commands.js';
import type { Reply } from '../../src/console/local-line.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { openOnServer } from '../submissions/office.js';
import { JobInstance } from './instance.js';
import { RowsJob } from './rows-job.js';

const JOB = 'test.rows';
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

describe('The commands for jobs', () => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let job: RowsJob;
  let gateway: JobInstance;
  let commands: JobsCommands;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ database, close } = await openOnServer());
  });
  afterAll(() => close());
  beforeEach(async () => {
    await sql`delete from job`.execute(database);
    job = new RowsJob(database);
    await job.makeTable();
    gateway = await JobInstance.open(database, [job]);
    commands = new JobsCommands(gateway.desk);
  });
  afterEach(() => gateway.close());

  /** What a command says, each moment as "T". */
  const said = ({ lines, exitCode }: Reply) => ({ exitCode, lines: lines.map((line) => line.replace(TIME, 'T').trimEnd()) });
  /** Without a gateway that works. */
  const run = async (...words: string[]) => said(await commands.run(words));
  /** Beside a gateway that works. */
  const runBeside = async (...words: string[]) => {
    let isSaid = false;
    const reply = commands.run(words).finally(() => {
      isSaid = true;
    });
    while (!isSaid) {
      await gateway.due.run();
      await pause(20);
    }
    return said(await reply);
  };
  const done = (...lines: unknown[]) => ({ exitCode: 0, lines });
  const refused = (...lines: unknown[]) => ({ exitCode: 1, lines });
  const unreadable = (...lines: unknown[]) => ({ exitCode: 2, lines });

  it('list jobs with their schedules, and how their last runs have ended', async () => {
    expect(await run('list')).toEqual(done(`${JOB}  0 3 * * * UTC  -  last success -  next T`));
    await gateway.run(JOB);
    expect(await run('list')).toEqual(done(`${JOB}  0 3 * * * UTC  SUCCEEDED  last success T  next T`));
  });

  it('show a dry run as one, and behind a run that changed something', async () => {
    await gateway.run(JOB, true);
    expect(await run('list')).toEqual(done(`${JOB}  0 3 * * * UTC  SUCCEEDED (dry run)  last success -  next T`));
    job.onChunk = () => Promise.reject(new RangeError('no such row'));
    await gateway.run(JOB);
    job.onChunk = () => undefined;
    await gateway.run(JOB, true);
    expect(await run('list')).toEqual(done(`${JOB}  0 3 * * * UTC  FAILED: RangeError  last success -  next T`));
  });

  it('run a job now, and tell what became of its records', async () => {
    job.spoilt.add(3);
    const { exitCode, lines } = await runBeside('run', JOB);
    expect({ exitCode, lines }).toEqual(
      refused(
        expect.stringMatching(/^run {11}\d+ of test\.rows$/),
        'asked for by  operator',
        'state         SUCCEEDED',
        'asked for     T',
        'began         T',
        'ended         T',
        'records       10 read, 9 changed, 0 unchanged, 1 failed',
        'parts         5',
        'watermark     - -> after 10',
        'failed        3: Spoilt',
      ),
    );
    job.spoilt.clear();
    await gateway.run(JOB);
    expect((await run('list')).lines).toEqual([expect.stringMatching(/SUCCEEDED, 1 failed in run \d+ {2}last success T/)]);
    expect((await runBeside('retry', JOB)).lines).toContain('records       1 read, 0 changed, 1 unchanged, 0 failed');
    expect((await run('list')).lines).toEqual([expect.stringContaining('SUCCEEDED  last success T')]);
    expect(await run('retry', JOB)).toEqual(refused(`No record of ${JOB} waits for another try.`));
  });

  it('say of a run that no gateway takes up when it begins', async () => {
    const impatient = new JobsCommands(gateway.desk, 1);
    const { lines, exitCode } = said(await impatient.run(['run', JOB]));
    const { id } = await gateway.last(JOB);
    expect({ lines, exitCode }).toEqual(
      done(
        `Run ${id} of ${JOB} is asked for. It begins when a gateway runs that has room for it. See "npm run jobs -- show ${id}".`,
      ),
    );
  });

  it('try a job without changing anything, and show what would change', async () => {
    const { exitCode, lines } = await runBeside('dry-run', JOB);
    expect(exitCode).toBe(0);
    expect(lines).toEqual(
      expect.arrayContaining([
        'state         SUCCEEDED (dry run)',
        'records       10 read, 10 changed, 0 unchanged, 0 failed',
        'watermark     - -> -',
        'change        0: null -> {"row":0}',
      ]),
    );
    expect(await job.rows()).toBe(0);
  });

  it('pause a job, which begins no run until it is resumed', async () => {
    expect(await run('pause', JOB)).toEqual(done(`${JOB} is paused.`));
    expect(await run('list')).toEqual(done(`${JOB}  0 3 * * * UTC  PAUSED  last success -  next -`));
    expect((await run('show', JOB)).lines).toContain('next run      -');
    expect(await run('run', JOB)).toEqual(refused(`${JOB} is paused. Resume it first.`));
    expect(await run('resume', JOB)).toEqual(done(`${JOB} goes on.`));
    expect((await runBeside('run', JOB)).exitCode).toBe(0);
  });

  it('cancel the run that waits, or is under way', async () => {
    expect(await run('cancel', JOB)).toEqual(refused(`No run of ${JOB} is under way.`));
    await gateway.desk.request(JOB, false);
    expect(await run('cancel', JOB)).toEqual(done(`The run of ${JOB} ends.`));
    const begun = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    job.onChunk = () => {
      begun.resolve();
      return cancelled.promise;
    };
    const { id } = (await gateway.desk.request(JOB, false)) as { id: string };
    await gateway.due.run();
    await begun.promise;
    expect(await run('cancel', JOB)).toEqual(done(`The run of ${JOB} ends.`));
    cancelled.resolve();
    expect(await gateway.desk.ended(id, AbortSignal.timeout(240_000))).toMatchObject({ state: 'CANCELLED' });
  });

  it('show what a gateway that has ended has left as interrupted', async () => {
    const begun = Promise.withResolvers<void>();
    const goesOn = Promise.withResolvers<void>();
    job.onChunk = () => {
      begun.resolve();
      return goesOn.promise;
    };
    await gateway.desk.request(JOB, false);
    await gateway.due.run();
    await begun.promise;
    const closed = gateway.close();
    goesOn.resolve();
    await closed;
    gateway = await JobInstance.open(database, [job]);
    expect((await run('history')).lines).toEqual([
      expect.stringMatching(/^\d+ {2}test\.rows {2}operator {2}INTERRUPTED {2}T {2}- /),
    ]);
  });

  it('show a job, one of its runs, and the history, for people and as JSON', async () => {
    await gateway.run(JOB);
    const { id } = await gateway.last(JOB);
    expect((await run('show', JOB)).lines).toEqual([
      `name          ${JOB}`,
      'what it does  brings numbered rows into a table',
      'runs          0 3 * * *, in the time zone UTC',
      'state         on',
      'last success  T',
      'next run      T',
      '',
      `${id}  ${JOB}  operator  SUCCEEDED  T  T  10 read, 10 changed, 0 unchanged, 0 failed`,
    ]);
    expect((await run('show', id)).lines[0]).toBe(`run           ${id} of ${JOB}`);
    expect((await run('history', JOB)).lines).toHaveLength(1);
    for (const words of [['list'], ['show', JOB], ['show', id], ['history']]) {
      const { lines, exitCode } = await run(...words, '--json');
      expect([exitCode, JSON.stringify(JSON.parse(lines.join('\n')))]).toEqual([0, expect.stringContaining(JOB)]);
    }
  });

  it('tell that there is nothing where there is nothing', async () => {
    expect(await run('history')).toEqual(done('No job has run yet.'));
    expect(await run('history', JOB)).toEqual(done(`There is no run of ${JOB}.`));
    expect(await run('show', '999999')).toEqual(refused('There is no run 999999.'));
    await sql`delete from job`.execute(database);
    // As the first migration has made it, with the watermark of former releases.
    await database.insertInto('job').values({ name: 'catalog.refresh', about: '', time_zone: 'UTC' }).execute();
    expect(await run('list')).toEqual(refused('No gateway has run here yet.'));
    expect(await run('list', '--json')).toEqual(done('[]'));
  });

  it.each(['show', 'run', 'dry-run', 'pause', 'resume', 'cancel', 'history'])(
    'do not know a job that there is not: %s',
    async (command) => {
      const told = refused('There is no job catalog.nothing. See: npm run jobs -- list');
      expect(await run(command, 'catalog.nothing')).toEqual(told);
    },
  );

  it.each(['show', 'history'])('do not know a job that there is not, for programs either: %s', async (command) => {
    expect(await run(command, 'catalog.nothing', '--json')).toEqual(
      refused('There is no job catalog.nothing. See: npm run jobs -- list'),
    );
  });

  it.each<[string[], string | null]>([
    [['list', '--json', '--json'], '--json: expected once.'],
    ...['run', 'dry-run', 'retry', 'pause', 'resume', 'cancel'].map((command): [string[], string] => [
      [command, JOB, '--json'],
      '"--json" is not understood.',
    ]),
    [[], null],
    [['lst'], '"lst" is not understood.'],
    [['list', 'all'], '"all" is not understood.'],
    [['run', JOB, 'now'], '"now" is not understood.'],
    [['history', JOB, '10'], '"10" is not understood.'],
    [['history', '--wrong'], '"--wrong" is not understood.'],
    [['show', '--wrong', JOB], '"--wrong" is not understood.'],
    [['list', '--jsn'], '"--jsn" is not understood.'],
    [['run'], 'run: expected the name of a job.'],
    [['show', '--json'], 'show: expected the name of a job.'],
  ])('name a word that is missing or that they do not understand, and change nothing: %j', async (words, problem) => {
    expect(await run(...words)).toEqual(unreadable(...(problem === null ? [] : [problem]), ...JOBS_HELP));
    expect(await gateway.desk.history(null, 10)).toEqual([]);
    expect((await gateway.desk.list()).map(({ isPaused }) => isPaused)).toEqual([false]);
  });
});
