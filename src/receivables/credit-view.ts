import type { Currency } from '../account/index.js';
import type { Contract } from '../contract/index.js';
import { globalId } from '../values/global-id.js';
import type { Credit, CreditKey, Payment } from './credit.js';
import type { CreditMemoKey } from './credit-memo.js';
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

/** The parent value of the contract's Credit, without the field that printing/ answers. */
export interface CreditView extends Omit<Contract.Credit, 'documentUrl'> {
  /** The fact that it was made of. */
  readonly credit: Credit;
}

export function creditOf({ shown, ...credit }: Shown<Credit>): CreditView {
  const amount = inCurrency(shown);
  return {
    __typename: 'Credit',
    credit,
    id: globalId('Credit', creditNodeKey(credit)),
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

export function isCreditMemo(key: CreditKey): key is CreditMemoKey {
  return key.kind !== 'PAYMENT';
}

export function creditNodeKey({ number, kind }: Pick<CreditKey, 'number' | 'kind'>): string {
  return `${number}\n${kind}`;
}

/** The number and kind in a node's key. */
export function creditOfNodeKey(key: string): Pick<CreditKey, 'number' | 'kind'> | undefined {
  const [number = '', kind] = key.split('\n');
  const known = CREDIT_KINDS.find((each) => each === kind);
  return known && { number: asDocumentNumber(number), kind: known };
}
