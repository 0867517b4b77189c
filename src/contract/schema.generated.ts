// Generated from schema/ by `npm run codegen`; not edited by hand.
import type { CalendarDate } from '../values/calendar-date.js';
import type { Exact } from '../values/exact.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** ISO 4217 currency code, e.g. "USD". */
  CurrencyCode: { input: string; output: string; }
  /** Calendar date without a time zone, ISO 8601, e.g. "2026-11-23". */
  Date: { input: CalendarDate; output: CalendarDate; }
  /** Instant in time, ISO 8601 in UTC with milliseconds, e.g. "2026-11-23T09:30:00.000Z". */
  DateTime: { input: number; output: number; }
  /** Exact decimal number carried as a string, e.g. "1234.50000". Input also takes an Int or Float literal. Never rounded through binary floating point. */
  Decimal: { input: Exact; output: string; }
};

/** A GP customer: who is billed, at which prices, under which terms. */
export type Account = Node & {
  readonly __typename?: 'Account';
  /** One of them; null where there is none with this code. */
  readonly address?: Maybe<Address>;
  /** All of the account's addresses, or those in which every word of the query occurs, by code. */
  readonly addresses: AddressConnection;
  readonly billingAddress?: Maybe<Address>;
  /** GP customer class. */
  readonly class?: Maybe<Scalars['String']['output']>;
  readonly contacts: ReadonlyArray<Contact>;
  readonly credit: CreditResult;
  /** Credit memos, returns and payments that are not applied in full. */
  readonly credits: CreditConnection;
  readonly currency: Scalars['CurrencyCode']['output'];
  /** Further GP columns that the merchant has mapped, by their configured names. */
  readonly customFields: ReadonlyArray<CustomField>;
  /** The warehouse that serves the account unless an order says otherwise. */
  readonly defaultWarehouse?: Maybe<Warehouse>;
  readonly id: Scalars['ID']['output'];
  readonly invoices: InvoiceConnection;
  readonly name: Scalars['String']['output'];
  /** GP customer number. */
  readonly number: Scalars['String']['output'];
  readonly orders: OrderConnection;
  /** The national account that this one belongs to, if any. */
  readonly parent?: Maybe<Account>;
  readonly paymentTerms?: Maybe<PaymentTerms>;
  readonly payments: PaymentConnection;
  readonly priceLevel?: Maybe<Scalars['String']['output']>;
  /**
   * The latest first. With a filter by status a page may hold fewer quotes than were asked for, or none, although more follow:
   * go on from pageInfo.endCursor while hasNextPage is true.
   */
  readonly quotes: QuoteConnection;
  /** What the account owes at this moment, by age. */
  readonly receivables: ReceivablesResult;
  readonly salesperson?: Maybe<Salesperson>;
  readonly shippingAddress?: Maybe<Address>;
  readonly shippingMethod?: Maybe<Scalars['String']['output']>;
  /** Every document and payment of a period with a running balance. At most 24 months and 5,000 lines: else NOT_DEFINED. */
  readonly statement: StatementResult;
  readonly status: AccountStatusResult;
  readonly taxExemptions: ReadonlyArray<Scalars['String']['output']>;
  readonly taxSchedule?: Maybe<Scalars['String']['output']>;
  /** Taken off a whole document by agreement, in percent; not part of any unit price. Null where there is none. */
  readonly tradeDiscountPercent?: Maybe<Scalars['Decimal']['output']>;
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountAddressArgs = {
  code: Scalars['String']['input'];
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountAddressesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountCreditsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountCustomFieldsArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountQuotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A GP customer: who is billed, at which prices, under which terms. */
export type AccountStatementArgs = {
  from: Scalars['Date']['input'];
  to: Scalars['Date']['input'];
};

export type AccountStatus = LiveValue & {
  readonly __typename?: 'AccountStatus';
  readonly asOf: Scalars['DateTime']['output'];
  readonly inactive: Scalars['Boolean']['output'];
  readonly onHold: Scalars['Boolean']['output'];
  readonly source: ValueSource;
};

export type AccountStatusResult = AccountStatus | Unavailable;

export type Address = {
  readonly __typename?: 'Address';
  readonly city?: Maybe<Scalars['String']['output']>;
  /** GP address code, unique within the account, e.g. "PRIMARY" or "WAREHOUSE". */
  readonly code: Scalars['String']['output'];
  readonly contactName?: Maybe<Scalars['String']['output']>;
  readonly country?: Maybe<Scalars['String']['output']>;
  readonly email?: Maybe<Scalars['String']['output']>;
  readonly line1?: Maybe<Scalars['String']['output']>;
  readonly line2?: Maybe<Scalars['String']['output']>;
  readonly line3?: Maybe<Scalars['String']['output']>;
  readonly phone?: Maybe<Scalars['String']['output']>;
  readonly postalCode?: Maybe<Scalars['String']['output']>;
  readonly region?: Maybe<Scalars['String']['output']>;
  readonly shippingMethod?: Maybe<Scalars['String']['output']>;
  readonly taxSchedule?: Maybe<Scalars['String']['output']>;
};

export type AddressConnection = {
  readonly __typename?: 'AddressConnection';
  readonly edges: ReadonlyArray<AddressEdge>;
  readonly nodes: ReadonlyArray<Address>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  /** Set where GP can't be asked; the lists are empty then. */
  readonly unavailable?: Maybe<Unavailable>;
};

export type AddressEdge = {
  readonly __typename?: 'AddressEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Address;
};

export type AddressInput = {
  readonly city: Scalars['String']['input'];
  readonly contactName?: InputMaybe<Scalars['String']['input']>;
  readonly country: Scalars['String']['input'];
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly line1: Scalars['String']['input'];
  readonly line2?: InputMaybe<Scalars['String']['input']>;
  readonly line3?: InputMaybe<Scalars['String']['input']>;
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly postalCode: Scalars['String']['input'];
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

export type AgeingPeriod = {
  readonly __typename?: 'AgeingPeriod';
  readonly amount: Money;
  /** GP's name of the period, e.g. "31 - 60 Days". */
  readonly name: Scalars['String']['output'];
};

export type AnswerQuoteInput = {
  readonly answer: QuoteAnswer;
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  readonly quoteNumber: Scalars['String']['input'];
};

export type AnswerQuotePayload = {
  readonly __typename?: 'AnswerQuotePayload';
  readonly quote?: Maybe<QuoteResult>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type AppliedPayment = {
  readonly __typename?: 'AppliedPayment';
  readonly amount: Money;
  readonly date: Scalars['Date']['output'];
  readonly paymentNumber: Scalars['String']['output'];
};

export type AssociationKind =
  | 'ACCESSORY'
  | 'RELATED'
  | 'SUBSTITUTE';

export type Attribute = {
  readonly __typename?: 'Attribute';
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

export type AttributeFilter = {
  readonly anyOf: ReadonlyArray<Scalars['String']['input']>;
  readonly name: Scalars['String']['input'];
};

export type Availability = LiveValue & {
  readonly __typename?: 'Availability';
  readonly asOf: Scalars['DateTime']['output'];
  /** Whether more than is available may be ordered: the product goes on back-order, each counted component of a kit too, and so do orders here. */
  readonly backorderable: Scalars['Boolean']['output'];
  /** The nearest warehouse that has this quantity; without a location, the account's default warehouse first, then the best stocked. */
  readonly closestWith?: Maybe<WarehouseStock>;
  readonly source: ValueSource;
  readonly status: StockStatus;
  /** Over all warehouses that serve the viewer. */
  readonly totalAvailable: Scalars['Decimal']['output'];
  readonly unitOfMeasure: Scalars['String']['output'];
  /** Nearest first where a location is given, else by code. */
  readonly warehouses: ReadonlyArray<WarehouseStock>;
};


export type AvailabilityClosestWithArgs = {
  quantity?: Scalars['Decimal']['input'];
};

export type AvailabilityResult = Availability | Unavailable;

/** One of orderNumber and submissionId. */
export type CancelOrderInput = {
  /** GP's number; or the submission's ID where GP has none yet. */
  readonly orderNumber?: InputMaybe<Scalars['String']['input']>;
  /** For the merchant, at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  readonly submissionId?: InputMaybe<Scalars['ID']['input']>;
};

export type CancelOrderPayload = {
  readonly __typename?: 'CancelOrderPayload';
  /** The order with the status VOIDED; null where GP had not got it, and where it was not cancelled. */
  readonly order?: Maybe<OrderResult>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type CartCheck = {
  readonly __typename?: 'CartCheck';
  readonly lines: ReadonlyArray<CartLineCheck>;
  readonly permissions: Permissions;
  /** Empty where placeOrder would accept the cart now. */
  readonly problems: ReadonlyArray<UserError>;
  readonly subtotal?: Maybe<Money>;
};

export type CartInput = {
  readonly lines: ReadonlyArray<CartLineInput>;
  readonly shipTo?: InputMaybe<ShipToInput>;
  /** GP site code; the account's default otherwise. */
  readonly warehouse?: InputMaybe<Scalars['String']['input']>;
};

export type CartLineCheck = {
  readonly __typename?: 'CartLineCheck';
  /** What placeOrder adds for nothing, by a promotion of the merchant's; null for nothing. */
  readonly freeItem?: Maybe<FreeLineCheck>;
  readonly price?: Maybe<PriceResult>;
  readonly product?: Maybe<Product>;
  readonly quantity: Scalars['Decimal']['output'];
  /** What would ship now and what would wait. */
  readonly quantityAvailable: Scalars['Decimal']['output'];
  readonly quantityBackordered: Scalars['Decimal']['output'];
  readonly warehouse?: Maybe<Warehouse>;
};

export type CartLineInput = {
  readonly quantity: Scalars['Decimal']['input'];
  readonly sku: Scalars['ID']['input'];
  readonly unitOfMeasure?: InputMaybe<Scalars['String']['input']>;
  readonly warehouse?: InputMaybe<Scalars['String']['input']>;
};

export type CatalogFilter = {
  /** Products that carry all of these attribute values. */
  readonly attributes?: InputMaybe<ReadonlyArray<AttributeFilter>>;
  readonly categoryId?: InputMaybe<Scalars['ID']['input']>;
  readonly types?: InputMaybe<ReadonlyArray<ProductType>>;
};

export type CatalogSort =
  | 'NAME'
  | 'NEWEST'
  | 'RELEVANCE'
  | 'SKU';

export type Category = Node & {
  readonly __typename?: 'Category';
  readonly children: ReadonlyArray<Category>;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly parent?: Maybe<Category>;
  readonly products: ProductConnection;
};


export type CategoryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CatalogSort>;
};

export type ChargeInput = {
  readonly amount: Scalars['Decimal']['input'];
  readonly discount?: InputMaybe<DiscountInput>;
  readonly taxes?: InputMaybe<ReadonlyArray<TaxInput>>;
};

export type Contact = {
  readonly __typename?: 'Contact';
  readonly addressCode?: Maybe<Scalars['String']['output']>;
  readonly email?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Roles that the merchant attaches, e.g. "BUYER", "ACCOUNTS_PAYABLE". */
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
};

export type Credit = Node & {
  readonly __typename?: 'Credit';
  readonly amount: Money;
  readonly date: Scalars['Date']['output'];
  /** PDF to save or print: a link that anyone who has it can open for some minutes. Null for a payment. */
  readonly documentUrl?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly kind: ReceivablesDocumentKind;
  readonly number: Scalars['String']['output'];
  readonly unapplied: Money;
};

export type CreditConnection = {
  readonly __typename?: 'CreditConnection';
  /** When GP was asked for the list; null where `unavailable` is set. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  readonly edges: ReadonlyArray<CreditEdge>;
  readonly nodes: ReadonlyArray<Credit>;
  readonly pageInfo: PageInfo;
  readonly source?: Maybe<ValueSource>;
  readonly unavailable?: Maybe<Unavailable>;
};

export type CreditEdge = {
  readonly __typename?: 'CreditEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Credit;
};

export type CreditLimitType =
  | 'AMOUNT'
  | 'NO_CREDIT'
  | 'UNLIMITED';

export type CreditResult = CreditStatus | Unavailable;

/** available = limit - balance - onOrder; null where the limit is not an amount. */
export type CreditStatus = LiveValue & {
  readonly __typename?: 'CreditStatus';
  readonly asOf: Scalars['DateTime']['output'];
  readonly available?: Maybe<Money>;
  /** Open receivables as GP has posted them. A payment that is not posted yet lowers `onOrder` instead; applied to invoices, it lowers `Receivables.balance` at once. */
  readonly balance: Money;
  readonly limit?: Maybe<Money>;
  readonly limitType: CreditLimitType;
  /** Unposted and open sales orders that will become receivables, less payments and deposits that are not posted yet. Below 0 where these are more. */
  readonly onOrder: Money;
  /** Receivables past their due date. */
  readonly pastDue: Money;
  readonly source: ValueSource;
};

export type CustomField = {
  readonly __typename?: 'CustomField';
  readonly name: Scalars['String']['output'];
  readonly value?: Maybe<Scalars['String']['output']>;
};

export type CustomFieldInput = {
  readonly name: Scalars['String']['input'];
  readonly value?: InputMaybe<Scalars['String']['input']>;
};

export type DiscountInput = {
  /** What it takes off the whole line, the whole charge or the whole order; positive. */
  readonly amount: Scalars['Decimal']['input'];
  /** Promotion or coupon code. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
};

/** GP's own text, from eConnect. A visitor, who is not signed in, gets a general text instead. */
export type ErpRejection = {
  readonly __typename?: 'ErpRejection';
  readonly code?: Maybe<Scalars['Int']['output']>;
  readonly message: Scalars['String']['output'];
};

export type FeeInput = {
  readonly amount: Scalars['Decimal']['input'];
  readonly code: Scalars['String']['input'];
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly taxes?: InputMaybe<ReadonlyArray<TaxInput>>;
};

/** What comes with a line for nothing. */
export type FreeItem = {
  readonly __typename?: 'FreeItem';
  /** How many units of it are free for the whole quantity of the line. */
  readonly quantity: Scalars['Decimal']['output'];
  /** The product that is free, which may be another one than the line's. */
  readonly sku: Scalars['ID']['output'];
  /** The unit in which `quantity` counts. */
  readonly unitOfMeasure: Scalars['String']['output'];
};

/** A line that an order gets for nothing, beside one that was ordered. It is no part of what placeOrder takes. */
export type FreeLineCheck = {
  readonly __typename?: 'FreeLineCheck';
  readonly product: Product;
  readonly quantity: Scalars['Decimal']['output'];
  readonly quantityAvailable: Scalars['Decimal']['output'];
  readonly quantityBackordered: Scalars['Decimal']['output'];
  readonly unitOfMeasure: Scalars['String']['output'];
  readonly warehouse: Warehouse;
};

/** Geographic position in WGS 84 degrees. */
export type GeoPointInput = {
  readonly latitude: Scalars['Float']['input'];
  readonly longitude: Scalars['Float']['input'];
};

export type Invoice = LiveValue & Node & {
  readonly __typename?: 'Invoice';
  readonly asOf: Scalars['DateTime']['output'];
  /** What remains to be paid. */
  readonly balance: Money;
  readonly date: Scalars['Date']['output'];
  readonly discount: Money;
  /** PDF to save or print: a link that anyone who has it can open for some minutes. */
  readonly documentUrl: Scalars['String']['output'];
  readonly dueDate?: Maybe<Scalars['Date']['output']>;
  readonly freight: Money;
  readonly id: Scalars['ID']['output'];
  readonly lines: ReadonlyArray<OrderLine>;
  readonly miscellaneous: Money;
  readonly number: Scalars['String']['output'];
  readonly orderNumber?: Maybe<Scalars['String']['output']>;
  /** Whether payInvoices takes it now: posted in GP, with a balance, not held by another payment. */
  readonly payable: Scalars['Boolean']['output'];
  readonly payments: ReadonlyArray<AppliedPayment>;
  readonly purchaseOrderNumber?: Maybe<Scalars['String']['output']>;
  /** What left on it, also where it was entered without an order; empty where its order is not known now. */
  readonly shipments: ReadonlyArray<Shipment>;
  readonly source: ValueSource;
  readonly status: InvoiceStatus;
  readonly subtotal: Money;
  readonly tax: Money;
  /** By tax detail. */
  readonly taxes: ReadonlyArray<InvoiceTax>;
  /** What GP takes off where it is paid in time; null where nothing, or too late. */
  readonly termsDiscount?: Maybe<TermsDiscount>;
  readonly total: Money;
};

export type InvoiceConnection = {
  readonly __typename?: 'InvoiceConnection';
  readonly edges: ReadonlyArray<InvoiceEdge>;
  readonly nodes: ReadonlyArray<Invoice>;
  readonly pageInfo: PageInfo;
  /** Set where GP can't be asked; the lists are empty then. */
  readonly unavailable?: Maybe<Unavailable>;
};

export type InvoiceEdge = {
  readonly __typename?: 'InvoiceEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Invoice;
};

export type InvoiceFilter = {
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  readonly statuses?: InputMaybe<ReadonlyArray<InvoiceStatus>>;
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

export type InvoicePaymentInput = {
  /** What comes off the invoice, terms discount included. The whole balance where left out. */
  readonly amount?: InputMaybe<Scalars['Decimal']['input']>;
  readonly invoiceNumber: Scalars['String']['input'];
};

export type InvoiceResult = Invoice | Unavailable;

export type InvoiceStatus =
  | 'OPEN'
  | 'PAID'
  | 'PAST_DUE'
  /** Printed and shipped, not yet posted: it is owed, and can't be paid online yet. */
  | 'UNPOSTED'
  | 'VOIDED';

export type InvoiceTax = {
  readonly __typename?: 'InvoiceTax';
  readonly amount: Money;
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly detail: Scalars['String']['output'];
};

export type KitComponent = {
  readonly __typename?: 'KitComponent';
  readonly product: Product;
  readonly quantity: Scalars['Decimal']['output'];
  readonly unitOfMeasure: Scalars['String']['output'];
};

/** A value that the ERP owns, with the moment it was read there. A storefront can always tell its visitor how old a price or a stock figure is. */
export type LiveValue = {
  /** When GP was asked for this value: it is no older than that. */
  readonly asOf: Scalars['DateTime']['output'];
  readonly source: ValueSource;
};

/** A place to measure distances from: one of these. */
export type LocationInput =
  /** One of the account's addresses. */
  { readonly addressCode: Scalars['String']['input']; readonly point?: never; readonly postalCode?: never; }
  |  { readonly addressCode?: never; readonly point: GeoPointInput; readonly postalCode?: never; }
  |  /** US ZIP or Canadian postal code. */
  { readonly addressCode?: never; readonly point?: never; readonly postalCode: Scalars['String']['input']; };

export type LoginInput = {
  readonly email: Scalars['String']['input'];
  readonly password: Scalars['String']['input'];
};

export type LoginWithIdentityTokenInput = {
  /** An ID token (JWT) of the configured issuer and audience. */
  readonly idToken: Scalars['String']['input'];
  /** The nonce that the storefront sent to the provider for this sign-in. It must be that of the token. */
  readonly nonce?: InputMaybe<Scalars['String']['input']>;
};

export type LogoutPayload = {
  readonly __typename?: 'LogoutPayload';
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Media = {
  readonly __typename?: 'Media';
  readonly alt?: Maybe<Scalars['String']['output']>;
  readonly kind: MediaKind;
  readonly url: Scalars['String']['output'];
};

export type MediaKind =
  | 'DOCUMENT'
  | 'IMAGE'
  | 'VIDEO';

/** An amount in one currency. Scale follows the currency, or the item's own decimal places for unit prices. */
export type Money = {
  readonly __typename?: 'Money';
  readonly amount: Scalars['Decimal']['output'];
  readonly currency: Scalars['CurrencyCode']['output'];
};

export type MoneyInput = {
  readonly amount: Scalars['Decimal']['input'];
  readonly currency: Scalars['CurrencyCode']['input'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Turns a quote down, or asks for another one, with a reason for the sales staff. User errors: UNKNOWN_QUOTE, QUOTE_ALREADY_ORDERED. */
  readonly answerQuote: AnswerQuotePayload;
  /**
   * Takes an order back as long as nothing of it has been picked, shipped or invoiced: before GP has it, or by voiding it
   * there. May be repeated: an order that is cancelled already is no error.
   * User errors, and then nothing has changed: UNKNOWN_ORDER; ORDER_NOT_CANCELLABLE (it is too late, a deposit is booked, or
   * the merchant's GP cannot cancel orders); NOT_PERMITTED; INVALID_INPUT; TEMPORARILY_UNAVAILABLE (GP gives no answer, or
   * somebody has the order open there; nothing is kept, so try again later).
   */
  readonly cancelOrder: CancelOrderPayload;
  /**
   * Signs a web user in with a password and resolves the account from GP: hold, credit, permissions, price level and
   * visible catalogue, so that the storefront renders its first page from this one answer.
   * User errors: INVALID_CREDENTIALS (the same for an unknown e-mail and a wrong password), TOO_MANY_ATTEMPTS,
   * USER_DISABLED, NO_ACCOUNT, TEMPORARILY_UNAVAILABLE (GP can't be asked and the account has never been seen).
   */
  readonly login: SessionPayload;
  /**
   * The same for a user whom the storefront's OpenID Connect provider (Sitecore Identity, Entra ID, ...) has signed in.
   * User errors: INVALID_TOKEN (the token is wrong, too old, or has signed in before), INVALID_CREDENTIALS (the token is
   * valid, but its person may not sign in here; the same for every reason), USER_DISABLED, NO_ACCOUNT, TEMPORARILY_UNAVAILABLE
   * (also where the provider's keys can't be had).
   */
  readonly loginWithIdentityToken: SessionPayload;
  /** Ends the current session everywhere. Succeeds for a session that has already ended. */
  readonly logout: LogoutPayload;
  /**
   * Orders a quote at its quoted prices, as placeOrder would, once: however often it is called, and whoever of the account
   * or of the merchant's staff orders it at the same moment. User errors: UNKNOWN_QUOTE, QUOTE_NOT_READY, QUOTE_EXPIRED,
   * QUOTE_DECLINED, QUOTE_ALREADY_ORDERED, QUOTE_CHANGED (the revision is not the one that the buyer saw) and placeOrder's.
   */
  readonly orderQuote: PlaceOrderPayload;
  /**
   * The second: records a payment that the storefront's payment provider has taken, as one GP cash receipt, applied as it
   * was prepared. Exactly once per paymentKey, on disk before it answers, like placeOrder. Believed only where the caller is
   * a known program that may confirm payments, or where the configured provider confirms transaction, amount and key.
   * Money that was taken is never refused: where an invoice has been paid otherwise meanwhile, the rest stays as a credit
   * and the merchant is told. User errors: UNKNOWN_PAYMENT_KEY, PAYMENT_NOT_CONFIRMED (also where the transaction was
   * recorded with another key), AMOUNT_MISMATCH, IDEMPOTENCY_KEY_REUSED (same key, other transaction), NOT_PERMITTED.
   */
  readonly payInvoices: PayInvoicesPayload;
  /** The gateway answers; does nothing else. */
  readonly ping: Scalars['Boolean']['output'];
  /**
   * Hands an order over. It is on disk before this answers, and reaches GP exactly once, however often the call is
   * repeated with the same idempotencyKey and whatever fails on the way. Waits a few seconds for GP's order number; where
   * GP is slow or down the submission stays RECEIVED and is pushed as soon as GP answers.
   * User errors, with nothing kept: CART_EMPTY, UNKNOWN_PRODUCT, INVALID_QUANTITY, INVALID_UNIT_OF_MEASURE,
   * INSUFFICIENT_STOCK, PRICE_CHANGED, NO_PRICE, ACCOUNT_ON_HOLD, ACCOUNT_INACTIVE, CREDIT_LIMIT_EXCEEDED,
   * ORDER_LIMIT_EXCEEDED, NOT_PERMITTED, UNKNOWN_ADDRESS, UNKNOWN_WAREHOUSE, PAYMENT_MISMATCH, TOTALS_MISMATCH,
   * IDEMPOTENCY_KEY_REUSED (same key, other content), INVALID_INPUT,
   * TOO_MANY_ATTEMPTS (orders of people who are not signed in; try again later with the same key),
   * TEMPORARILY_UNAVAILABLE (nothing was accepted; try again with the same key).
   * Discounts, payments other than ON_ACCOUNT and orders of people who are not signed in are for programs that the gateway
   * knows and that may do so: NOT_PERMITTED with the field otherwise.
   */
  readonly placeOrder: PlaceOrderPayload;
  /**
   * The first of two steps: checks what is to be paid against GP's balances now, says what it comes to (terms discounts and
   * credits taken off), and holds these invoices for the account for some minutes, so that a second tab or colleague can't
   * pay them meanwhile. Take the payment with paymentKey as the provider's idempotency key and metadata.
   * User errors: UNKNOWN_INVOICE, INVOICE_NOT_PAYABLE_YET, INVOICE_ALREADY_PAID, PAYMENT_UNDER_WAY, AMOUNT_EXCEEDS_BALANCE,
   * UNKNOWN_CREDIT, CURRENCY_MISMATCH, NOT_PERMITTED.
   */
  readonly preparePayment: PreparePaymentPayload;
  /**
   * Trades a refresh token for new tokens of its session. Within ten seconds the same token gives an equally good successor, so
   * that a client may repeat the call; used again later, or once a successor has been traded in turn, it ends the session for all
   * who hold a token of it. A session ends some days after its sign-in, however often it is refreshed; its tokens end with it.
   * User errors: INVALID_TOKEN, USER_DISABLED, NO_ACCOUNT, TEMPORARILY_UNAVAILABLE (the token was not used up).
   */
  readonly refreshSession: SessionPayload;
  /** Lets go of what preparePayment holds, where the buyer gave up. A payment that was taken all the same is still recorded. */
  readonly releasePayment: ReleasePaymentPayload;
  /**
   * Asks for a quote: a GP quote document that sales staff can review and price. It is on disk before this answers, and reaches
   * GP exactly once, as placeOrder's orders do; orderNumber of the submission is the quote's number then.
   * User errors, with nothing kept: CART_EMPTY, UNKNOWN_PRODUCT, INVALID_QUANTITY, INVALID_UNIT_OF_MEASURE, NO_PRICE,
   * ACCOUNT_INACTIVE, NOT_PERMITTED, UNKNOWN_ADDRESS, UNKNOWN_WAREHOUSE, IDEMPOTENCY_KEY_REUSED (same key, other content),
   * INVALID_INPUT, TEMPORARILY_UNAVAILABLE (nothing was accepted; try again with the same key).
   */
  readonly requestQuote: RequestQuotePayload;
  /**
   * Moves the session to another account that the user may buy for. With the session's refresh token the answer has new tokens, as
   * that of refreshSession has. Without it the access token is for the new account and ends when the one does that was sent, no
   * refresh token is given, and the one of the session stays good. None is given either for the account that the session has.
   * User errors: NO_ACCOUNT, INVALID_TOKEN (the session has just ended, or the refresh token is not good or of another session),
   * TEMPORARILY_UNAVAILABLE (the refresh token was not used up).
   */
  readonly selectAccount: SessionPayload;
};


export type MutationAnswerQuoteArgs = {
  input: AnswerQuoteInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationLoginArgs = {
  input: LoginInput;
};


export type MutationLoginWithIdentityTokenArgs = {
  input: LoginWithIdentityTokenInput;
};


export type MutationOrderQuoteArgs = {
  input: OrderQuoteInput;
};


export type MutationPayInvoicesArgs = {
  input: PayInvoicesInput;
};


export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


export type MutationPreparePaymentArgs = {
  input: PreparePaymentInput;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationReleasePaymentArgs = {
  paymentKey: Scalars['ID']['input'];
};


export type MutationRequestQuoteArgs = {
  input: RequestQuoteInput;
};


export type MutationSelectAccountArgs = {
  input: SelectAccountInput;
};

export type NewCustomerInput = {
  readonly company?: InputMaybe<Scalars['String']['input']>;
  readonly email: Scalars['String']['input'];
  /**
   * The storefront has seen that the address is theirs: they have followed a link that was sent there, or their identity
   * provider says so. The order then lands with GP's customer who has the address; counts from programs alone that may vouch.
   */
  readonly emailVerified?: InputMaybe<Scalars['Boolean']['input']>;
  readonly name: Scalars['String']['input'];
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly taxRegistration?: InputMaybe<Scalars['String']['input']>;
};

/** Anything addressable by a globally unique, opaque ID, so that clients can normalise and refetch it. */
export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type Order = LiveValue & Node & {
  readonly __typename?: 'Order';
  readonly asOf: Scalars['DateTime']['output'];
  readonly billTo?: Maybe<Address>;
  readonly comment?: Maybe<Scalars['String']['output']>;
  readonly customFields: ReadonlyArray<CustomField>;
  readonly date: Scalars['Date']['output'];
  readonly deposit: Money;
  readonly discount: Money;
  readonly freight: Money;
  readonly id: Scalars['ID']['output'];
  readonly invoices: ReadonlyArray<Invoice>;
  readonly lines: ReadonlyArray<OrderLine>;
  readonly miscellaneous: Money;
  /** GP document number. */
  readonly number: Scalars['String']['output'];
  readonly purchaseOrderNumber?: Maybe<Scalars['String']['output']>;
  readonly reference?: Maybe<Scalars['String']['output']>;
  readonly requestedShipDate?: Maybe<Scalars['Date']['output']>;
  readonly shipTo?: Maybe<Address>;
  readonly shipments: ReadonlyArray<Shipment>;
  readonly shippingMethod?: Maybe<Scalars['String']['output']>;
  readonly source: ValueSource;
  readonly status: OrderStatus;
  readonly subtotal: Money;
  readonly tax: Money;
  readonly total: Money;
};


export type OrderCustomFieldsArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type OrderConnection = {
  readonly __typename?: 'OrderConnection';
  readonly edges: ReadonlyArray<OrderEdge>;
  readonly nodes: ReadonlyArray<Order>;
  readonly pageInfo: PageInfo;
  /** Set where GP can't be asked; the lists are empty then. */
  readonly unavailable?: Maybe<Unavailable>;
};

export type OrderEdge = {
  readonly __typename?: 'OrderEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Order;
};

export type OrderFilter = {
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  readonly purchaseOrderNumber?: InputMaybe<Scalars['String']['input']>;
  /** The storefront's own order number. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  readonly sku?: InputMaybe<Scalars['ID']['input']>;
  readonly statuses?: InputMaybe<ReadonlyArray<OrderStatus>>;
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

export type OrderLine = {
  readonly __typename?: 'OrderLine';
  readonly attributes: ReadonlyArray<Attribute>;
  readonly comment?: Maybe<Scalars['String']['output']>;
  readonly description: Scalars['String']['output'];
  readonly discount: Money;
  readonly extendedPrice: Money;
  readonly lineNumber: Scalars['Int']['output'];
  readonly product?: Maybe<Product>;
  readonly quantity: Scalars['Decimal']['output'];
  readonly quantityBackordered: Scalars['Decimal']['output'];
  readonly quantityCancelled: Scalars['Decimal']['output'];
  readonly quantityShipped: Scalars['Decimal']['output'];
  readonly requestedShipDate?: Maybe<Scalars['Date']['output']>;
  readonly shipTo?: Maybe<Address>;
  readonly sku: Scalars['ID']['output'];
  readonly unitOfMeasure: Scalars['String']['output'];
  readonly unitPrice: Money;
  readonly warehouse?: Maybe<Warehouse>;
};

export type OrderLineInput = {
  /** Selections, colours and other choices of the buyer. */
  readonly attributes?: InputMaybe<ReadonlyArray<CustomFieldInput>>;
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  readonly discount?: InputMaybe<DiscountInput>;
  readonly quantity: Scalars['Decimal']['input'];
  readonly requestedShipDate?: InputMaybe<Scalars['Date']['input']>;
  /** Where this line goes, for a split shipment. */
  readonly shipTo?: InputMaybe<ShipToInput>;
  readonly sku: Scalars['ID']['input'];
  /** The product's tax code at the tax provider. */
  readonly taxCode?: InputMaybe<Scalars['String']['input']>;
  readonly taxes?: InputMaybe<ReadonlyArray<TaxInput>>;
  readonly unitOfMeasure?: InputMaybe<Scalars['String']['input']>;
  /** What the storefront showed for one unit, in the account's currency. PRICE_CHANGED where GP's price is another by now. */
  readonly unitPrice: Scalars['Decimal']['input'];
  readonly warehouse?: InputMaybe<Scalars['String']['input']>;
};

export type OrderQuoteInput = {
  /** Chosen by the storefront, unique per order, e.g. a UUID. 8 to 64 characters. */
  readonly idempotencyKey: Scalars['ID']['input'];
  readonly payments: ReadonlyArray<PaymentInput>;
  readonly purchaseOrderNumber?: InputMaybe<Scalars['String']['input']>;
  readonly quoteNumber: Scalars['String']['input'];
  readonly reference: Scalars['String']['input'];
  /** Quote.revision that the buyer saw. */
  readonly revision: Scalars['String']['input'];
};

export type OrderResult = Order | Unavailable;

export type OrderStatus =
  | 'INVOICED'
  | 'ON_HOLD'
  | 'OPEN'
  | 'PARTIALLY_SHIPPED'
  | 'SHIPPED'
  | 'VOIDED';

export type OrderSubmission = Node & {
  readonly __typename?: 'OrderSubmission';
  readonly attempts: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  readonly idempotencyKey: Scalars['ID']['output'];
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  readonly order?: Maybe<OrderResult>;
  readonly orderNumber?: Maybe<Scalars['String']['output']>;
  readonly pushedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly receivedAt: Scalars['DateTime']['output'];
  readonly reference: Scalars['String']['output'];
  readonly rejection?: Maybe<ErpRejection>;
  readonly status: SubmissionStatus;
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type PayInvoicesInput = {
  /** What the provider took. */
  readonly amount: Scalars['Decimal']['input'];
  readonly authorizationCode?: InputMaybe<Scalars['String']['input']>;
  readonly method: PaymentMethod;
  /** Of preparePayment. */
  readonly paymentKey: Scalars['ID']['input'];
  /**
   * The payment provider's ID, up to 100 characters; required unless nothing had to be paid. One transaction is one payment. A
   * card's number is INVALID_INPUT.
   */
  readonly transactionId?: InputMaybe<Scalars['String']['input']>;
};

export type PayInvoicesPayload = {
  readonly __typename?: 'PayInvoicesPayload';
  readonly submission?: Maybe<PaymentSubmission>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Payment = Node & {
  readonly __typename?: 'Payment';
  readonly amount: Money;
  readonly date: Scalars['Date']['output'];
  readonly id: Scalars['ID']['output'];
  readonly method: PaymentMethod;
  /** GP document number of the cash receipt. */
  readonly number: Scalars['String']['output'];
  readonly reference?: Maybe<Scalars['String']['output']>;
  readonly unapplied: Money;
};

export type PaymentConnection = {
  readonly __typename?: 'PaymentConnection';
  /** When GP was asked for the list; null where `unavailable` is set. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  readonly edges: ReadonlyArray<PaymentEdge>;
  readonly nodes: ReadonlyArray<Payment>;
  readonly pageInfo: PageInfo;
  readonly source?: Maybe<ValueSource>;
  /** Set where GP can't be asked; the lists are empty then. */
  readonly unavailable?: Maybe<Unavailable>;
};

export type PaymentEdge = {
  readonly __typename?: 'PaymentEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Payment;
};

/** One of the payments that together cover the total. */
export type PaymentInput = {
  /** GP credit card or checkbook ID. */
  readonly account?: InputMaybe<Scalars['String']['input']>;
  readonly amount: Scalars['Decimal']['input'];
  readonly authorizationCode?: InputMaybe<Scalars['String']['input']>;
  readonly method: PaymentMethod;
  readonly recurrence?: InputMaybe<RecurrenceInput>;
  /** The payment provider's ID; required except ON_ACCOUNT. */
  readonly transactionId?: InputMaybe<Scalars['String']['input']>;
};

export type PaymentMethod =
  | 'BANK_TRANSFER'
  | 'CARD'
  | 'CHECK'
  | 'ON_ACCOUNT';

export type PaymentSubmission = Node & {
  readonly __typename?: 'PaymentSubmission';
  readonly attempts: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  readonly paymentKey: Scalars['ID']['output'];
  readonly paymentNumber?: Maybe<Scalars['String']['output']>;
  readonly pushedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly receivedAt: Scalars['DateTime']['output'];
  readonly rejection?: Maybe<ErpRejection>;
  readonly status: SubmissionStatus;
};

export type PaymentTerms = {
  readonly __typename?: 'PaymentTerms';
  readonly code: Scalars['String']['output'];
  readonly discountDays?: Maybe<Scalars['Int']['output']>;
  readonly discountPercent?: Maybe<Scalars['Decimal']['output']>;
  readonly netDays?: Maybe<Scalars['Int']['output']>;
};

export type Permission = {
  readonly __typename?: 'Permission';
  readonly allowed: Scalars['Boolean']['output'];
  /** Empty where allowed; otherwise every reason that stands in the way. */
  readonly denials: ReadonlyArray<PermissionDenial>;
};

export type PermissionDenial =
  | 'ACCOUNT_INACTIVE'
  | 'ACCOUNT_ON_HOLD'
  /** GP can't be asked and no recent enough answer is known. */
  | 'ACCOUNT_STATUS_UNKNOWN'
  /** Open balance and orders already use up the limit. */
  | 'CREDIT_LIMIT_EXCEEDED'
  /** The account has no credit terms in GP. */
  | 'NO_CREDIT'
  | 'ROLE_NOT_PERMITTED';

/** What the viewer may do for the account at this moment, and where not, why not. */
export type Permissions = LiveValue & {
  readonly __typename?: 'Permissions';
  readonly asOf: Scalars['DateTime']['output'];
  readonly payInvoices: Permission;
  readonly placeOrders: Permission;
  /** Order against the account's credit instead of paying at once. */
  readonly purchaseOnAccount: Permission;
  readonly requestQuotes: Permission;
  readonly seePrices: Permission;
  readonly source: ValueSource;
};

export type PlaceOrderInput = {
  /** The account's primary billing address otherwise. */
  readonly billTo?: InputMaybe<ShipToInput>;
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  readonly customFields?: InputMaybe<ReadonlyArray<CustomFieldInput>>;
  /** Who orders, where nobody is signed in: created as a GP customer, or matched to one. Required then, refused otherwise. */
  readonly customer?: InputMaybe<NewCustomerInput>;
  readonly discount?: InputMaybe<DiscountInput>;
  /** Customs and import duties. */
  readonly duties?: InputMaybe<ReadonlyArray<FeeInput>>;
  /** Handling, gift wrap and other fees. */
  readonly fees?: InputMaybe<ReadonlyArray<FeeInput>>;
  readonly freight?: InputMaybe<ChargeInput>;
  /** Chosen by the storefront, unique per order, e.g. its order number or a UUID. 8 to 64 characters. */
  readonly idempotencyKey: Scalars['ID']['input'];
  readonly lines: ReadonlyArray<OrderLineInput>;
  readonly payments: ReadonlyArray<PaymentInput>;
  readonly purchaseOrderNumber?: InputMaybe<Scalars['String']['input']>;
  /** The storefront's own order number, shown to people and kept in GP. */
  readonly reference: Scalars['String']['input'];
  readonly requestedShipDate?: InputMaybe<Scalars['Date']['input']>;
  readonly shipTo?: InputMaybe<ShipToInput>;
  readonly shippingMethod?: InputMaybe<Scalars['String']['input']>;
  readonly taxes?: InputMaybe<ReadonlyArray<TaxInput>>;
  /** What the storefront showed its visitor. Checked to the cent against the sum of the parts. */
  readonly total: MoneyInput;
  readonly warehouse?: InputMaybe<Scalars['String']['input']>;
};

export type PlaceOrderPayload = {
  readonly __typename?: 'PlaceOrderPayload';
  readonly submission?: Maybe<OrderSubmission>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type PreparePaymentInput = {
  /** Credits to use up first, by document number. */
  readonly credits?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly invoices: ReadonlyArray<InvoicePaymentInput>;
  /** Paid besides, on account, without an invoice. */
  readonly onAccountAmount?: InputMaybe<Scalars['Decimal']['input']>;
};

export type PreparePaymentPayload = {
  readonly __typename?: 'PreparePaymentPayload';
  readonly prepared?: Maybe<PreparedPayment>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type PreparedPayment = {
  readonly __typename?: 'PreparedPayment';
  /** What the provider has to take; 0 where credits cover it all, and payInvoices then needs no transaction. */
  readonly amount: Money;
  readonly creditsUsed: Money;
  readonly expiresAt: Scalars['DateTime']['output'];
  /** Chosen by the gateway; also the idempotency key to give to the payment provider. */
  readonly paymentKey: Scalars['ID']['output'];
  readonly termsDiscount: Money;
};

export type Price = LiveValue & {
  readonly __typename?: 'Price';
  readonly asOf: Scalars['DateTime']['output'];
  /** Every quantity break of that level and unit, lowest first. */
  readonly breaks: ReadonlyArray<PriceBreak>;
  /** The steps that led to the unit price, in GP's own order, for support and for trust. */
  readonly explanation: ReadonlyArray<PriceStep>;
  /** unitPrice x quantity, rounded to the currency. */
  readonly extendedPrice: Money;
  /** GP's list price for the same unit; null where GP has none. */
  readonly listPrice?: Maybe<Money>;
  /** The GP price level or price sheet that decided. */
  readonly priceLevel?: Maybe<Scalars['String']['output']>;
  /** The promotion of GP's for this quantity, if any; null where the company has none, or they are left alone. */
  readonly promotion?: Maybe<PricePromotion>;
  readonly quantity: Scalars['Decimal']['output'];
  readonly source: ValueSource;
  readonly unitOfMeasure: Scalars['String']['output'];
  readonly unitPrice: Money;
};

export type PriceBreak = {
  readonly __typename?: 'PriceBreak';
  readonly fromQuantity: Scalars['Decimal']['output'];
  /** Null for the last break. */
  readonly toQuantity?: Maybe<Scalars['Decimal']['output']>;
  readonly unitPrice: Money;
};

/** A promotion of GP's extended pricing for this product at this quantity. */
export type PricePromotion = {
  readonly __typename?: 'PricePromotion';
  /** Whether `unitPrice` of the price has it already, or an order gets the free item. */
  readonly applied: Scalars['Boolean']['output'];
  readonly freeItem?: Maybe<FreeItem>;
  readonly kind: PromotionKind;
  /** The ID of its price sheet in GP. */
  readonly priceSheet: Scalars['String']['output'];
  /** The price of one unit with the promotion; null for a free item. */
  readonly unitPrice?: Maybe<Money>;
  /** The last day of its validity. */
  readonly until: Scalars['Date']['output'];
  /** The price, the percentage of the price, the amount off, or the free pieces for each piece bought. */
  readonly value: Scalars['Decimal']['output'];
};

export type PriceResult = Price | Unavailable;

export type PriceRule =
  /** GP's price in its functional currency, converted into the account's. The amounts of the steps before it are in the functional currency. */
  | 'CURRENCY_CONVERSION'
  | 'CUSTOMER_PRICE_LEVEL'
  | 'DEFAULT_PRICE_LEVEL'
  | 'ITEM_PRICE_LEVEL'
  | 'MARGIN_ON_COST'
  | 'MARKUP_ON_COST'
  | 'MERCHANT_RULE'
  | 'PERCENT_OF_LIST'
  | 'PRICE_LIST_LOOKUP'
  | 'PRICE_SHEET'
  | 'PROMOTION'
  | 'QUANTITY_BREAK'
  | 'ROUNDING'
  | 'UNIT_CONVERSION';

/** Why a price sheet with the product did not decide. */
export type PriceSheetPassedOver =
  /** Its last day has passed. */
  | 'ENDED'
  /** The sheet that decided started on the same day and ends earlier, which goes before. */
  | 'ENDS_LATER'
  /** The sheet, or its line of the product, is not active. */
  | 'INACTIVE'
  /** Its first day is still to come. */
  | 'NOT_STARTED'
  /** It is in another currency than the order would be. */
  | 'OTHER_CURRENCY'
  /** It has no value for this quantity. */
  | 'OTHER_QUANTITY'
  /** It has no value in this unit of measure. */
  | 'OTHER_UNIT'
  /** The sheet that decided started later, which goes before. */
  | 'STARTED_EARLIER';

/** Where a price sheet is linked in GP. The search looks at them in this order. */
export type PriceSheetPlace =
  /** To the base book, which is for all accounts. */
  | 'BASE_BOOK'
  /** To the account itself. */
  | 'CUSTOMER'
  /** To the price book of the account. */
  | 'CUSTOMER_BOOK';

/** A price sheet in GP's search for a price by extended pricing. */
export type PriceSheetStep = {
  readonly __typename?: 'PriceSheetStep';
  readonly kind: PriceSheetValueKind;
  /** Why the sheet did not decide; null where it did. */
  readonly passedOver?: Maybe<PriceSheetPassedOver>;
  readonly place: PriceSheetPlace;
  /** The price group of the product that the sheet names; null where it names the product itself. */
  readonly priceGroup?: Maybe<Scalars['String']['output']>;
  /** 1 to 6, as GP's own trace numbers the steps of its search. */
  readonly searchStep: Scalars['Int']['output'];
  /** The price, the percentage of the next price, or the amount off it; null where none of the sheet's values applies. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** What a sheet's value is: NET, PERCENT and VALUE_OFF of a sheet of prices, all but NET of a promotion. */
export type PriceSheetValueKind =
  /** Something that comes with the line for nothing. */
  | 'FREE_ITEM'
  /** The price itself: the search ends with it. */
  | 'NET'
  /** The price, of a promotion. */
  | 'NET_PRICE'
  /** So many percent of the price that the search goes on to find; of a promotion, of the price without it. */
  | 'PERCENT'
  /** So much less than that price. */
  | 'VALUE_OFF';

export type PriceStep = {
  readonly __typename?: 'PriceStep';
  /** The level, sheet, method, promotion or exchange rate that applied, e.g. "EXTPRCLVL". */
  readonly reference?: Maybe<Scalars['String']['output']>;
  readonly rule: PriceRule;
  /** What a price sheet had for the product; null for a step of another kind. */
  readonly sheet?: Maybe<PriceSheetStep>;
  /** The unit price after this step; null before one is found. */
  readonly unitPrice?: Maybe<Money>;
};

export type Product = Node & {
  readonly __typename?: 'Product';
  readonly associations: ReadonlyArray<ProductAssociation>;
  readonly attributes: ReadonlyArray<Attribute>;
  /** Stock at every warehouse that serves the viewer, in the base unit unless another is named. */
  readonly availability: AvailabilityResult;
  readonly categories: ReadonlyArray<Category>;
  /** What a kit is made of; empty for other types. */
  readonly components: ReadonlyArray<KitComponent>;
  readonly customFields: ReadonlyArray<CustomField>;
  /** The viewer's account's own number for it; null where it has none. */
  readonly customerPartNumber?: Maybe<Scalars['String']['output']>;
  /** The unit that prices and ordered quantities use unless a query says otherwise. `availability` counts in the base unit. */
  readonly defaultUnitOfMeasure: Scalars['String']['output'];
  /** Enriched description, else GP's own. */
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly media: ReadonlyArray<Media>;
  readonly name: Scalars['String']['output'];
  /** The viewer's price for one unit when ordering this quantity; anonymous visitors get the default price level, if any. */
  readonly price: PriceResult;
  /** Decimal places that an ordered quantity may have, 0 to 5. A unit that the price list sells whole takes none: its price is then `INVALID_QUANTITY`. */
  readonly quantityDecimals: Scalars['Int']['output'];
  /** In pounds; null where GP has none. */
  readonly shippingWeight?: Maybe<Scalars['Decimal']['output']>;
  /** GP item number. */
  readonly sku: Scalars['ID']['output'];
  readonly type: ProductType;
  readonly unitsOfMeasure: ReadonlyArray<UnitOfMeasure>;
  /** Products that differ from this one in their variant attributes only. */
  readonly variants: ReadonlyArray<Product>;
};


export type ProductAssociationsArgs = {
  kind?: InputMaybe<AssociationKind>;
};


export type ProductAvailabilityArgs = {
  near?: InputMaybe<LocationInput>;
  unitOfMeasure?: InputMaybe<Scalars['String']['input']>;
};


export type ProductCustomFieldsArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


export type ProductPriceArgs = {
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  unitOfMeasure?: InputMaybe<Scalars['String']['input']>;
};

export type ProductAssociation = {
  readonly __typename?: 'ProductAssociation';
  readonly kind: AssociationKind;
  readonly product: Product;
};

export type ProductConnection = {
  readonly __typename?: 'ProductConnection';
  readonly edges: ReadonlyArray<ProductEdge>;
  readonly nodes: ReadonlyArray<Product>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  /** Set where the catalogue can't be read; the lists are empty then. */
  readonly unavailable?: Maybe<Unavailable>;
};

export type ProductEdge = {
  readonly __typename?: 'ProductEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Product;
};

export type ProductType =
  /** Fees and charges kept as items. */
  | 'CHARGE'
  | 'DISCONTINUED'
  /** Sold without stock being counted. */
  | 'FLAT_FEE'
  | 'KIT'
  | 'SERVICE'
  | 'STOCKED';

/** What a promotion gives. */
export type PromotionKind =
  /** Something that comes with the line for nothing. */
  | 'FREE_ITEM'
  /** A price of its own, whatever the price is without it. */
  | 'NET_PRICE'
  /** So many percent of the price without it: 95 is 5 % less. */
  | 'PERCENT'
  /** So much less than the price without it. */
  | 'VALUE_OFF';

export type Query = {
  readonly __typename?: 'Query';
  /** Browses and searches the visible catalogue. */
  readonly catalog: ProductConnection;
  readonly categories: ReadonlyArray<Category>;
  readonly category?: Maybe<Category>;
  /**
   * Prices and checks a cart without ordering it: every line's price, stock and tax class, and everything that would
   * keep placeOrder from accepting it now.
   */
  readonly checkCart: CartCheck;
  readonly invoice?: Maybe<InvoiceResult>;
  /** Refetches any Node the viewer may see; null where it does not exist or is not the viewer's. */
  readonly node?: Maybe<Node>;
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** One of the account's orders, open or historical; null where it is not the viewer's. */
  readonly order?: Maybe<OrderResult>;
  /** What became of an order that was handed over; null where it is not the viewer's. */
  readonly orderSubmission?: Maybe<OrderSubmission>;
  /** One visible product; null where it does not exist or the viewer may not see it. */
  readonly product?: Maybe<Product>;
  /** Products in the order asked for, for a page that knows its SKUs; null in place of each unknown or hidden one. At most 100. */
  readonly products: ReadonlyArray<Maybe<Product>>;
  /**
   * Resolves what a buyer typed or pasted, e.g. from a spreadsheet: SKUs, the account's own part numbers, manufacturer or bar
   * codes. One answer per line, in order; at most 500. checkCart tells prices and stock of what was found.
   */
  readonly quickOrder: ReadonlyArray<QuickOrderLine>;
  readonly quote?: Maybe<QuoteResult>;
  /** The signed-in user with the account they buy for; null for an anonymous visitor. */
  readonly viewer?: Maybe<Viewer>;
  readonly warehouses: ReadonlyArray<Warehouse>;
};


export type QueryCatalogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CatalogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<CatalogSort>;
};


export type QueryCategoryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCheckCartArgs = {
  input: CartInput;
};


export type QueryInvoiceArgs = {
  number: Scalars['String']['input'];
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryOrderArgs = {
  number: Scalars['String']['input'];
};


export type QueryOrderSubmissionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductArgs = {
  sku: Scalars['ID']['input'];
};


export type QueryProductsArgs = {
  skus: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryQuickOrderArgs = {
  lines: ReadonlyArray<QuickOrderLineInput>;
};


export type QueryQuoteArgs = {
  number: Scalars['String']['input'];
};

export type QuickOrderLine = {
  readonly __typename?: 'QuickOrderLine';
  /** At most 20; empty unless the code is ambiguous. */
  readonly candidates: ReadonlyArray<Product>;
  readonly code: Scalars['String']['output'];
  readonly match: QuickOrderMatch;
  /**
   * What stands in the way of ordering this line as it is, each with its path from lines: UNKNOWN_PRODUCT,
   * INVALID_UNIT_OF_MEASURE, INVALID_QUANTITY, TEMPORARILY_UNAVAILABLE.
   */
  readonly problems: ReadonlyArray<UserError>;
  readonly product?: Maybe<Product>;
  readonly quantity?: Maybe<Scalars['Decimal']['output']>;
  /** The unit that was asked for as the product has it, else the product's usual unit. */
  readonly unitOfMeasure?: Maybe<Scalars['String']['output']>;
};

export type QuickOrderLineInput = {
  readonly code: Scalars['String']['input'];
  readonly quantity?: InputMaybe<Scalars['Decimal']['input']>;
  readonly unitOfMeasure?: InputMaybe<Scalars['String']['input']>;
};

export type QuickOrderMatch =
  /** Another way to write the SKU (blanks, hyphens and slashes do not count), or a code of the product's that the merchant has named. */
  | 'ALIAS'
  /** Several products fit; candidates lists them. */
  | 'AMBIGUOUS'
  | 'CUSTOMER_PART_NUMBER'
  | 'NONE'
  | 'SKU';

export type Quote = LiveValue & Node & {
  readonly __typename?: 'Quote';
  readonly asOf: Scalars['DateTime']['output'];
  readonly date: Scalars['Date']['output'];
  readonly discount: Money;
  /** PDF to save or print: a link that anyone who has it can open for some minutes. */
  readonly documentUrl: Scalars['String']['output'];
  /** Its last day; null where it has none. */
  readonly expires?: Maybe<Scalars['Date']['output']>;
  readonly freight: Money;
  readonly id: Scalars['ID']['output'];
  readonly lines: ReadonlyArray<OrderLine>;
  /** What buyer and staff wrote about it, the oldest first. */
  readonly messages: ReadonlyArray<QuoteMessage>;
  readonly miscellaneous: Money;
  readonly number: Scalars['String']['output'];
  /** Set once it has been ordered. */
  readonly orderNumber?: Maybe<Scalars['String']['output']>;
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Another one as soon as staff change a line, a price or the terms. */
  readonly revision: Scalars['String']['output'];
  readonly source: ValueSource;
  readonly status: QuoteStatus;
  readonly subtotal: Money;
  readonly tax: Money;
  readonly total: Money;
};

export type QuoteAnswer =
  | 'DECLINE'
  | 'REQUEST_CHANGE';

export type QuoteConnection = {
  readonly __typename?: 'QuoteConnection';
  readonly edges: ReadonlyArray<QuoteEdge>;
  readonly nodes: ReadonlyArray<Quote>;
  readonly pageInfo: PageInfo;
  /** Set where GP can't be asked; the lists are empty then. */
  readonly unavailable?: Maybe<Unavailable>;
};

export type QuoteEdge = {
  readonly __typename?: 'QuoteEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Quote;
};

export type QuoteFilter = {
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  readonly statuses?: InputMaybe<ReadonlyArray<QuoteStatus>>;
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

export type QuoteMessage = {
  readonly __typename?: 'QuoteMessage';
  readonly at: Scalars['DateTime']['output'];
  readonly by: QuoteParty;
  readonly text: Scalars['String']['output'];
};

export type QuoteParty =
  | 'BUYER'
  | 'SALES_STAFF';

export type QuoteResult = Quote | Unavailable;

export type QuoteStatus =
  /** The buyer has asked for other terms. */
  | 'CHANGE_REQUESTED'
  | 'DECLINED'
  /** Its last day has passed. */
  | 'EXPIRED'
  /** Priced, and can be ordered. */
  | 'OPEN'
  | 'ORDERED'
  /** Asked for; sales staff have not priced it yet. */
  | 'REQUESTED'
  /** Voided or deleted by sales staff. */
  | 'WITHDRAWN';

export type Receivables = LiveValue & {
  readonly __typename?: 'Receivables';
  /** GP's ageing periods, the youngest first; their sum is the balance. */
  readonly ageing: ReadonlyArray<AgeingPeriod>;
  readonly asOf: Scalars['DateTime']['output'];
  readonly balance: Money;
  readonly lastPayment?: Maybe<AppliedPayment>;
  readonly pastDue: Money;
  /** Paid online, and not posted in GP yet. */
  readonly pendingPayments: Money;
  readonly source: ValueSource;
  /** Credit memos, returns and payments not applied yet; lowers the balance. */
  readonly unappliedCredits: Money;
};

export type ReceivablesDocumentKind =
  | 'CREDIT_MEMO'
  | 'DEBIT_MEMO'
  | 'FINANCE_CHARGE'
  | 'INVOICE'
  | 'PAYMENT'
  | 'RETURN';

export type ReceivablesResult = Receivables | Unavailable;

export type RecurrenceInput = {
  readonly every: RecurrenceUnit;
  readonly interval?: Scalars['Int']['input'];
  readonly occurrences?: InputMaybe<Scalars['Int']['input']>;
  readonly subscriptionId?: InputMaybe<Scalars['String']['input']>;
};

export type RecurrenceUnit =
  | 'DAY'
  | 'MONTH'
  | 'WEEK'
  | 'YEAR';

export type RefreshSessionInput = {
  readonly refreshToken: Scalars['String']['input'];
};

export type ReleasePaymentPayload = {
  readonly __typename?: 'ReleasePaymentPayload';
  readonly released: Scalars['Boolean']['output'];
  readonly userErrors: ReadonlyArray<UserError>;
};

export type RequestQuoteInput = {
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the storefront, unique per request, e.g. a UUID. 8 to 64 characters. */
  readonly idempotencyKey: Scalars['ID']['input'];
  readonly lines: ReadonlyArray<CartLineInput>;
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  readonly shipTo?: InputMaybe<ShipToInput>;
};

export type RequestQuotePayload = {
  readonly __typename?: 'RequestQuotePayload';
  readonly submission?: Maybe<OrderSubmission>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Salesperson = {
  readonly __typename?: 'Salesperson';
  readonly email?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly phone?: Maybe<Scalars['String']['output']>;
};

export type SelectAccountInput = {
  readonly accountNumber: Scalars['String']['input'];
  /** The session's refresh token, to be traded for the next one. It works as for refreshSession. */
  readonly refreshToken?: InputMaybe<Scalars['String']['input']>;
};

export type Session = {
  readonly __typename?: 'Session';
  /** Bearer token for the Authorization header. A JWT signed with the gateway's published key. */
  readonly accessToken: Scalars['String']['output'];
  readonly accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Null where none is given, and the one that the session has stays good: see selectAccount. */
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  readonly refreshTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
};

export type SessionPayload = {
  readonly __typename?: 'SessionPayload';
  readonly session?: Maybe<Session>;
  readonly userErrors: ReadonlyArray<UserError>;
  readonly viewer?: Maybe<Viewer>;
};

/** An address code of the account, or an address written out. */
export type ShipToInput =
  { readonly address: AddressInput; readonly addressCode?: never; }
  |  { readonly address?: never; readonly addressCode: Scalars['String']['input']; };

/** What left on one GP invoice or fulfilment, with the parcels it left in. */
export type Shipment = {
  readonly __typename?: 'Shipment';
  /** From the shipping method; a tracking number's own form only confirms it. */
  readonly carrier?: Maybe<Scalars['String']['output']>;
  /** The day on which it left, as far as GP was told; else the document's. */
  readonly date?: Maybe<Scalars['Date']['output']>;
  readonly lines: ReadonlyArray<ShipmentLine>;
  /** GP document number of the invoice or fulfilment order that it left on. */
  readonly number: Scalars['String']['output'];
  /** Null where its lines went to several addresses. */
  readonly shipTo?: Maybe<Address>;
  readonly shippingMethod?: Maybe<Scalars['String']['output']>;
  readonly trackingNumbers: ReadonlyArray<TrackingNumber>;
};

export type ShipmentLine = {
  readonly __typename?: 'ShipmentLine';
  readonly description: Scalars['String']['output'];
  /** The order's line; of an invoice without an order the invoice's. */
  readonly lineNumber: Scalars['Int']['output'];
  readonly quantity: Scalars['Decimal']['output'];
  readonly sku: Scalars['ID']['output'];
  readonly unitOfMeasure: Scalars['String']['output'];
  /** Null where the vendor ships. */
  readonly warehouse?: Maybe<Warehouse>;
};

export type Statement = LiveValue & {
  readonly __typename?: 'Statement';
  readonly asOf: Scalars['DateTime']['output'];
  readonly closingBalance: Money;
  /** PDF to save or print: a link that anyone who has it can open for some minutes. */
  readonly documentUrl: Scalars['String']['output'];
  readonly entries: ReadonlyArray<StatementEntry>;
  readonly from: Scalars['Date']['output'];
  readonly openingBalance: Money;
  readonly source: ValueSource;
  readonly to: Scalars['Date']['output'];
};

export type StatementEntry = {
  readonly __typename?: 'StatementEntry';
  /** Negative for what lowers the balance. */
  readonly amount: Money;
  readonly balance: Money;
  readonly date: Scalars['Date']['output'];
  readonly kind: ReceivablesDocumentKind;
  readonly number: Scalars['String']['output'];
};

export type StatementResult = Statement | Unavailable;

export type StockStatus =
  /** None available, but it can be back-ordered. */
  | 'BACKORDER'
  /** Discontinued, and none left. */
  | 'DISCONTINUED'
  | 'IN_STOCK'
  /** Available, but no more than the merchant's order point. */
  | 'LOW_STOCK'
  | 'OUT_OF_STOCK';

export type SubmissionStatus =
  /** Taken back before GP had it. */
  | 'CANCELLED'
  /** In GP; order is set. */
  | 'PUSHED'
  /** On disk at the gateway, not yet in GP. */
  | 'RECEIVED'
  /** GP refused it for good; rejection says why. A person has to decide. */
  | 'REJECTED';

export type TaxInput = {
  readonly amount: Scalars['Decimal']['input'];
  /** GP tax detail ID. The amounts are the provider's; the gateway records them and computes none. */
  readonly detail: Scalars['String']['input'];
  /** AVALARA, TAXJAR, ... */
  readonly provider?: InputMaybe<Scalars['String']['input']>;
  readonly taxableAmount: Scalars['Decimal']['input'];
  readonly transactionId?: InputMaybe<Scalars['String']['input']>;
};

export type TermsDiscount = {
  readonly __typename?: 'TermsDiscount';
  readonly amount: Money;
  readonly until: Scalars['Date']['output'];
};

export type TrackingNumber = {
  readonly __typename?: 'TrackingNumber';
  readonly number: Scalars['String']['output'];
  /** The carrier's page; null for an unknown carrier, and for a number that is not one of the carrier's. */
  readonly url?: Maybe<Scalars['String']['output']>;
};

/**
 * Stands where a value that the ERP owns should be. A slow or missing GP never turns into a GraphQL error in a page query:
 * the storefront gets the rest of its page, and this in place of the one value.
 */
export type Unavailable = {
  readonly __typename?: 'Unavailable';
  /** For people; may change. Programs decide on the reason. */
  readonly message: Scalars['String']['output'];
  readonly reason: UnavailableReason;
  /** When asking again makes sense, in seconds; null where it doesn't. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
};

export type UnavailableReason =
  /** GP can't be asked now and no recent enough answer is known. */
  | 'ERP_UNAVAILABLE'
  /** A fault of the gateway's own with this one value, which it has logged. Asking again soon brings the same. */
  | 'INTERNAL_ERROR'
  /** GP has none: no price for this product at this quantity or in this unit, no stock count for this type, no such place in a list. */
  | 'NOT_DEFINED'
  /** The viewer may not see this value. */
  | 'NOT_PERMITTED';

export type UnitOfMeasure = {
  readonly __typename?: 'UnitOfMeasure';
  /** How many base units one of these holds. */
  readonly baseQuantity: Scalars['Decimal']['output'];
  readonly code: Scalars['String']['output'];
};

export type User = Node & {
  readonly __typename?: 'User';
  readonly email: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** The most that the user may spend on one order; null for no limit. */
  readonly orderLimit?: Maybe<Money>;
  readonly role: UserRole;
};

/**
 * A business reason why a mutation did nothing or only part of its work. GraphQL errors are left for requests that are wrong
 * in themselves; their extensions.code is one of GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, BAD_USER_INPUT,
 * OPERATION_RESOLUTION_FAILURE, UNAUTHENTICATED, RATE_LIMITED, QUERY_TOO_COMPLEX, PERSISTED_QUERY_NOT_FOUND,
 * OPERATION_NOT_REGISTERED, MUTATION_IN_BATCH, BAD_REQUEST, OPERATION_NOT_ALLOWED, OVERLOADED and INTERNAL_SERVER_ERROR.
 */
export type UserError = {
  readonly __typename?: 'UserError';
  readonly code: UserErrorCode;
  /** Path into the input, e.g. ["lines", "2", "quantity"]. Null where the error concerns the whole input. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** For people; may change. Programs decide on the code. */
  readonly message: Scalars['String']['output'];
};

export type UserErrorCode =
  | 'ACCOUNT_INACTIVE'
  | 'ACCOUNT_ON_HOLD'
  | 'AMOUNT_EXCEEDS_BALANCE'
  | 'AMOUNT_MISMATCH'
  | 'CART_EMPTY'
  | 'CREDIT_LIMIT_EXCEEDED'
  | 'CURRENCY_MISMATCH'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INSUFFICIENT_STOCK'
  | 'INVALID_CREDENTIALS'
  | 'INVALID_INPUT'
  | 'INVALID_QUANTITY'
  | 'INVALID_TOKEN'
  | 'INVALID_UNIT_OF_MEASURE'
  | 'INVOICE_ALREADY_PAID'
  | 'INVOICE_NOT_PAYABLE_YET'
  | 'NOT_PERMITTED'
  | 'NO_ACCOUNT'
  | 'NO_PRICE'
  | 'ORDER_LIMIT_EXCEEDED'
  | 'ORDER_NOT_CANCELLABLE'
  | 'PAYMENT_MISMATCH'
  | 'PAYMENT_NOT_CONFIRMED'
  | 'PAYMENT_UNDER_WAY'
  | 'PRICE_CHANGED'
  | 'QUOTE_ALREADY_ORDERED'
  | 'QUOTE_CHANGED'
  | 'QUOTE_DECLINED'
  | 'QUOTE_EXPIRED'
  | 'QUOTE_NOT_READY'
  | 'TEMPORARILY_UNAVAILABLE'
  | 'TOO_MANY_ATTEMPTS'
  | 'TOTALS_MISMATCH'
  | 'UNKNOWN_ADDRESS'
  | 'UNKNOWN_CREDIT'
  | 'UNKNOWN_INVOICE'
  | 'UNKNOWN_ORDER'
  | 'UNKNOWN_PAYMENT_KEY'
  | 'UNKNOWN_PRODUCT'
  | 'UNKNOWN_QUOTE'
  | 'UNKNOWN_WAREHOUSE'
  | 'USER_DISABLED';

export type UserRole =
  /** May also manage the account's users. */
  | 'ADMINISTRATOR'
  /** May order without a limit and pay invoices. */
  | 'APPROVER'
  /** May order within their limit. */
  | 'BUYER'
  /** Sees the catalogue and the account's documents. */
  | 'VIEWER';

/** Where a value that the ERP owns was taken from for this response. */
export type ValueSource =
  /** Read from GP earlier and still within its freshness window. */
  | 'CACHE'
  /** Read from GP during this request. */
  | 'LIVE'
  /** Made up for the page editor, and true of nothing: no customer's price, no warehouse's stock. */
  | 'SAMPLE'
  /** Past its freshness window: GP was slow or unreachable, so the last known value is shown. */
  | 'STALE';

export type Viewer = {
  readonly __typename?: 'Viewer';
  readonly account: Account;
  /** Every account the user may buy for, the current one included. */
  readonly accounts: ReadonlyArray<Account>;
  readonly permissions: Permissions;
  readonly user: User;
};

export type Warehouse = Node & {
  readonly __typename?: 'Warehouse';
  readonly address?: Maybe<Address>;
  /** GP site (location) code. */
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
};

/** available = onHand - allocated, never below zero. */
export type WarehouseStock = {
  readonly __typename?: 'WarehouseStock';
  readonly allocated: Scalars['Decimal']['output'];
  readonly available: Scalars['Decimal']['output'];
  readonly backordered: Scalars['Decimal']['output'];
  /** Great-circle distance; null without a location or where the warehouse's own is unknown. */
  readonly distanceKm?: Maybe<Scalars['Float']['output']>;
  readonly onHand: Scalars['Decimal']['output'];
  /** On purchase orders, not yet received. */
  readonly onOrder: Scalars['Decimal']['output'];
  readonly warehouse: Warehouse;
};
