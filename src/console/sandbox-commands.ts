import type { SandboxCompany, WriteTrouble } from '../sandbox/index.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import type { Reply } from './local-line.js';

export const SANDBOX_HELP = [
  'npm run sandbox -- show                 the date, the trouble, and how many questions GP was asked',
  'npm run sandbox -- latency MILLISECONDS every question takes so much longer',
  'npm run sandbox -- fail                 every question fails',
  'npm run sandbox -- hang                 no question is answered',
  'npm run sandbox -- refuse CODE [TIMES]  eConnect refuses with this error, such as 1541',
  'npm run sandbox -- deadlock [TIMES]     writes are the victims of a deadlock',
  'npm run sandbox -- lose-answer [TIMES]  writes are committed, and their answers are lost',
  'npm run sandbox -- cut [TIMES]          the connection breaks before writes are committed',
  'npm run sandbox -- hang-writes [TIMES]  writes do not begin',
  'npm run sandbox -- heal                 ends the trouble',
  'npm run sandbox -- today 2026-12-24     moves the calendar of the company',
];

const WRITE_TROUBLES: ReadonlyMap<string, keyof WriteTrouble> = new Map([
  ['refuse', 'refuseWith'],
  ['deadlock', 'deadlock'],
  ['lose-answer', 'loseAnswer'],
  ['cut', 'cutBeforeCommit'],
  ['hang-writes', 'hangWrites'],
]);
const COUNT = /^[1-9]\d{0,5}$/;

/** Causes failures in the sandbox of a running gateway, to show how pages behave. */
export class SandboxCommands {
  constructor(private readonly company: SandboxCompany) {}

  async run(words: readonly string[]): Promise<Reply> {
    const [command, value] = words;
    const { trouble } = this.company;
    if (command === 'today') {
      const date = parseCalendarDate(value ?? '');
      if (!date) return { lines: SANDBOX_HELP, exitCode: 1 };
      await this.company.moveTo(date);
    } else if (command === 'latency' && /^\d{1,6}$/.test(value ?? '')) trouble.make({ latencyMs: Number(value) });
    else if (command === 'fail') trouble.make({ failing: true });
    else if (command === 'hang') trouble.make({ hanging: true });
    else if (command === 'heal') {
      trouble.make({});
      trouble.makeWrites({});
    } else if (!this.makesWriteTrouble(words) && command !== 'show') return { lines: SANDBOX_HELP, exitCode: 1 };
    return { lines: this.state(), exitCode: 0 };
  }

  /** @returns whether the words were a command for failures of eConnect */
  private makesWriteTrouble([command, ...values]: readonly string[]): boolean {
    const kind = WRITE_TROUBLES.get(command ?? '');
    const code = kind === 'refuseWith' ? values.shift() : undefined;
    const [times, ...more] = values;
    if (!kind || more.length > 0 || (times !== undefined && !COUNT.test(times))) return false;
    if (kind === 'refuseWith' && !COUNT.test(code ?? '')) return false;
    this.company.trouble.makeWrites(
      kind === 'refuseWith' ? { refuseWith: Number(code) } : { [kind]: true },
      times === undefined ? {} : { [kind]: { next: Number(times) } },
    );
    return true;
  }

  private state(): string[] {
    const { latencyMs, failing, hanging } = this.company.trouble.trouble;
    const { refuseWith, deadlock, loseAnswer, cutBeforeCommit, hangWrites } = this.company.trouble.writeTrouble;
    const troubles = [
      hanging && 'hanging',
      failing && 'failing',
      latencyMs > 0 && `${latencyMs} ms slower`,
      refuseWith !== null && `eConnect refuses with ${refuseWith}`,
      deadlock && 'writes meet a deadlock',
      loseAnswer && 'answers to writes are lost',
      cutBeforeCommit && 'writes are cut off',
      hangWrites && 'writes hang',
    ].filter(Boolean);
    return [
      `today      ${this.company.today()}`,
      `trouble    ${troubles.join(', ') || 'none'}`,
      `questions  ${this.company.trouble.questions}`,
    ];
  }
}
