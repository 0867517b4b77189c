import 'reflect-metadata';
import * as built from './built.js';
import type { Command, Observed, QuestionToGp } from './instances.js';

/** The gateway in a process that also obeys the benchmark: trouble with GP, cold pages, another time. */
const questions: QuestionToGp[] = [];
await watchSources();
const { readEnvironment } = await built.configModule();
const { startGateway } = await built.gatewayModule();
const gateway = await startGateway(readEnvironment(), false);

let aheadMs = 0;
const { Clock } = await built.clockModule();
gateway.app.get(Clock).now = () => Date.now() + aheadMs;

process.on('message', (command: Command) => {
  obey(command).then(
    (observed) => process.send?.(observed),
    (cause: unknown) => process.send?.({ failure: String(cause) }),
  );
});
process.once('SIGTERM', () => {
  gateway.close().finally(() => process.exit(0));
});
console.log(`${gateway.url}/graphql`);

async function obey(command: Command): Promise<Observed> {
  if (command.trouble) gateway.sandbox?.trouble.make(command.trouble);
  if (command.forgets) {
    const { LiveReaders } = await built.liveModule();
    const readers = gateway.app.get(LiveReaders);
    const namespaces = [...(await productFacts()), ...(command.forgetsAccounts ? await accountFacts() : [])];
    if (command.forgets === 'everywhere') readers.forget(namespaces);
    else for (const namespace of namespaces) readers.forgotten(namespace, undefined);
  }
  if (command.tracksChanges !== undefined) await gateway.sandbox?.trackChanges(command.tracksChanges);
  if (command.sells) {
    await gateway.sandbox?.change(
      `update "IV00102" set "ATYALLOC" = "ATYALLOC" + 1 where "ITEMNMBR" = $1 and ("RCRDTYPE" = 1 or "LOCNCODE" = 'CENTRAL')`,
      [command.sells],
    );
  }
  aheadMs = command.aheadMs ?? aheadMs;
  if (command.countsAnew) questions.length = 0;
  return { questions };
}

/** What pages show of products that GP knows. Who the account is stays known. */
async function productFacts(): Promise<string[]> {
  const { itemPricingPolicy, priceListPolicy, sheetPricesPolicy } = await built.pricePolicies();
  const { stockPolicy } = await built.stockPolicies();
  return [itemPricingPolicy, priceListPolicy, sheetPricesPolicy, stockPolicy].map(({ namespace }) => namespace);
}

/** Who an account is, and which price sheets it and the books have. */
async function accountFacts(): Promise<string[]> {
  const { customerPolicy } = await built.accountPolicies();
  const { sheetLinksPolicy } = await built.pricePolicies();
  return [customerPolicy, sheetLinksPolicy].map(({ namespace }) => namespace);
}

/** Behind the guard, where questions leave for GP. */
async function watchSources(): Promise<void> {
  const { SqlPriceSource } = await built.sqlPriceSource();
  const { SqlPriceSheetSource } = await built.sqlPriceSheetSource();
  const { SqlStockSource } = await built.sqlStockSource();
  const { SqlCustomerSource } = await built.sqlCustomerSource();
  const prices = SqlPriceSource.prototype;
  prices.items = watched('item pricing', prices.items);
  prices.priceLists = watched('price lists', prices.priceLists);
  const sheets = SqlPriceSheetSource.prototype;
  sheets.links = watched('sheets of a customer or book', sheets.links);
  sheets.prices = watched('values of sheets', sheets.prices);
  SqlStockSource.prototype.levels = watched('stock', SqlStockSource.prototype.levels);
  const { SqlGpChanges } = await built.sqlGpChanges();
  SqlGpChanges.prototype.look = watched('looks for changes', SqlGpChanges.prototype.look);
  SqlCustomerSource.prototype.customers = watched('customers', SqlCustomerSource.prototype.customers);
}

function watched<Ask extends unknown[], R>(kind: string, question: (...ask: Ask) => Promise<R>) {
  return async function (this: unknown, ...ask: Ask): Promise<R> {
    const startedAt = performance.timeOrigin + performance.now();
    try {
      return await question.apply(this, ask);
    } finally {
      questions.push({ kind, startedAt, endedAt: performance.timeOrigin + performance.now() });
    }
  };
}
