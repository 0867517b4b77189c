import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import type { Settings } from '../config/index.js';
import { readEnvironment } from '../config/index.js';
import { reasonOf } from '../faults/index.js';
import {
  type CheckedCompany,
  type CheckedSettings,
  type CheckResult,
  checkCompany,
  type GpCompany,
  type WrittenOrder,
} from '../gp/index.js';
import { readSandboxCompany, SandboxCompany } from '../sandbox/index.js';
import type { SqlServerCompany } from '../sqlserver/index.js';
import { SystemClock } from '../values/clock.js';
import { counted } from '../values/counted.js';
import { visibleText } from '../values/visible-text.js';
import { orderLines, orderOf, readJson, rehearse } from './gp-rehearsal.js';
import { incomplete } from './not-understood.js';
import { onlyOptionsIn } from './options.js';
import { coloured } from './terminal.js';
import { WrongUsage } from './wrong-usage.js';

export const CHECK_USAGE = 'npm run gp -- check [--json] [--order FILE [--account NUMBER]]';

/** What the command has found, as --json prints it. */
interface Report {
  readonly company: string;
  readonly isSandbox: boolean;
  /** Whether nothing is missing. */
  readonly isReady: boolean;
  readonly findings: readonly CheckResult[];
  /** What GP would have of the order of --order. */
  readonly order?: WrittenOrder;
}

/**
 * Looks at the company that the settings name, and prints a line for each thing as soon as it is known.
 * @returns the exit code: 1 where something is missing without which the gateway cannot go live
 * @throws {WrongUsage} a word is wrong
 * @throws {StartRefused} a setting is wrong, or there is no way to the company; the message tells what to do
 */
export async function check(words: readonly string[]): Promise<number> {
  const { json, order, account } = onlyOptionsIn(words, OPTIONS, [CHECK_USAGE]);
  if (order === undefined && account !== undefined)
    throw new WrongUsage(incomplete('--account', '--order beside it', [CHECK_USAGE]));
  const rehearsed = order === undefined ? undefined : { json: readJson(order), account };
  const { settings } = readEnvironment();
  // The findings say what the log would.
  Logger.overrideLogger(false);
  const { company, checked, connect, close } = await openChecked(settings);
  try {
    const tell = json ? () => undefined : (line: string) => process.stdout.write(`${line}\n`);
    tell(introduction(checked));
    const findings: CheckResult[] = [];
    let written: WrittenOrder | undefined;
    const found = (finding: CheckResult) => {
      findings.push(finding);
      for (const line of linesOf(finding)) tell(line);
    };
    for (const trouble of await connect()) found(trouble);
    if (findings.length === 0) {
      // Before the checks, which take long: a mistake in the file is told at once.
      const order = rehearsed && (await orderOf(company, settings, rehearsed));
      const signal = new AbortController().signal;
      for await (const finding of checkCompany(checked, checkedSettings(settings), signal)) found(finding);
      if (order) {
        const rehearsal = await rehearse(company, settings, order);
        found(rehearsal.finding);
        written = rehearsal.written;
        for (const line of written ? orderLines(written) : []) tell(line);
      }
    }
    const isReady = findings.every(({ level }) => level !== 'missing');
    tell(`\n${conclusion(findings)}`);
    const { databaseName, isSandbox } = checked;
    const report: Report = { company: databaseName, isSandbox, isReady, findings, ...(written && { order: written }) };
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return isReady ? 0 : 1;
  } finally {
    await close();
  }
}

const OPTIONS = {
  json: null,
  order: 'a file with the JSON of an order',
  account: 'the number of an account',
};

interface Opened {
  readonly company: GpCompany;
  readonly checked: CheckedCompany;
  /** Why there is no way to the company; empty where there is one. */
  connect(): Promise<readonly CheckResult[]>;
  close(): Promise<void>;
}

