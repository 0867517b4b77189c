import type { Bench } from '../bench.js';
import { Client } from '../client.js';
import { shown } from '../figures.js';
import { byKind, type Instance } from '../instances.js';
import { isComplete } from '../page-answer.js';
import { sleep } from '../place.js';
import type { Report } from '../report.js';
import type { Setting } from '../setting.js';
import { pageRequest, type Shopper } from '../work.js';

const VISITORS = 1_000;
const INSTANCES = 3;
const GP_LATENCY_MS = 60;
const FORGETTING_MS = 300;

/** A thousand visitors ask for the same cold page at once. */
export async function crowd(bench: Bench): Promise<Report> {
  const setting = await bench.setting();
  const one = await setting.instance();
  const rows = [await meet('1 instance', [one], setting)];
  await one.stop();
  const redis = await bench.redis(`crowd with ${INSTANCES} instances`);
  if (redis) {
    const environment = { REDIS_URL: redis.url };
    const instances = await Promise.all(Array.from({ length: INSTANCES }, () => setting.instance(environment)));
    rows.push(await meet(`${INSTANCES} instances with one Redis`, instances, setting));
    for (const instance of instances) await instance.stop();
    await redis.stop();
  }
  return {
    title: 'A crowd at a cold page',
    about: `${VISITORS.toLocaleString('en-US')} requests for the same page of 24 products at once, on as many connections, the account and the catalogue known, GP ${GP_LATENCY_MS} ms away.`,
    columns: ['', 'complete pages', 'others', 'refused', 'questions to GP', 'of each kind', 'last answer ms'],
    rows,
  };
}

async function meet(what: string, instances: readonly Instance[], { requests, shoppers }: Setting): Promise<string[]> {
  const [shopper] = shoppers as readonly [Shopper];
  const clients = instances.map(({ url }) => new Client(url, VISITORS));
  for (const client of clients) await client.warmUp(requests);
  // Opens all connections.
  await Promise.all(visits(clients, shopper, 1));
  for (const instance of instances) {
    await instance.tell({ forgets: 'everywhere', countsAnew: true, trouble: { latencyMs: GP_LATENCY_MS } });
  }
  // Instances tell each other what they have forgotten.
  await sleep(FORGETTING_MS);
  const replies = await Promise.all(visits(clients, shopper, 0));
  const questions = (await Promise.all(instances.map((instance) => instance.tell({})))).flat();
  for (const client of clients) client.close();
  const answered = replies.filter(({ status }) => status === 200);
  const complete = answered.filter(({ text }) => isComplete(JSON.parse(text))).length;
  return [
    what,
    String(complete),
    String(answered.length - complete),
    String(replies.length - answered.length),
    String(questions.length),
    byKind(questions),
    shown(Math.max(...replies.map(({ ms }) => ms))),
  ];
}

function visits(clients: readonly Client[], shopper: Shopper, page: number) {
  const request = pageRequest(shopper, page);
  return Array.from({ length: VISITORS }, (_, index) => (clients[index % clients.length] as Client).ask(request));
}
