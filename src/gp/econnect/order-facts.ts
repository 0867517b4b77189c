import type { SalesOrder } from '../../ordering/index.js';
import { addressCodesOf, type WithoutDefaults, withoutDefaults } from './card-defaults.js';
import { beforeWritingQuery, type IntakeDatabase } from './intake.query.js';
import { taxDetails } from './order-taxes.js';

/** What GP says about an order's customer and taxes before it is written. */
export interface OrderFacts {
  readonly withoutDefaults: WithoutDefaults;
  readonly taxSchedule: string | null;
  /** The document ID that GP's own windows propose for an order. Blank where the setup has none. */
  readonly usualDocumentId: string;
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
    usualDocumentId: setup[0]?.ORDDOCID ?? '',
  };
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
