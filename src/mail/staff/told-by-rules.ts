import type { CustomerRecord } from '../../account/index.js';
import { Exact } from '../../values/exact.js';
import { isMailbox } from '../../values/mailbox.js';
import type { Money } from '../../values/money.js';
import { DESK, isWebhook, SALESPERSON, type StaffEvent, type StaffRule, type StaffRules } from './staff-rules.js';

/** What the rules look at. */
export interface StaffFacts {
  readonly event: StaffEvent;
  /** GP's record of the account; null for a visitor who has none. */
  readonly customer: Pick<CustomerRecord, 'customerClass' | 'salesperson' | 'customFields'> | null;
  /** The total of the document. */
  readonly total: Pick<Money, 'amount' | 'currency'>;
}

/** The addresses of the staff who are told, each once. @param desk those of MAIL_DESK */
export function toldByRules({ rules, salespersons }: StaffRules, facts: StaffFacts, desk: readonly string[]): readonly string[] {
  const recipients = rules.filter((rule) => matches(rule, facts)).flatMap(({ to }) => to);
  return [...new Set(recipients.flatMap(addressesOf))];

  function addressesOf(recipient: string): readonly string[] {
    if (isWebhook(recipient)) return [];
    if (recipient === DESK) return desk;
    if (recipient !== SALESPERSON) return [recipient];
    const { id, email } = facts.customer?.salesperson ?? {};
    const address = (id !== undefined && ofId(salespersons, id)) || email;
    return address && isMailbox(address) ? [address] : desk;
  }
}

/** Whether rules have a webhook told, which gets the event itself. */
export function tellWebhook({ rules }: StaffRules, facts: StaffFacts, webhook: string): boolean {
  return rules.some((rule) => rule.to.includes(webhook) && matches(rule, facts));
}

/** GP compares codes without regard to case. */
function matches({ events, classes, salespersons, fields, atLeast }: StaffRule, { event, customer, total }: StaffFacts): boolean {
  return (
    events.includes(event) &&
    isOneOf(classes, customer?.customerClass) &&
    isOneOf(salespersons, customer?.salesperson?.id) &&
    Object.entries(fields ?? {}).every(([name, values]) => isOneOf(values, customer?.customFields[name])) &&
    (atLeast === undefined || (total.currency === atLeast.currency && new Exact(total.amount).gte(atLeast.amount)))
  );
}

function isOneOf(wanted: readonly string[] | undefined, value: string | null | undefined): boolean {
  return wanted === undefined || wanted.some((each) => sameCode(each, value ?? ''));
}

function ofId(addresses: Readonly<Record<string, string>>, id: string): string | undefined {
  return Object.entries(addresses).find(([each]) => sameCode(each, id))?.[1];
}

function sameCode(one: string, other: string): boolean {
  return one.trim().toUpperCase() === other.trim().toUpperCase();
}