/** Opens the company that the settings name. */
export async function openChecked({ gp }: Settings): Promise<Opened> {
  if (gp.sqlServer) {
    const { SqlServerCompany } = await import('../sqlserver/index.js');
    const company = SqlServerCompany.open(gp.sqlServer, gp, new SystemClock());
    return {
      company,
      checked: checkedCompany(company, false),
      connect: () => troubles(company),
      close: () => company.close(),
    };
  }
  const sandbox = await SandboxCompany.open({
    company: readSandboxCompany(gp.sandboxCompany),
    // Without a server the company is made in memory: a running gateway may hold the one in the data folder.
    url: gp.url,
    timeZone: gp.timeZone,
    warn: () => undefined,
  });
  return {
    company: sandbox,
    checked: checkedCompany(sandbox, true),
    connect: async () => [],
    close: () => sandbox.close(),
  };
}

function checkedCompany(company: GpCompany, isSandbox: boolean): CheckedCompany {
  const { databaseName, gp, handingOver } = company;
  return { isSandbox, databaseName, gp, handingOver, today: company.today() };
}

/** How long a login may take. */
const LOGIN_MS = 30_000;

/** Signs in with each login. What is wrong with all of them is told once. */
async function troubles({ gp, readOnly, handingOver, health }: SqlServerCompany): Promise<readonly CheckResult[]> {
  const ways = [
    { subjects: ['reading'], name: 'reading', database: gp },
    { subjects: ['replica', 'background'], name: 'replica', database: readOnly },
    { subjects: ['handingOver'], name: 'handing over', database: handingOver },
  ];
  const found = new Map<string, CheckResult>();
  for (const { subjects, name, database } of ways) {
    try {
      await sql`select 1 as "one"`.execute(database, { signal: AbortSignal.timeout(LOGIN_MS) });
    } catch (fault) {
      const problem = health.problems().find(({ connection }) => subjects.includes(connection));
      const text = problem?.message ?? `GP's server gave no answer (${reasonOf(fault)}): look at the way to its port`;
      if (!found.has(text)) found.set(text, { check: name, level: 'missing', text });
    }
  }
  return [...found.values()];
}

function checkedSettings({ gp, ordering, quotes }: Settings): CheckedSettings {
  const { accountFields, productFields, currencyCodes, timeZone, changes, locks, deadlineMs, promotions } = gp;
  const ofGp = { accountFields, productFields, currencyCodes, timeZone, changes, locks, deadlineMs, promotions };
  const { documentId = null, batchId, cardName = null, newCustomerClass: customerClass = null } = ordering;
  const ofQuotes = { documentId: quotes.documentId ?? null, batchId: quotes.batchId };
  return { documentId, batchId, quotes: ofQuotes, cardName, customerClass, ...ofGp };
}

function introduction({ isSandbox, databaseName }: CheckedCompany): string {
  return isSandbox
    ? `The company ${databaseName} is a sandbox and no GP. What a server and its rights decide is not looked at.\n`
    : `The company ${databaseName} on the SQL Server that GP_URL names.\n`;
}

const LEVEL_WIDTH = 9;
const CHECK_WIDTH = 13;

const COLOURS = { ok: 'green', note: 'cyan', warning: 'yellow', missing: 'red' } as const;

function linesOf({ level, check: name, text, todo }: CheckResult): string[] {
  const indent = ' '.repeat(LEVEL_WIDTH + CHECK_WIDTH);
  const word = coloured(COLOURS[level], level.padEnd(LEVEL_WIDTH));
  const lines = [`${word}${name.padEnd(CHECK_WIDTH)}${visibleText(text)}`];
  return todo === undefined ? lines : [...lines, `${indent}${coloured('dim', `-> ${visibleText(todo)}`)}`];
}

function conclusion(findings: readonly CheckResult[]): string {
  const count = (level: CheckResult['level']) => findings.filter((finding) => finding.level === level).length;
  const lacks = count('missing');
  const warnings = count('warning');
  const beside = warnings === 0 ? 'no warnings' : counted(warnings, 'warning');
  if (lacks === 0) return coloured('green', `Nothing is missing, ${beside}.`);
  return coloured('red', `${lacks === 1 ? '1 thing is' : `${lacks} things are`} missing, ${beside}. The gateway cannot go live.`);
}
