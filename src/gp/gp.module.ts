import { type Abstract, type DynamicModule, Logger, Module, type OnModuleDestroy, type Provider } from '@nestjs/common';
import { AddressSource, ChangedCustomerSource, CompanyClock, CompanySource, CustomerSource } from '../account/index.js';
import { CatalogSource } from '../catalog/index.js';
import { ErpClock, GpChanges } from '../changes/index.js';
import { GpSettings, OrderingSettings, PaymentSettings, QuotesSettings } from '../config/index.js';
import { reasonOf } from '../faults/index.js';
import { ChangedStockSource, StockSource } from '../inventory/index.js';
import {
  EmailHolderSource,
  OpenOrderSource,
  OrderCancellation,
  OrderIntake,
  OrderSource,
  OrderTermsSource,
  PartNumberSource,
  PaymentAccountSource,
  ShippingMethodSource,
  TaxDetailSource,
} from '../ordering/index.js';
import { CashReceiptIntake, OpenItemSource } from '../payments/index.js';
import {
  ExchangeRateSource,
  PriceComparison,
  PriceSheetSource,
  PriceSource,
  PriceVersionSource,
  RateInUseSource,
  TurningItemSource,
} from '../pricing/index.js';
import { CommittedQuoteSource, OpenQuoteSource, QuoteIntake, QuoteSource } from '../quotes/index.js';
import { PostedInvoiceSource, ReceivablesSource } from '../receivables/index.js';
import { ErpHealth, Guard, type GuardLimits, GuardObserver, Guards } from '../resilience/index.js';
import { SqlGpChanges } from './changes/sql-gp-changes.js';
import { CheckAtStart } from './check/check-at-start.js';
import { SqlPriceComparison } from './check/sql-price-comparison.js';
import { CompanyHealth } from './company-health.js';
import { CompanyTables } from './company-tables.js';
import { EConnectCashReceiptIntake } from './econnect/econnect-cash-receipt-intake.js';
import { EConnectOrderCancellation } from './econnect/econnect-order-cancellation.js';
import { EConnectOrderIntake } from './econnect/econnect-order-intake.js';
import { QUOTE } from './econnect/order-setup.js';
import { SqlEmailHolderSource } from './econnect/sql-email-holder-source.js';
import { SqlOpenItemSource } from './econnect/sql-open-item-source.js';
import { SqlOrderTermsSource } from './econnect/sql-order-terms-source.js';
import { SqlPaymentAccountSource } from './econnect/sql-payment-account-source.js';
import { SqlShippingMethodSource } from './econnect/sql-shipping-method-source.js';
import { SqlTaxDetailSource } from './econnect/sql-tax-detail-source.js';
import { GpCompany } from './gp-company.js';
import { guarded } from './guarded.js';
import { SqlAddressSource } from './sql/sql-address-source.js';
import { SqlCatalogSource } from './sql/sql-catalog-source.js';
import { SqlCompanySource } from './sql/sql-company-source.js';
import { SqlCustomerSource } from './sql/sql-customer-source.js';
import { SqlExchangeRateSource } from './sql/sql-exchange-rate-source.js';
import { SqlOpenOrderSource } from './sql/sql-open-order-source.js';
import { SqlOpenQuoteSource } from './sql/sql-open-quote-source.js';
import { SqlOrderSource } from './sql/sql-order-source.js';
import { SqlPartNumberSource } from './sql/sql-part-number-source.js';
import { SqlPriceSheetSource } from './sql/sql-price-sheet-source.js';
import { SqlPriceSource } from './sql/sql-price-source.js';
import { SqlPriceVersionSource } from './sql/sql-price-version-source.js';
import { SqlQuoteSource } from './sql/sql-quote-source.js';
import { SqlRateInUseSource } from './sql/sql-rate-in-use-source.js';
import { SqlReceivablesSource } from './sql/sql-receivables-source.js';
import {
  SqlChangedCustomerSource,
  SqlChangedStockSource,
  SqlErpClock,
  SqlPostedInvoiceSource,
} from './sql/sql-stamped-sources.js';
import { SqlStockSource } from './sql/sql-stock-source.js';
import { SqlTurningItemSource } from './sql/sql-turning-item-source.js';
import { StatementWarmth } from './statement-warmth.js';

/** For what jobs read in the background, a thousand items at a time. */
const BACKGROUND_DEADLINE_MS = 30_000;
/** Jobs that may wait for their turn to read. */
const BACKGROUND_QUEUE = 16;
/** An order has up to 500 lines with taxes, each a call of eConnect. On a SQL Server they go in few messages, and take their time there. */
const WRITE_DEADLINE_MS = 60_000;
/** A look that takes longer would tell of changes too late. */
const CHANGES_DEADLINE_MS = 1_500;
/** Waiting calls for each call that may run at once. Calls behind a longer queue would not begin before their deadline. */
const QUEUE_PER_PLACE = 8;

