import type { QuoteDesk, QuoteEvent } from '../quotes/index.js';
import { instantText } from '../values/instant.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';
import { table } from './terminal.js';

export const QUOTES_HELP = [
  'npm run quotes -- list          what buyers have asked for, answered and ordered: the last 100',
  'npm run quotes -- show NUMBER   all that the buyer of one quote did and wrote; NUMBER: the number in GP',
];

const MAX_LISTED = 100;

const WORDS: Readonly<Record<QuoteEvent['what'], string>> = {
  REQUESTED: 'asked for',
  ORDERED: 'ordered',
  DECLINE: 'turned down',
  REQUEST_CHANGE: 'other terms asked for',
};

/** The commands for the sales staff: what buyers did with quotes. Pricing them is GP's. */
export class QuotesCommands {
  constructor(private readonly desk: QuoteDesk) {}

  async run(words: readonly string[]): Promise<Reply> {
    const [command, number, ...rest] = words;
    switch (command) {
      case undefined:
        return unreadable(QUOTES_HELP);
      case 'list':
        return number === undefined ? this.list() : notUnderstood(number, QUOTES_HELP);
      case 'show':
        if (number === undefined) return incomplete(command, 'the number of a quote', QUOTES_HELP);
        return rest[0] === undefined ? this.show(number) : notUnderstood(rest[0], QUOTES_HELP);
      default:
        return notUnderstood(command, QUOTES_HELP);
    }
  }

  private async list(): Promise<Reply> {
    const events = await this.desk.list(MAX_LISTED);
    if (events.length === 0) return { lines: ['Nobody has asked for a quote yet.'], exitCode: 0 };
    return { lines: table(events.map(row)), exitCode: 0 };
  }

  private async show(number: string): Promise<Reply> {
    const events = await this.desk.of(number, MAX_LISTED);
    if (events.length === 0) return { lines: [`The storefront knows of nothing about ${number}.`], exitCode: 1 };
    return { lines: table(events.map((event) => [...row(event), event.userEmail ?? '-'])), exitCode: 0 };
  }
}

function row({ at, accountNumber, quoteNumber, what, text }: QuoteEvent): string[] {
  return [instantText(at), quoteNumber ?? '-', accountNumber, WORDS[what], text.replaceAll('\n', ' / ') || '-'];
}
