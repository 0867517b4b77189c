import type { Bench } from '../bench.js';
import { Client } from '../client.js';
import { median, shown } from '../figures.js';
import { byKind, type Command, type QuestionToGp } from '../instances.js';
import { newPages } from '../load/closed-loop.js';
import { completePage } from '../page-answer.js';
import type { Server } from '../processes.js';
import type { Report } from '../report.js';
import { interleavedRounds, ROUND_COLUMNS, roundRows, timesCheaper } from '../rounds.js';
import type { Setting } from '../setting.js';
import { VariedPages } from '../varied-work.js';
import { pageRequest } from '../work.js';

const STANDARD = 'standard pricing';
const EXTENDED = 'extended pricing';
const CHECKED_PAGES = 200;
const TRIES = 9;
const STRETCH = { warmSeconds: 10, measuredSeconds: 60 };

/** Pages as shops ask for them, of one company on either of GP's pricing engines. */
export async function extended(bench: Bench): Promise<Report> {
  const settings = new Map([
    [STANDARD, await bench.setting()],
    [EXTENDED, await bench.extendedSetting()],
  ]);
  const servers: Server[] = [];
  const pages = new Map<string, VariedPages>();
  for (const [name, setting] of settings) {
    const server = await setting.gateway(name);
    const own = new VariedPages(setting.shoppers);
    const client = new Client(server.url);
    const checked = own.takeMany(CHECKED_PAGES);
    // A cold page may lack what GP did not answer in time.
    for (const page of checked) await client.ask(page);
    for (const page of checked) completePage((await client.ask(page)).text);
    client.close();
    servers.push(server);
    pages.set(name, own);
  }
  const rounds = await interleavedRounds(
    await bench.setting(),
    servers,
    ({ name }) => newPages(() => (pages.get(name) as VariedPages).take()),
    STRETCH,
  );
  const questions = new Map<string, string[]>();
  for (const [name, setting] of settings) questions.set(name, await questionsOf(setting));
  for (const server of servers) await server.stop();
  return {
    title: 'Standard and extended pricing',
    about:
      'The pages of the first table, of the same company on price lists and on price sheets: list prices with three breaks in the base ' +
      'book, a book for each level with a percentage of every group, and 60 prices, percentages and amounts off on a sheet of every ' +
      `account. ${CHECKED_PAGES} pages of each had all of their prices. Questions: medians of ${TRIES} pages, each asked by itself.`,
    columns: [...ROUND_COLUMNS, 'times the processor time', 'cold, account known', 'cold, account unknown', 'warm'],
    rows: roundRows(rounds, []).map((row, index) => {
      // The name in the row may say what was refused.
      const name = [...rounds.keys()][index] ?? '';
      return [...row, shown(timesCheaper(rounds, STANDARD, name)), ...(questions.get(name) ?? [])];
    }),
  };
}

/** Questions of a page whose products are unknown, of one whose account is unknown too, and of one that is known. */
async function questionsOf(setting: Setting): Promise<string[]> {
  const instance = await setting.instance();
  const client = new Client(instance.url);
  await client.warmUp(setting.requests);
  const asked = async (forgets: Pick<Command, 'forgets' | 'forgetsAccounts'>) => {
    const tries: (readonly QuestionToGp[])[] = [];
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const shopper = setting.shoppers[attempt];
      if (!shopper) throw new RangeError(`there is no shopper ${attempt}`);
      const page = pageRequest(shopper, attempt % 5);
      await client.ask(page);
      await instance.tell({ ...forgets, countsAnew: true });
      await client.ask(page);
      tries.push(await instance.tell({}));
    }
    const most = tries.toSorted((one, other) => other.length - one.length)[0] ?? [];
    return `${median(tries.map(({ length }) => length))} (${byKind(most)})`;
  };
  const found = [
    await asked({ forgets: 'everywhere' }),
    await asked({ forgets: 'everywhere', forgetsAccounts: true }),
    await asked({}),
  ];
  client.close();
  await instance.stop();
  return found;
}
