import { type AccountView, type Address, accountOf, creditResult } from '../account/index.js';
import { type Contract } from '../contract/index.js';
import { type DecimalString, ZERO } from '../values/exact.js';
import { asAccountNumber, type CurrencyId, type PriceLevel, type WarehouseCode } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { asCurrencyCode } from '../values/money.js';
import type { SignedInViewer } from '../values/viewer.js';

const NUMBER = asAccountNumber('SAMPLE');
const NOTHING = '0.00' as DecimalString;
const DOLLARS = 'SAMPLE-USD' as CurrencyId;
export const SAMPLE_LEVEL = 'SAMPLE' as PriceLevel;

/** A viewer with every right that pages ask for. */
export const SAMPLE_VIEWER: SignedInViewer = {
  kind: 'signedIn',
  user: {
    id: '00000000-0000-0000-0000-000000000000',
    email: 'sample.buyer@example.com',
    name: 'Sample Buyer',
    role: 'APPROVER',
    orderLimit: null,
  },
  accountNumber: NUMBER,
  accountNumbers: [NUMBER],
  sessionId: '',
  accessEndsAt: Number.POSITIVE_INFINITY,
};

export const SAMPLE_ADDRESS: Omit<Address, 'warehouse'> = {
  code: 'PRIMARY',
  contactName: 'Sample Buyer',
  line1: '1 Sample Street',
  line2: null,
  line3: null,
  city: 'Sampleton',
  region: 'IL',
  postalCode: '60601',
  country: 'United States',
  phone: null,
  email: 'sample.buyer@example.com',
  taxSchedule: null,
  shippingMethod: null,
};

const RECORD = {
  accountNumber: NUMBER,
  name: 'Sample Account',
  customerClass: 'SAMPLE',
  onHold: false,
  inactive: false,
  nationalAccount: null,
  limit: { type: 'AMOUNT' as const, amount: '25000.00' as DecimalString, oldBucket: null },
  amounts: {
    balance: '4200.00' as DecimalString,
    unpostedSales: NOTHING,
    unpostedSalesOfOtherModules: NOTHING,
    orders: '800.00' as DecimalString,
    unpostedCash: NOTHING,
    unpostedCashOfOtherModules: NOTHING,
    deposits: NOTHING,
    aged: [],
    pastDue: NOTHING,
  },
  currency: DOLLARS,
  priceLevel: SAMPLE_LEVEL,
  tradeDiscountPercent: null,
  paymentTerms: { code: 'Net 30', netDays: 30, discountDays: null, discountPercent: null },
  taxExemptions: [],
  taxSchedule: null,
  shippingMethod: 'Sample carrier',
  warehouse: 'SAMPLE-NORTH' as WarehouseCode,
  salesperson: { id: 'SAMPLE', name: 'Sample Salesperson', email: null, phone: null },
  billingAddressCode: SAMPLE_ADDRESS.code,
  shippingAddressCode: SAMPLE_ADDRESS.code,
  customFields: {},
};

const COMPANY = {
  functionalCurrency: DOLLARS,
  currencies: { [DOLLARS]: { code: asCurrencyCode('USD'), decimals: 2 } },
  defaultPriceLevel: SAMPLE_LEVEL,
  priceLevels: [SAMPLE_LEVEL],
  defaultWarehouse: RECORD.warehouse,
  requiresPrices: false,
  convertsFunctionalPrices: false,
  pricesKitsFromComponents: false,
  usesExtendedPricing: false,
  takesBackOrders: true,
  quotesBecomeOrders: true,
};

/** The sample viewer's account, as the account's own resolvers read it. */
export function sampleAccount(now: Instant): AccountView {
  const live = { known: true, asOf: now, source: 'LIVE' } as const;
  return accountOf({
    accountNumber: NUMBER,
    record: { ...live, value: RECORD },
    company: { ...live, value: COMPANY },
    own: true,
  });
}

/** Its credit. */
export function sampleCredit({ facts }: AccountView): Contract.CreditResult {
  return creditResult(facts, ZERO);
}

const ALLOWED: Contract.Permission = { allowed: true, denials: [] };

export function samplePermissions(now: Instant): Contract.Permissions {
  return {
    seePrices: ALLOWED,
    placeOrders: ALLOWED,
    purchaseOnAccount: ALLOWED,
    requestQuotes: ALLOWED,
    payInvoices: ALLOWED,
    asOf: now,
    source: 'SAMPLE',
  };
}