/** Guards the reads that pages wait for. When GP slows down under them, fewer run at once. */
class PageGuard extends Guard {}
/**
 * Guards the writes to GP. An order of many lines takes long, and must not delay pages. The number of writes that run at once
 * is fixed: a write's duration shows the length of the order and not the load of GP, and writes are too few to learn from.
 */
class WriteGuard extends Guard {}
/** Guards background reads, which no request waits for. They run one at a time, so their number is not adapted. */
class BackgroundGuard extends Guard {}
/** Guards the looks for changes, of which one runs at a time, and which come too late where they take long. */
class ChangesGuard extends Guard {}

function onFault(operation: string, cause: unknown): void {
  new Logger('gp').warn({ operation, reason: reasonOf(cause) }, 'GP did not complete an operation');
}

function pageLimits(settings: GpSettings): GuardLimits {
  const { concurrency, leastConcurrency } = settings;
  return {
    get deadlineMs() {
      return settings.deadlineMs;
    },
    concurrency,
    leastConcurrency,
    queue: concurrency * QUEUE_PER_PLACE,
  };
}

/** A look is tried again every few seconds. The feed logs when looks begin to fail, and when one succeeds again. */
function onLookFault(operation: string, cause: unknown): void {
  new Logger('gp').debug({ operation, reason: reasonOf(cause) }, 'GP did not complete an operation');
}

/** Optional, as an application without observability has no observer. */
const observer = { token: GuardObserver, optional: true };

const guards: Provider[] = [
  {
    provide: PageGuard,
    inject: [GpSettings, observer],
    useFactory: (settings: GpSettings, observer?: GuardObserver) => new PageGuard(pageLimits(settings), onFault, observer),
  },
  {
    provide: WriteGuard,
    inject: [GpSettings, observer],
    useFactory: ({ concurrency }: GpSettings, observer?: GuardObserver) => {
      const queue = concurrency * QUEUE_PER_PLACE;
      return new WriteGuard({ deadlineMs: WRITE_DEADLINE_MS, concurrency, queue }, onFault, observer);
    },
  },
  {
    provide: BackgroundGuard,
    inject: [observer],
    useFactory: (observer?: GuardObserver) =>
      new BackgroundGuard({ deadlineMs: BACKGROUND_DEADLINE_MS, concurrency: 1, queue: BACKGROUND_QUEUE }, onFault, observer),
  },
  {
    provide: ChangesGuard,
    inject: [observer],
    useFactory: (observer?: GuardObserver) =>
      new ChangesGuard({ deadlineMs: CHANGES_DEADLINE_MS, concurrency: 1, queue: 1 }, onLookFault, observer),
  },
  {
    provide: Guards,
    inject: [PageGuard, WriteGuard, BackgroundGuard, ChangesGuard],
    useFactory: (...all: Guard[]) => new Guards(all),
  },
];

/** What jobs read of changes, for events. A change that is rolled back has not happened: they read what is committed. */
function background<Port extends object>(
  port: Abstract<Port>,
  name: string,
  adapter: new (gp: CompanyTables['committed']) => Port,
): Provider {
  return {
    provide: port,
    inject: [CompanyTables, BackgroundGuard],
    useFactory: (tables: CompanyTables, guard: BackgroundGuard) => guarded(name, new adapter(tables.committed), guard, tables),
  };
}

