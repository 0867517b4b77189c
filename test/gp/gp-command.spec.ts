import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANGED_TABLES } from '../../src/gp/index.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { buildGateway, ConsoleHost, endAll, runBuilt } from '../support/built-gateway.js';
import { dropDatabase } from '../support/databases.js';
import { createCopy } from '../support/templates.js';

const folders = new TemporaryFolders();

beforeAll(() => buildGateway());
afterAll(async () => {
  await endAll();
  folders.remove();
});

const { run: hosted } = new ConsoleHost();
const run = (words: readonly string[], environment: NodeJS.ProcessEnv = {}) => hosted('console/gp.js', words, environment);

describe('npm run gp', () => {
  it('says what it can do', async () => {
    const { exitCode, stdout, stderr } = await run(['--help']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^npm run gp -- grants --company TWO/m);
    expect(stdout).toMatch(/^npm run gp -- check/m);
    expect(await run([])).toEqual({ exitCode: 2, stdout: '', stderr: stdout });
  });

  it('prints the script of the rights, or writes it to a file', async () => {
    const { exitCode, stdout, stderr } = await run(['grants', '--company', 'TWO']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toBe(readFileSync(join(import.meta.dirname, '../../src/gp/grants.golden.sql'), 'utf8'));

    const out = folders.path();
    expect(await run(['grants', '--company', 'TWO', '--system', 'GPSYS', '--out', out])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `The script for TWO is in ${out}. A DBA runs it as sysadmin.\n`,
    });
    expect(readFileSync(out, 'utf8')).toBe(stdout.replaceAll('DYNAMICS', 'GPSYS'));

    const tracking = await run(['grants', '--company', 'TWO', '--change-tracking']);
    const added = tracking.stdout.split('\n').filter((line) => line.includes('view change tracking'));
    expect(added).toHaveLength(CHANGED_TABLES.length);
    expect(added).toContain('grant view change tracking on object::dbo.[IV00102] to [gp_gateway_reading];');
  });

  it('looks at a sandbox, says that it is one, and what is there', async () => {
    // A process of its own, which has to end by itself.
    const { exitCode, stdout, stderr } = await runBuilt('console/gp.js', ['check'], {});
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^The company LARKF is a sandbox and no GP\./);
    expect(stdout).toMatch(/^ok +tables +\d+ tables may be read$/m);
    expect(stdout).toMatch(/^ok +document ID +orders are entered as STDORD, GP's own default$/m);
    expect(stdout).toMatch(/^note +order setup +no card is set: .*\n +-> GP_ORDER_CARD, .*: VISA/m);
    expect(stdout).toMatch(/\n\nNothing is missing, no warnings\.\n$/);
  });

  it('ends with 1 where something is missing, and tells it to programs as JSON', async () => {
    const url = await createCopy('company');
    const { exitCode, stdout, stderr } = await run(['check', '--json'], { GP_URL: url, GP_ORDER_DOCUMENT: 'WEBORD' });
    await dropDatabase(url);
    expect([exitCode, stderr]).toEqual([1, '']);
    const report = JSON.parse(stdout) as { findings: readonly { level: string }[] };
    expect(report).toMatchObject({ company: 'LARKF', isSandbox: true, isReady: false });
    expect(report.findings.filter(({ level }) => level === 'missing')).toEqual([
      {
        check: 'document ID',
        level: 'missing',
        text: 'GP has no document ID WEBORD for orders (GP_ORDER_DOCUMENT)',
        todo: expect.stringContaining('STDORD'),
      },
    ]);
  });

  it('names the word that it does not understand', async () => {
    const refusals: [readonly string[], string][] = [
      [['grant'], '"grant" is not understood.'],
      [['grants'], "--company: expected the name of the company's database."],
      [['grants', '--company', ' '], '--company: expected a name of up to 128 characters.'],
      [['grants', '--company', 'TWO', '--colour'], '"--colour" is not understood.'],
      [
        ['grants', '--company', 'TWO', '--handing-over', 'GP_GATEWAY_READ'],
        '--handing-over: expected another login than --reading',
      ],
      [['check', '--order'], '--order: expected a file with the JSON of an order.'],
      [['check', 'now'], '"now" is not understood.'],
      [['check', '--jsn'], '"--jsn" is not understood.'],
    ];
    for (const [words, reason] of refusals) {
      const { exitCode, stdout, stderr } = await run(words);
      expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining(reason)]);
    }
    const elsewhere = await run(['grants', '--company', 'TWO', '--out', join(folders.path(), 'no-folder')]);
    expect(elsewhere).toEqual({ exitCode: 1, stdout: '', stderr: expect.stringContaining('--out: cannot write') });
  });
});
