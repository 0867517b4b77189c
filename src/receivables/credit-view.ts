import type { Currency } from '../account/index.js';
import type { Contract } from '../contract/index.js';
import { globalId } from '../values/global-id.js';
import type { Credit, CreditKey, Payment } from './credit.js';
import { inCurrency } from './in-currency.js';
import { asDocumentNumber, CREDIT_KINDS } from './invoice.js';

/** A document with the currency in which it is shown. */
export type Shown<Document> = Document & { readonly shown: Currency };

export function paymentOf({ shown, ...payment }: Shown<Payment>): Contract.Payment {
  const amount = inCurrency(shown);
  return {
    __typename: 'Payment',
    id: globalId('Payment', payment.number),
    number: payment.number,
    date: payment.date,
    method: payment.method,
    amount: amount(payment.amount),
    unapplied: amount(payment.unapplied),
    reference: payment.reference,
  };
}

export function creditOf({ shown, ...credit }: Shown<Credit>): Contract.Credit {
  const amount = inCurrency(shown);
  return {
    __typename: 'Credit',
    id: globalId('Credit', `${credit.number}\n${credit.kind}`),
    number: credit.number,
    kind: credit.kind,
    date: credit.date,
    amount: amount(credit.amount),
    unapplied: amount(credit.unapplied),
  };
}

export function isPayment(credit: Shown<Credit | Payment>): credit is Shown<Payment> {
  return 'method' in credit;
}

/** The number and kind in a node's key. */
export function creditOfNodeKey(key: string): Pick<CreditKey, 'number' | 'kind'> | undefined {
  const [number = '', kind] = key.split('\n');
  const known = CREDIT_KINDS.find((each) => each === kind);
  return known && { number: asDocumentNumber(number), kind: known };
}
