import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TemporaryFolders } from './sandbox/written-company.js';
import { buildGateway, ConsoleHost, endAll } from './support/built-gateway.js';
import { createDatabase, dropDatabase } from './support/databases.js';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const COMMANDS = Object.keys(scripts).filter((name) => scripts[name]?.startsWith('node dist/console/'));
const ANN = 'ann@example.com';
const NOWHERE = '/nowhere/at-all';
const DAYS = ['--from', '2026-11-01', '--to', '2026-11-30'];

interface Usage {
  /** Words that cannot be read. */
  readonly unreadable: readonly string[][];
  /** Words that can be read, and what they ask for cannot be done. */
  readonly failing: readonly string[][];
}

const USAGE: Readonly<Record<string, Usage>> = {
  client: {
    unreadable: [['new'], ['new-key'], ['new-key', 'a b'], ['new-key', 'shop', 'mayFly']],
    failing: [],
  },
  company: {
    unreadable: [
      ['now'],
      ['--out'],
      ['--out', NOWHERE, '--out', NOWHERE],
      ['--items', '20', '--accounts', '5', '--out', NOWHERE, '--values', '5'],
      ['--colour', 'red'],
      ['--items', 'many', '--accounts', '5', '--out', NOWHERE],
    ],
    failing: [['--items', '20', '--accounts', '5', '--out', 'package.json']],
  },
  events: {
    unreadable: [
      ['lst'],
      ['show'],
      ['list', '--type'],
      ['list', '--from', 'monday'],
      ['list', '--type', 'order.*', '--type', 'quote.*'],
      ['replay', 'webhook.crm'],
    ],
    failing: [
      ['show', 'x'],
      ['test', 'webhook.crm'],
      ['replay', 'webhook.crm', '--all'],
    ],
  },
  extensions: { unreadable: [['lst'], ['list', 'more']], failing: [['list']] },
  gp: {
    unreadable: [
      ['grant'],
      ['grants'],
      ['grants', '--company'],
      ['grants', '--company', 'TWO', '--colour'],
      ['check', '--order'],
      ['check', '--account', 'HARGATE'],
      ['drift', '--samples', 'many'],
      ['drift', 'now'],
    ],
    failing: [
      ['grants', '--company', 'TWO', '--out', NOWHERE],
      ['check', '--order', NOWHERE],
    ],
  },
  jobs: {
    unreadable: [
      ['lst'],
      ['show'],
      ['list', '--colour'],
      ['run', 'one', 'two'],
      ['pause', 'catalog.refresh', '--json'],
      ['run', 'catalog.refresh', '--json'],
    ],
    failing: [['run', 'catalog.nothing']],
  },
  mail: {
    unreadable: [
      ['snd'],
      ['preview'],
      ['preview', NOWHERE, '--language', 'tlh'],
      ['preview', NOWHERE, '--to', ANN],
      ['send', 'order-pushed'],
      ['send', 'order-pushed', '--to'],
      ['send', 'order-pushed', '--to', 'nobody'],
      ['send', 'order-lost', '--to', ANN],
    ],
    failing: [['preview', 'package.json']],
  },
  operations: {
    unreadable: [['list'], ['manifest'], ['manifest', 'queries', '--out'], ['manifest', 'queries', '--to', 'x']],
    failing: [['manifest', NOWHERE]],
  },
  payments: {
    unreadable: [
      ['lst'],
      ['show'],
      ['reconcile'],
      ['reconcile', '--from'],
      ['reconcile', '--from', 'monday', '--to', 'friday', NOWHERE],
      ['reconcile', ...DAYS, '--from', '2026-11-02'],
      ['reconcile', ...DAYS, NOWHERE, NOWHERE],
      ['list', '--all', '--all'],
    ],
    failing: [
      ['show', 'x'],
      ['reconcile', ...DAYS, NOWHERE],
      ['reconcile', NOWHERE, ...DAYS],
    ],
  },
  quotes: { unreadable: [['lst'], ['show'], ['show', 'one', 'two']], failing: [['show', 'QTE0']] },
  sandbox: { unreadable: [['stop'], ['latency'], ['latency', 'slow'], ['today', 'monday']], failing: [['show']] },
  submissions: {
    unreadable: [['lst'], ['show'], ['reject', 'WEB-1'], ['list', '--al'], ['list', '--all', '--all']],
    failing: [['show', 'WEB-1']],
  },
  user: {
    unreadable: [
      ['lst'],
      ['remove'],
      ['add', '--name', 'Ann'],
      ['add', ANN, '--name'],
      ['add', ANN, '--colour', 'red'],
      ['add', 'ann', '--name', 'Ann', '--role', 'BUYER', '--accounts', 'HARGATE'],
      ['set', ANN],
      ['set', ANN, '--role', 'OWNER'],
      ['set', ANN, '--role', 'BUYER', '--role', 'VIEWER'],
      ['set', ANN, '--order-limit', '10'],
      ['link', ANN, 'the provider', '1001'],
    ],
    failing: [
      ['remove', ANN],
      ['set', ANN, '--role', 'BUYER'],
      ['import', NOWHERE],
    ],
  },
};

describe('The exit code of an operator command', () => {
  const folders = new TemporaryFolders();
  const { run } = new ConsoleHost();
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    await buildGateway();
    environment = { DATABASE_URL: await createDatabase(), DATA_DIR: join(folders.path(), 'data') };
  });
  afterAll(async () => {
    await endAll();
    await dropDatabase(String(environment['DATABASE_URL']));
    folders.remove();
  });

  it.each(COMMANDS)('is 2 where the words of "npm run %s" cannot be read, and 1 where doing it fails', async (command) => {
    const { unreadable = [], failing = [] } = USAGE[command] ?? {};
    const codes = async (lists: readonly string[][]) => {
      const runs = [];
      for (const words of lists) {
        const { exitCode, stdout, stderr } = await run(`console/${command}.js`, words, environment, 'eight or more');
        runs.push({ words, exitCode, stdout, isTold: stderr !== '' && !stderr.includes('    at ') });
      }
      return runs;
    };
    const all = (lists: readonly string[][], exitCode: number) =>
      lists.map((words) => ({ words, exitCode, stdout: '', isTold: true }));
    const wrong = [[], ...unreadable];
    expect(await codes(wrong)).toEqual(all(wrong, 2));
    expect(await codes(failing)).toEqual(all(failing, 1));
    expect(unreadable).not.toEqual([]);
  });
});
