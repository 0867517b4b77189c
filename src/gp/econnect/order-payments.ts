import type { Payment, SalesOrder } from '../../ordering/index.js';
import { decimalString, type Exact, ZERO } from '../../values/exact.js';
import type { OrderKeys } from './order-keys.js';
import type { OrderSetup } from './order-setup.js';
import { type CallOf, given } from './procedure-call.js';

/** PYMTTYPE of payments on an order. A card payment is only recorded; a deposit posts at once. */
const CASH_DEPOSIT = 1;
const CHECK_DEPOSIT = 2;
const CARD_PAYMENT = 6;

/** I_vAction. */
const NEW = 1;

/** The usable lengths of GP's fields. An ID that does not fit is not cut off here: the note has it whole. */
const CARD_NUMBER = 20;
const AUTHORIZATION_CODE = 15;

/** Payments that post at once and therefore need a payment number of GP's. */
export function deposits(order: SalesOrder): readonly Payment[] {
  return order.payments.filter(isDeposit);
}

type PaymentCall = CallOf<'taCreateSopPaymentInsertRecord'>;

/** The calls for the payments (SOP10103). An amount on account is not a payment. */
export function paymentCalls(order: SalesOrder, keys: OrderKeys, setup: OrderSetup): PaymentCall[] {
  const numbers = [...keys.paymentNumbers];
  return received(order).map((payment) => ({
    procedure: 'taCreateSopPaymentInsertRecord',
    parameters: {
      I_vSOPTYPE: keys.type,
      I_vSOPNUMBE: keys.number,
      I_vCUSTNMBR: keys.accountNumber,
      I_vDOCDATE: order.date,
      I_vDOCAMNT: decimalString(payment.amount, order.currency.decimals),
      // By default, GP lets a second card payment replace the first.
      I_vAction: NEW,
      ...(isDeposit(payment) ? deposit(payment, numbers.shift() ?? null) : card(payment, setup)),
    },
  }));
}

/** PYMTRCVD: the header's total of the payments, which GP checks (60). */
export function amountReceived(order: SalesOrder): Exact {
  return received(order).reduce((sum, { amount }) => sum.plus(amount), ZERO);
}

function received(order: SalesOrder): readonly Payment[] {
  return order.payments.filter(({ method }) => method !== 'ON_ACCOUNT');
}

function isDeposit({ method }: Payment): boolean {
  return method === 'BANK_TRANSFER' || method === 'CHECK';
}

/** DOCNUMBR stays blank (6618): the number comes with the invoice. */
function card(
  { account, transactionId, authorizationCode }: Payment,
  { cardName }: OrderSetup,
): Partial<PaymentCall['parameters']> {
  return given({
    I_vPYMTTYPE: CARD_PAYMENT,
    I_vCARDNAME: account ?? cardName,
    I_vRCTNCCRD: fitting(transactionId, CARD_NUMBER),
    I_vAUTHCODE: fitting(authorizationCode, AUTHORIZATION_CODE),
  });
}

/** Without a checkbook, GP takes the one of its own setup or of the customer. */
function deposit({ method, account, transactionId }: Payment, number: string | null): Partial<PaymentCall['parameters']> {
  return given({
    I_vPYMTTYPE: method === 'CHECK' ? CHECK_DEPOSIT : CASH_DEPOSIT,
    I_vCHEKBKID: account,
    I_vCHEKNMBR: method === 'CHECK' ? transactionId : null,
    I_vDOCNUMBR: number,
  });
}

function fitting(text: string | null, length: number): string | null {
  return text !== null && text.trim().length <= length ? text.trim() : null;
}
