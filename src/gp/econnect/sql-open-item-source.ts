import type { Kysely } from 'kysely';
import type { CreditItem, CreditKind, OpenItemSource, OpenItems, PayableItem, PayableKind } from '../../payments/index.js';
import { CREDIT_KINDS, itemKey, PAYABLE_KINDS } from '../../payments/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { Exact, ZERO } from '../../values/exact.js';
import type { AccountNumber } from '../../values/identifiers.js';
import type { GpTables } from '../sql/gp-tables.js';
import { fitting, KEY_LENGTH } from '../sql/keys.js';
import type { TextRows } from '../sql/together.js';
import { openItemsQuery } from './open-items.query.js';
import { kindOf } from './receivables-documents.js';

type Rows = TextRows<ReturnType<typeof openItemsQuery>['parts']>;

/** Reads open documents of receivables without locks of their own: what a payment does to them is decided by eConnect. */
export class SqlOpenItemSource implements OpenItemSource {
  /** @param today the date on the company's calendar, which decides whether a terms discount is in time */
  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly today: () => CalendarDate,
  ) {}

  async openItems(
    accountNumber: AccountNumber,
    payable: readonly string[],
    credits: readonly string[],
    signal: AbortSignal,
  ): Promise<OpenItems> {
    const numbers = fitting([...new Set([...payable, ...credits].map((number) => number.toUpperCase()))], KEY_LENGTH.document);
    if (numbers.length === 0) return { payable: [], credits: [] };
    const rows = await openItemsQuery(this.gp, accountNumber, numbers).ask(this.gp, { signal });
    return openItemsOf(rows, this.today());
  }
}

/** Where two kinds share a number, the open document, and of two such the one of the first kind, comes last. */
export function openItemsOf(rows: Rows, today: CalendarDate): OpenItems {
  const functional = rows.setup[0]?.FUNLCURR ?? '';
  const isFunctional = (currency: string) => currency === '' || currency === functional;
  const payable: PayableItem[] = [];
  const credits: CreditItem[] = [];
  const closed = { state: 'closed', balance: ZERO, termsDiscount: ZERO } as const;

  const applied = [...rows.applied, ...rows.appliedInHistory];
  const appliedTo = (type: string, number: string) =>
    new Map(
      applied
        .filter(({ APFRDCTY, APFRDCNM }) => APFRDCTY === type && APFRDCNM === number)
        .flatMap(({ APTODCTY, APTODCNM, APPTOAMT }) => {
          const kind = kindOf(Number(APTODCTY));
          return kind ? [[itemKey({ kind, number: APTODCNM }), new Exact(APPTOAMT)] as const] : [];
        }),
    );

  for (const { RMDTYPAL, DOCNUMBR: number } of rows.history) {
    const kind = kindOf(Number(RMDTYPAL));
    if (isPayable(kind)) payable.push({ kind, number, ...closed });
    else if (isCredit(kind)) credits.push({ kind, number, unapplied: ZERO, appliedTo: appliedTo(RMDTYPAL, number) });
  }
  for (const { SOPNUMBE: number } of rows.unposted) payable.push({ ...closed, kind: 'invoice', number, state: 'unposted' });
  const unapplied = [
    ...rows.open,
    ...rows.receipt.map((row) => ({ ...row, VOIDSTTS: '0', DISAVAMT: '0', DISTKNAM: '0', DISCDATE: '' })),
  ];
  for (const row of unapplied.toSorted((one, other) => Number(other.RMDTYPAL) - Number(one.RMDTYPAL))) {
    const { RMDTYPAL, DOCNUMBR: number, CURNCYID, VOIDSTTS, CURTRXAM, DISAVAMT, DISTKNAM, DISCDATE } = row;
    const kind = kindOf(Number(RMDTYPAL));
    const balance = VOIDSTTS === '0' ? new Exact(CURTRXAM) : ZERO;
    if (isCredit(kind)) {
      const unapplied = isFunctional(CURNCYID) ? balance : ZERO;
      credits.push({ kind, number, unapplied, appliedTo: appliedTo(RMDTYPAL, number) });
    } else if (isPayable(kind) && !balance.gt(ZERO)) {
      payable.push({ kind, number, ...closed });
    } else if (isPayable(kind)) {
      const discount = DISCDATE >= today ? Exact.max(new Exact(DISAVAMT).minus(DISTKNAM), ZERO) : ZERO;
      const state = isFunctional(CURNCYID) ? 'open' : 'otherCurrency';
      payable.push({ kind, number, state, balance, termsDiscount: Exact.min(discount, balance) });
    }
  }
  return { payable, credits };
}

function isPayable(kind: string | undefined): kind is PayableKind {
  return PAYABLE_KINDS.some((each) => each === kind);
}

function isCredit(kind: string | undefined): kind is CreditKind {
  return CREDIT_KINDS.some((each) => each === kind);
}
