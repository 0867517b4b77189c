import type { Bench } from '../bench.js';
import { Client } from '../client.js';
import { median, shown } from '../figures.js';
import { byKind, type Instance, type QuestionToGp } from '../instances.js';
import { isComplete } from '../page-answer.js';
import type { Report } from '../report.js';
import { PAGE_SIZE, type PageRequest, pageRequest, type Shopper, skusOf } from '../work.js';

const GP_LATENCY_MS = 60;
const TRIES = 15;
const AT_ONCE = 12;

/** A page that nobody has asked for, for an account that is known, with GP 60 ms away. */
export async function cold(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const instance = await setting.instance();
  const client = new Client(instance.url);
  // Its code is warm, and so are the accounts; GP is near for as long as that takes.
  await client.warmUp(setting.requests);
  await instance.tell({ trouble: { latencyMs: GP_LATENCY_MS } });
  const size = PAGE_SIZE / AT_ONCE;
  const parts = (shopper: Shopper, page: number) =>
    Array.from({ length: AT_ONCE }, (_, part) => pageRequest(shopper, page, skusOf(page, part * size, (part + 1) * size)));
  const rows = [
    await measure('1 request of 24 products', instance, client, setting.shoppers, (shopper, page) => [
      pageRequest(shopper, page),
    ]),
    await measure('12 requests of 2 products at once', instance, client, setting.shoppers, parts),
  ];
  client.close();
  await instance.stop();
  return {
    title: 'A cold page',
    about:
      `Prices and stock unknown, the account known, GP ${GP_LATENCY_MS} ms away; medians of ${TRIES} pages. GP's time is from the ` +
      "start of the page's first question to the end of its last.",
    columns: ['', 'questions', 'of each kind', 'page ms', "GP's ms", 'over it ms', 'complete pages'],
    rows,
  };
}

interface Try {
  readonly questions: readonly QuestionToGp[];
  readonly pageMs: number;
  readonly gpMs: number;
  /** Nothing was unavailable. */
  readonly complete: boolean;
}

async function measure(
  what: string,
  instance: Instance,
  client: Client,
  shoppers: readonly Shopper[],
  requestsFor: (shopper: Shopper, page: number) => readonly PageRequest[],
): Promise<string[]> {
  const tries: Try[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const shopper = shoppers[attempt] as Shopper;
    const requests = requestsFor(shopper, attempt % 5);
    // The account may have grown old; a page that is known asks for nothing else.
    await client.ask(pageRequest(shopper, 4 - (attempt % 5)));
    await instance.tell({ forgets: 'everywhere', countsAnew: true });
    const startedAt = performance.now();
    const replies = await Promise.all(requests.map((request) => client.ask(request)));
    const pageMs = performance.now() - startedAt;
    const questions = await instance.tell({});
    const gpMs = Math.max(...questions.map(({ endedAt }) => endedAt)) - Math.min(...questions.map(({ startedAt }) => startedAt));
    tries.push({ questions, pageMs, gpMs, complete: replies.every(({ text }) => isComplete(JSON.parse(text))) });
  }
  const most = tries.toSorted((one, other) => other.questions.length - one.questions.length)[0] as Try;
  return [
    what,
    `${median(tries.map(({ questions }) => questions.length))} (at most ${most.questions.length})`,
    byKind(most.questions),
    shown(median(tries.map(({ pageMs }) => pageMs))),
    shown(median(tries.map(({ gpMs }) => gpMs))),
    shown(median(tries.map(({ pageMs, gpMs }) => pageMs - gpMs))),
    `${tries.filter(({ complete }) => complete).length} of ${tries.length}`,
  ];
}
