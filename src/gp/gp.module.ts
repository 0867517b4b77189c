import { type DynamicModule, Logger, Module, type OnModuleDestroy, type Provider } from '@nestjs/common';
import { AddressSource, CompanySource, CustomerSource } from '../account/index.js';
import { CatalogSource } from '../catalog/index.js';
import { GpSettings, OrderingSettings } from '../config/index.js';
import { reasonOf } from '../faults/index.js';
import { StockSource } from '../inventory/index.js';
import { OrderIntake, OrderSource } from '../ordering/index.js';
import { PriceSource } from '../pricing/index.js';
import { Guard } from '../resilience/index.js';
import { EConnectOrderIntake } from './econnect/econnect-order-intake.js';
import { guarded } from './guarded.js';
import { SandboxCompany } from './sandbox/sandbox-company.js';
import { SandboxEConnect } from './sandbox/sandbox-econnect.js';
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

/** Guards what pages wait for. */
class PageGuard extends Guard {}
/** Guards what changes GP: an order of many lines takes its time, and must not take that of the pages. */
class WriteGuard extends Guard {}
/** Guards what nobody waits for. */
class BackgroundGuard extends Guard {}

function onFault(operation: string, cause: unknown): void {
  new Logger('gp').warn({ operation, reason: reasonOf(cause) }, 'GP did not complete an operation');
}

const guards: Provider[] = [
  {
    provide: PageGuard,
    inject: [GpSettings],
    useFactory: ({ deadlineMs, concurrency }: GpSettings) =>
      new PageGuard({ deadlineMs, concurrency, queue: concurrency * QUEUE_PER_PLACE }, onFault),
  },
  {
    provide: WriteGuard,
    inject: [GpSettings],
    useFactory: ({ concurrency }: GpSettings) =>
      new WriteGuard({ deadlineMs: WRITE_DEADLINE_MS, concurrency, queue: concurrency * QUEUE_PER_PLACE }, onFault),
  },
  {
    provide: BackgroundGuard,
    useFactory: () => new BackgroundGuard({ deadlineMs: BACKGROUND_DEADLINE_MS, concurrency: 1, queue: 1 }, onFault),
  },
];

/** Which adapter answers for each port, behind its guard. A SQL Server's adapters will be the same with another connection. */
const bindings: Provider[] = [
  {
    provide: CustomerSource,
    inject: [SandboxCompany, PageGuard, GpSettings],
    useFactory: (company: SandboxCompany, guard: PageGuard, { accountFields }: GpSettings) =>
      guarded('gp.customer', new SqlCustomerSource(company.gp, () => company.today(), accountFields), guard),
  },
  {
    provide: AddressSource,
    inject: [SandboxCompany, PageGuard],
    useFactory: (company: SandboxCompany, guard: PageGuard) => guarded('gp.address', new SqlAddressSource(company.gp), guard),
  },
  {
    provide: CompanySource,
    inject: [SandboxCompany, PageGuard, GpSettings],
    useFactory: (company: SandboxCompany, guard: PageGuard, { currencyCodes }: GpSettings) =>
      guarded('gp.company', new SqlCompanySource(company.gp, company.databaseName, currencyCodes), guard),
  },
  {
    provide: PriceSource,
    inject: [SandboxCompany, PageGuard],
    useFactory: (company: SandboxCompany, guard: PageGuard) => guarded('gp.price', new SqlPriceSource(company.gp), guard),
  },
  {
    provide: StockSource,
    inject: [SandboxCompany, PageGuard],
    useFactory: (company: SandboxCompany, guard: PageGuard) => guarded('gp.stock', new SqlStockSource(company.gp), guard),
  },
  {
    provide: OrderSource,
    inject: [SandboxCompany, PageGuard],
    useFactory: (company: SandboxCompany, guard: PageGuard) => guarded('gp.order', new SqlOrderSource(company.gp), guard),
  },
  {
    provide: OrderIntake,
    inject: [SandboxCompany, WriteGuard, OrderingSettings],
    useFactory: (company: SandboxCompany, guard: WriteGuard, settings: OrderingSettings) => {
      const { documentId = null, batchId, cardName = null, newCustomerClass: customerClass = null } = settings;
      const setup = { documentId, batchId, cardName, customerClass };
      return guarded('gp.orders', new EConnectOrderIntake(new SandboxEConnect(company), company.gp, setup), guard);
    },
  },
  {
    provide: CatalogSource,
    inject: [SandboxCompany, BackgroundGuard, GpSettings],
    useFactory: (company: SandboxCompany, guard: BackgroundGuard, { productFields }: GpSettings) =>
      guarded('gp.catalog', new SqlCatalogSource(company.gp, productFields), guard),
  },
];

/** Everything that is asked of GP. */
@Module({})
export class GpModule implements OnModuleDestroy {
  constructor(
    private readonly pages: PageGuard,
    private readonly writes: WriteGuard,
    private readonly background: BackgroundGuard,
  ) {}

  static with(company: SandboxCompany): DynamicModule {
    return {
      module: GpModule,
      global: true,
      providers: [{ provide: SandboxCompany, useValue: company }, ...guards, ...bindings],
      exports: [
        CustomerSource,
        AddressSource,
        CompanySource,
        PriceSource,
        StockSource,
        OrderSource,
        OrderIntake,
        CatalogSource,
        PageGuard,
      ],
    };
  }

  onModuleDestroy(): void {
    this.pages.close();
    this.writes.close();
    this.background.close();
  }
}
