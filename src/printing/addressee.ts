import { AccountService, type Address } from '../account/index.js';
import type { RequestBudget } from '../live/index.js';
import type { AccountNumber } from '../values/identifiers.js';

/** To whom a document is addressed: the account as GP has it now. */
export interface Addressee {
  readonly name: string;
  readonly billTo: readonly string[];
  /** The account's payment terms. */
  readonly terms: string | null;
}

/** Without what is not known now: a document is printed all the same. */
export async function addresseeOf(
  accounts: AccountService,
  accountNumber: AccountNumber,
  budget: RequestBudget,
): Promise<Addressee> {
  const [customer, book] = await Promise.all([
    accounts.customer(accountNumber, budget),
    accounts.addresses(accountNumber, budget),
  ]);
  const record = customer.known ? customer.value : null;
  const address = book.known ? book.value.find(({ code }) => code === record?.billingAddressCode) : undefined;
  return {
    name: record?.name ?? accountNumber,
    billTo: address ? linesOf(address) : [],
    terms: record?.paymentTerms?.code ?? null,
  };
}

function linesOf({ contactName, line1, line2, line3, city, region, postalCode, country }: Address): string[] {
  const place = [city, region, postalCode].filter((part) => part !== null).join(' ');
  return [contactName, line1, line2, line3, place, country].filter((line): line is string => line !== null && line !== '');
}
