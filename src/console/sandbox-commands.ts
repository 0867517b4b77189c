import { type Pricing, priceQuote, type SandboxCompany, type WriteTrouble } from '../sandbox/index.js';
import { type CalendarDate, FIRST_DATE, parseCalendarDate } from '../values/calendar-date.js';
import { counted } from '../values/counted.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';

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
  'npm run sandbox -- track on|off         SQL Server Change Tracking is on, or off as at first',
  'npm run sandbox -- heal                 ends the trouble',
  'npm run sandbox -- today 2026-12-24     moves the calendar of the company',
  'npm run sandbox -- quote NUMBER PRICE…  sales staff price the lines of a quote, in their order, so that it can be ordered',
];

const WRITE_TROUBLES: ReadonlyMap<string, keyof WriteTrouble> = new Map([
  ['refuse', 'refuseWith'],
  ['deadlock', 'deadlock'],
  ['lose-answer', 'loseAnswer'],
  ['cut', 'cutBeforeCommit'],
  ['hang-writes', 'hangWrites'],
]);
const COUNT = /^[1-9]\d{0,5}$/;

/** A word after a command. */
interface ExpectedWord {
  readonly what: string;
  readonly isRequired: boolean;
  readonly isRight: (word: string) => boolean;
  /** Whether any number of such words may follow. */
  readonly isRepeated?: boolean;
}

const TIMES: ExpectedWord = {
  what: 'how many times, from 1 to 999999',
  isRequired: false,
  isRight: (word) => COUNT.test(word),
};

/** The words that each command takes. */
const EXPECTED: Readonly<Record<string, readonly ExpectedWord[] | undefined>> = Object.assign(Object.create(null), {
  show: [],
  fail: [],
  hang: [],
  heal: [],
  latency: [{ what: 'milliseconds, up to 999999', isRequired: true, isRight: (word) => /^\d{1,6}$/.test(word) }],
  today: [
    {
      what: `a date such as 2026-12-24, not before ${FIRST_DATE}, where GP's dates begin`,
      isRequired: true,
      isRight: (word) => (parseCalendarDate(word) ?? '') >= FIRST_DATE,
    },
  ],
  refuse: [
    { what: "the number of an error of eConnect's, such as 1541", isRequired: true, isRight: (word) => COUNT.test(word) },
    TIMES,
  ],
  track: [{ what: 'on or off', isRequired: true, isRight: (word) => ['on', 'off'].includes(word) }],
  quote: [
    { what: 'the number of a quote', isRequired: true, isRight: (word) => /^\S{1,20}$/.test(word) },
    {
      what: 'the unit price of a line, such as 1.25',
      isRequired: false,
      isRepeated: true,
      isRight: (word) => /^\d{1,9}(\.\d{1,5})?$/.test(word),
    },
  ],
  deadlock: [TIMES],
  'lose-answer': [TIMES],
  cut: [TIMES],
  'hang-writes': [TIMES],
} satisfies Record<string, readonly ExpectedWord[]>);

/** The reply to words that are no command, which needs no sandbox; undefined where they are one. */
export function refusedSandboxWords([command, ...values]: readonly string[]): Reply | undefined {
  if (command === undefined) return unreadable(SANDBOX_HELP);
  const expected = EXPECTED[command];
  if (!expected) return notUnderstood(command, SANDBOX_HELP);
  for (const [index, value] of values.entries()) {
    const last = expected.at(-1);
    const word = expected[index] ?? (last?.isRepeated ? last : undefined);
    if (!word?.isRight(value)) return notUnderstood(value, SANDBOX_HELP, word?.what);
  }
  const missing = expected.find(({ isRequired }, index) => isRequired && values[index] === undefined);
  return missing && incomplete(command, missing.what, SANDBOX_HELP);
}

/** Causes failures in the sandbox of a running gateway, to show how pages behave, and does what the merchant's staff would. */
export class SandboxCommands {
  constructor(private readonly company: SandboxCompany) {}

  async run(words: readonly string[]): Promise<Reply> {
    const refused = refusedSandboxWords(words);
    if (refused) return refused;
    const [command = '', ...values] = words;
    if (command === 'quote') return await this.priceQuote(values);
    await this.obey(command, values);
    return { lines: await this.state(), exitCode: 0 };
  }

  private async obey(command: string, values: readonly string[]): Promise<void> {
    const { trouble } = this.company;
    const [value = ''] = values;
    const kind = WRITE_TROUBLES.get(command);
    if (kind) this.makeWriteTrouble(kind, values);
    else if (command === 'today') await this.company.moveTo(parseCalendarDate(value) as CalendarDate);
    else if (command === 'track') await this.company.trackChanges(value === 'on');
    else if (command === 'latency') trouble.make({ latencyMs: Number(value) });
    else if (command === 'fail') trouble.make({ failing: true });
    else if (command === 'hang') trouble.make({ hanging: true });
    else if (command === 'heal') {
      trouble.make({});
      trouble.makeWrites({});
    }
  }

  private makeWriteTrouble(kind: keyof WriteTrouble, values: readonly string[]): void {
    const [code, times] = kind === 'refuseWith' ? values : [undefined, ...values];
    this.company.trouble.makeWrites(
      kind === 'refuseWith' ? { refuseWith: Number(code) } : { [kind]: true },
      times === undefined ? {} : { [kind]: { next: Number(times) } },
    );
  }

  private async priceQuote([name = '', ...prices]: readonly string[]): Promise<Reply> {
    const number = name.toUpperCase();
    return pricingReply(number, await priceQuote(this.company, number, prices));
  }

  private async state(): Promise<string[]> {
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
      `changes    ${(await this.company.isTrackingChanges()) ? 'Change Tracking is on' : 'by stamps'}`,
      `questions  ${this.company.trouble.questions}`,
    ];
  }
}

function pricingReply(number: string, pricing: Pricing): Reply {
  switch (pricing.kind) {
    case 'unknown':
      return { lines: [`GP has no quote ${number} that can be priced.`], exitCode: 1 };
    case 'tooManyPrices':
      return { lines: [`The quote ${number} has fewer lines than prices were given: ${pricing.lines}.`], exitCode: 1 };
    case 'tooManyDecimals':
      return { lines: [`GP has prices of ${pricing.item} with ${counted(pricing.decimals, 'decimal')} at most.`], exitCode: 1 };
    case 'priced': {
      const { lines, total, currency } = pricing;
      const ofLines = lines.map(({ item, quantity, unit, unitPrice }) => `${item}  ${quantity} ${unit} at ${unitPrice}`);
      return { lines: [`The quote ${number} is priced, in all ${total} ${currency}:`, ...ofLines], exitCode: 0 };
    }
  }
}
