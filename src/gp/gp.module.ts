import { type DynamicModule, Logger, Module, type OnModuleDestroy, type Provider } from '@nestjs/common';
import { AddressSource, CompanySource, CustomerSource } from '../account/index.js';
import { CatalogSource } from '../catalog/index.js';
import { GpSettings, OrderingSettings } from '../config/index.js';
import { reasonOf } from '../faults/index.js';
import { StockSource } from '../inventory/index.js';
import { EmailHolderSource, OrderIntake, OrderSource } from '../ordering/index.js';
import { PriceSource } from '../pricing/index.js';
import { Guard, GuardObserver, Guards } from '../resilience/index.js';
import { EConnectOrderIntake } from './econnect/econnect-order-intake.js';
import { SqlEmailHolderSource } from './econnect/sql-email-holder-source.js';
import { GpCompany } from './gp-company.js';
import { guarded } from './guarded.js';
import { SqlAddressSource } from './sql/sql-address-source.js';
import { SqlCatalogSource } from './sql/sql-catalog-source.js';
import { SqlCompanySource } from './sql/sql-company-source.js';
import { SqlCustomerSource } from './sql/sql-customer-source.js';
import { SqlOrderSource } from './sql/sql-order-source.js';
import { SqlPriceSource } from './sql/sql-price-source.js';
import { SqlStockSource } from './sql/sql-stock-source.js';

/** The snapshot of GP's items is read a thousand at a time, in the background and by one reader. */
const BACKGROUND_DEADLINE_MS = 30_000;
/** Every line of an order is a call of eConnect, up to 60 ms away, and an order has up to 500 of them. */
const WRITE_DEADLINE_MS = 60_000;
/** More callers than this in a line would wait longer than they have time. */
const QUEUE_PER_PLACE = 8;

/** Guards what pages wait for: when GP slows down under their questions, fewer are asked at once. */
class PageGuard extends Guard {}
/**
 * Guards what changes GP: an order of many lines takes its time, and must not take that of the pages. How many run at once
 * is fixed: the time of a write tells how long the order is and not how GP fares, and there are too few to learn from.
 */
class WriteGuard extends Guard {}
/** Guards what nobody waits for. One at a time cannot become fewer. */
class BackgroundGuard extends Guard {}

function onFault(operation: string, cause: unknown): void {
  new Logger('gp').warn({ operation, reason: reasonOf(cause) }, 'GP did not complete an operation');
}

/** Where nobody watches, there is no observer. */
const observer = { token: GuardObserver, optional: true };

const guards: Provider[] = [
  {
    provide: PageGuard,
    inject: [GpSettings, observer],
    useFactory: ({ deadlineMs, concurrency, leastConcurrency }: GpSettings, observer?: GuardObserver) => {
      const queue = concurrency * QUEUE_PER_PLACE;
      return new PageGuard({ deadlineMs, concurrency, leastConcurrency, queue }, onFault, observer);
    },
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
      new BackgroundGuard({ deadlineMs: BACKGROUND_DEADLINE_MS, concurrency: 1, queue: 1 }, onFault, observer),
  },
  {
    provide: Guards,
    inject: [PageGuard, WriteGuard, BackgroundGuard],
    useFactory: (...all: Guard[]) => new Guards(all),
  },
];

/** Which adapter answers for each port, behind its guard. They ask whatever company there is. */
const bindings: Provider[] = [
  {
    provide: CustomerSource,
    inject: [GpCompany, PageGuard, GpSettings],
    useFactory: (company: GpCompany, guard: PageGuard, { accountFields }: GpSettings) =>
      guarded('gp.customer', new SqlCustomerSource(company.gp, () => company.today(), accountFields), guard),
  },
  {
    provide: AddressSource,
    inject: [GpCompany, PageGuard],
    useFactory: (company: GpCompany, guard: PageGuard) => guarded('gp.address', new SqlAddressSource(company.gp), guard),
  },
  {
    provide: CompanySource,
    inject: [GpCompany, PageGuard, GpSettings],
    useFactory: (company: GpCompany, guard: PageGuard, { currencyCodes }: GpSettings) =>
      guarded('gp.company', new SqlCompanySource(company.gp, company.databaseName, currencyCodes), guard),
  },
  {
    provide: PriceSource,
    inject: [GpCompany, PageGuard],
    useFactory: (company: GpCompany, guard: PageGuard) => guarded('gp.price', new SqlPriceSource(company.gp), guard),
  },
  {
    provide: StockSource,
    inject: [GpCompany, PageGuard],
    useFactory: (company: GpCompany, guard: PageGuard) => guarded('gp.stock', new SqlStockSource(company.gp), guard),
  },
  {
    provide: OrderSource,
    inject: [GpCompany, PageGuard],
    useFactory: (company: GpCompany, guard: PageGuard) => guarded('gp.order', new SqlOrderSource(company.gp), guard),
  },
  {
    provide: EmailHolderSource,
    inject: [GpCompany, WriteGuard],
    // It belongs to the way of an order into GP, and may take longer than pages wait.
    useFactory: (company: GpCompany, guard: WriteGuard) =>
      guarded('gp.emailHolders', new SqlEmailHolderSource(company.gp), guard),
  },
  {
    provide: OrderIntake,
    inject: [GpCompany, WriteGuard, OrderingSettings],
    useFactory: (company: GpCompany, guard: WriteGuard, settings: OrderingSettings) => {
      const { documentId = null, batchId, cardName = null, newCustomerClass: customerClass = null } = settings;
      const setup = { documentId, batchId, cardName, customerClass };
      return guarded('gp.orders', new EConnectOrderIntake(company.econnect, company.gp, setup), guard);
    },
  },
  {
    provide: CatalogSource,
    inject: [GpCompany, BackgroundGuard, GpSettings],
    useFactory: (company: GpCompany, guard: BackgroundGuard, { productFields }: GpSettings) =>
      guarded('gp.catalog', new SqlCatalogSource(company.gp, productFields), guard),
  },
];

/** Everything that is asked of GP. */
@Module({})
export class GpModule implements OnModuleDestroy {
  constructor(private readonly guards: Guards) {}

  static with(company: GpCompany): DynamicModule {
    return {
      module: GpModule,
      global: true,
      providers: [{ provide: GpCompany, useValue: company }, ...guards, ...bindings],
      exports: [
        CustomerSource,
        AddressSource,
        CompanySource,
        PriceSource,
        StockSource,
        OrderSource,
        OrderIntake,
        EmailHolderSource,
        CatalogSource,
        Guards,
      ],
    };
  }

  onModuleDestroy(): void {
    this.guards.close();
  }
}