/** Binds each port to its adapter, behind a guard. The adapters ask the GpCompany that the module was given. */
const bindings: Provider[] = [
  {
    provide: CompanyClock,
    inject: [CompanyTables],
    useFactory: (tables: CompanyTables): CompanyClock => ({ aheadMs: () => tables.company.aheadMs }),
  },
  {
    provide: CustomerSource,
    inject: [CompanyTables, PageGuard, GpSettings],
    useFactory: (tables: CompanyTables, guard: PageGuard, { accountFields }: GpSettings) =>
      guarded('gp.customer', new SqlCustomerSource(tables.gp, () => tables.company.today(), accountFields), guard, tables),
  },
  {
    provide: AddressSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.address', new SqlAddressSource(tables.gp), guard, tables),
  },
  {
    provide: CompanySource,
    inject: [CompanyTables, PageGuard, GpSettings, OrderingSettings, QuotesSettings],
    useFactory: (
      tables: CompanyTables,
      guard: PageGuard,
      { currencyCodes }: GpSettings,
      { documentId: order }: OrderingSettings,
      { documentId: quote }: QuotesSettings,
    ) => {
      const { databaseName } = tables.company;
      const source = new SqlCompanySource(tables.gp, databaseName, currencyCodes, { order, quote });
      return guarded('gp.company', source, guard, tables);
    },
  },
  {
    provide: PriceSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) => guarded('gp.price', new SqlPriceSource(tables.gp), guard, tables),
  },
  {
    provide: PriceSheetSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.price-sheets', new SqlPriceSheetSource(tables.gp), guard, tables),
  },
  {
    provide: ExchangeRateSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.exchange-rates', new SqlExchangeRateSource(tables.gp), guard, tables),
  },
  {
    provide: StockSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) => guarded('gp.stock', new SqlStockSource(tables.gp), guard, tables),
  },
  {
    provide: OrderSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.order', new SqlOrderSource(tables.gp, tables.readOnly), guard, tables),
  },
  {
    provide: ReceivablesSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded(
        'gp.receivables',
        new SqlReceivablesSource(tables.gp, () => tables.company.today(), tables.readOnly),
        guard,
        tables,
      ),
  },
  {
    provide: OrderTermsSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.orderTerms', new SqlOrderTermsSource(tables.gp), guard, tables),
  },
  {
    provide: PartNumberSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.partNumbers', new SqlPartNumberSource(tables.gp), guard, tables),
  },
  {
    provide: ShippingMethodSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.shippingMethods', new SqlShippingMethodSource(tables.gp), guard, tables),
  },
  {
    provide: PaymentAccountSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.paymentAccounts', new SqlPaymentAccountSource(tables.gp), guard, tables),
  },
  {
    provide: TaxDetailSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.taxDetails', new SqlTaxDetailSource(tables.gp), guard, tables),
  },
  {
    provide: EmailHolderSource,
    inject: [CompanyTables, WriteGuard],
    // It is part of writing an order, and may take longer than a page waits.
    useFactory: (tables: CompanyTables, guard: WriteGuard) =>
      guarded('gp.emailHolders', new SqlEmailHolderSource(tables.committed), guard, tables),
  },
  {
    provide: OrderIntake,
    inject: [CompanyTables, WriteGuard, OrderingSettings],
    useFactory: (tables: CompanyTables, guard: WriteGuard, settings: OrderingSettings) => {
      const { documentId = null, batchId, cardName = null, newCustomerClass: customerClass = null } = settings;
      const setup = { documentId, batchId, cardName, customerClass };
      return guarded('gp.orders', new EConnectOrderIntake(tables.company.econnect, tables.committed, setup), guard, tables);
    },
  },
  {
    provide: QuoteSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.quote', new SqlQuoteSource(tables.gp, tables.readOnly), guard, tables),
  },
  {
    provide: CommittedQuoteSource,
    inject: [CompanyTables, WriteGuard],
    useFactory: (tables: CompanyTables, guard: WriteGuard) =>
      guarded('gp.committedQuote', new SqlQuoteSource(tables.committed), guard, tables),
  },
  {
    provide: QuoteIntake,
    inject: [CompanyTables, WriteGuard, QuotesSettings],
    useFactory: (tables: CompanyTables, guard: WriteGuard, { documentId, batchId }: QuotesSettings) => {
      const setup = { documentId: documentId ?? null, batchId, cardName: null, customerClass: null };
      const intake = new EConnectOrderIntake(tables.company.econnect, tables.committed, setup, QUOTE);
      return guarded<QuoteIntake>('gp.quotes', intake, guard, tables);
    },
  },
  {
    provide: OpenItemSource,
    inject: [CompanyTables, PageGuard],
    useFactory: (tables: CompanyTables, guard: PageGuard) =>
      guarded('gp.openItems', new SqlOpenItemSource(tables.gp, () => tables.company.today()), guard, tables),
  },
  {
    provide: CashReceiptIntake,
    inject: [CompanyTables, WriteGuard, PaymentSettings, OrderingSettings],
    useFactory: (tables: CompanyTables, guard: WriteGuard, payments: PaymentSettings, { cardName }: OrderingSettings) => {
      const { batchId, checkbook = null, card = cardName ?? null } = payments;
      const today = () => tables.company.today();
      const setup = { batchId, checkbook, card };
      const intake = new EConnectCashReceiptIntake(tables.company.econnect, tables.committed, today, setup);
      return guarded('gp.receipts', intake, guard, tables);
    },
  },
  {
    provide: OrderCancellation,
    inject: [CompanyTables, WriteGuard],
    useFactory: (tables: CompanyTables, guard: WriteGuard) =>
      guarded('gp.orderCancellation', new EConnectOrderCancellation(tables.company.econnect, tables.committed), guard, tables),
  },
  {
    provide: CatalogSource,
    inject: [CompanyTables, BackgroundGuard, GpSettings],
    useFactory: (tables: CompanyTables, guard: BackgroundGuard, { productFields }: GpSettings) =>
      guarded('gp.catalog', new SqlCatalogSource(tables.readOnly, productFields), guard, tables),
  },
  background(OpenOrderSource, 'gp.openOrders', SqlOpenOrderSource),
  background(OpenQuoteSource, 'gp.openQuotes', SqlOpenQuoteSource),
  background(PostedInvoiceSource, 'gp.postedInvoices', SqlPostedInvoiceSource),
  background(ChangedStockSource, 'gp.changedStock', SqlChangedStockSource),
  background(PriceVersionSource, 'gp.priceVersions', SqlPriceVersionSource),
  background(TurningItemSource, 'gp.turningItems', SqlTurningItemSource),
  background(RateInUseSource, 'gp.ratesInUse', SqlRateInUseSource),
  {
    provide: PriceComparison,
    inject: [CompanyTables, BackgroundGuard, GpSettings],
    useFactory: (tables: CompanyTables, guard: BackgroundGuard, settings: GpSettings) => {
      const { isSqlServer, databaseName, handingOver } = tables.company;
      const today = () => tables.company.today();
      // Of the same server as GP's procedure: a replica may have older prices.
      const compared = { isSandbox: !isSqlServer, databaseName, gp: tables.committed, handingOver, today };
      return guarded<PriceComparison>('gp.priceComparison', new SqlPriceComparison(compared, settings), guard, tables);
    },
  },
  background(ErpClock, 'gp.clock', SqlErpClock),
  background(ChangedCustomerSource, 'gp.changedCustomers', SqlChangedCustomerSource),
  {
    provide: GpChanges,
    inject: [GpCompany, ChangesGuard, GpSettings],
    // A value that was read without locks and rolled back afterwards leaves no trace of a change.
    useFactory: (company: GpCompany, guard: ChangesGuard, { changes, locks }: GpSettings) =>
      guarded('gp.changes', new SqlGpChanges(company.gp, locks === 'nolock' ? null : company.changes, changes), guard),
  },
];

