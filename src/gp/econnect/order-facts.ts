import type { SalesOrder } from '../../ordering/index.js';
import { addressCodesOf, type WithoutDefaults, withoutDefaults } from './card-defaults.js';
import { beforeWritingQuery, type IntakeDatabase } from './intake.query.js';
import { ORDER, QUOTE, type WrittenType } from './order-setup.js';
import { taxDetails } from './order-taxes.js';

/** By the type of document. */
export type UsualDocumentIds = Readonly<Record<WrittenType, string>>;

/** What GP says about an order's customer and taxes before it is written. */
export interface OrderFacts {
  readonly withoutDefaults: WithoutDefaults;
  readonly taxSchedule: string | null;
  /** The document IDs that GP's own windows propose. Blank where the setup has none. */
  readonly usualDocumentIds: UsualDocumentIds;
}

export async function readOrderFacts(
  gp: IntakeDatabase,
  order: SalesOrder,
  accountNumber: string,
  signal: AbortSignal,
): Promise<OrderFacts> {
  const query = beforeWritingQuery(gp, accountNumber, addressCodesOf(order), taxDetails(order));
  const { setup, unusable, taxes } = await query.ask(gp, { signal });
  return {
    withoutDefaults: withoutDefaults(unusable[0]),
    taxSchedule: mostFrequent(taxes.map(({ TAXSCHID }) => TAXSCHID).filter((schedule) => schedule !== '')),
    usualDocumentIds: usualDocumentIds(setup[0]),
  };
}

export function usualDocumentIds(row: { readonly ORDDOCID: string; readonly QUODOCID: string } | undefined): UsualDocumentIds {
  return { [ORDER]: row?.ORDDOCID.trim() ?? '', [QUOTE]: row?.QUODOCID.trim() ?? '' };
}

/** The schedule with the most of the order's tax details; of several such, the first by name. */
function mostFrequent(schedules: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const schedule of schedules) counts.set(schedule, (counts.get(schedule) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const [first] = [...counts]
    .filter(([, count]) => count === most)
    .map(([name]) => name)
    .sort();
  return first ?? null;
}