const tasks: Provider[] = [
  { provide: CheckAtStart, inject: [GpCompany], useFactory: (company: GpCompany) => new CheckAtStart(company) },
  {
    provide: ErpHealth,
    inject: [GpCompany, CheckAtStart],
    useFactory: (company: GpCompany, check: CheckAtStart) => new CompanyHealth(company.health, check),
  },
  {
    provide: StatementWarmth,
    inject: [CompanyTables, BackgroundGuard, GpSettings],
    useFactory: (tables: CompanyTables, guard: BackgroundGuard, { accountFields, productFields }: GpSettings) =>
      new StatementWarmth(tables, guard, { ofAccounts: accountFields, ofProducts: productFields }),
  },
];

/** All access to GP. */
@Module({})
export class GpModule implements OnModuleDestroy {
  constructor(private readonly guards: Guards) {}

  static with(company: GpCompany): DynamicModule {
    return {
      module: GpModule,
      global: true,
      providers: [
        { provide: GpCompany, useValue: company },
        { provide: CompanyTables, useValue: new CompanyTables(company) },
        ...guards,
        ...bindings,
        ...tasks,
      ],
      exports: [
        CompanyClock,
        CustomerSource,
        AddressSource,
        CompanySource,
        PriceSource,
        PriceSheetSource,
        ExchangeRateSource,
        StockSource,
        OrderSource,
        ReceivablesSource,
        OrderIntake,
        QuoteSource,
        CommittedQuoteSource,
        QuoteIntake,
        OpenItemSource,
        CashReceiptIntake,
        OrderCancellation,
        EmailHolderSource,
        OrderTermsSource,
        PartNumberSource,
        PaymentAccountSource,
        ShippingMethodSource,
        TaxDetailSource,
        CatalogSource,
        OpenOrderSource,
        OpenQuoteSource,
        PostedInvoiceSource,
        ChangedStockSource,
        ChangedCustomerSource,
        PriceVersionSource,
        TurningItemSource,
        RateInUseSource,
        PriceComparison,
        ErpClock,
        ErpHealth,
        GpChanges,
        Guards,
      ],
    };
  }

  onModuleDestroy(): void {
    this.guards.close();
  }
}
