import type { Bench } from '../bench.js';
import { Client } from '../client.js';
import { median, shown } from '../figures.js';
import { byKind, type Instance, type QuestionToGp } from '../instances.js';
import type { Report } from '../report.js';
import type { Setting } from '../setting.js';
import type { PageRequest } from '../work.js';

const PASSES = 5;

/** Pages whose facts are in Redis and in no instance's memory: three instances against one. */
export async function scale(bench: Bench): Promise<Report | undefined> {
  const setting = await bench.setting();
  const redis = await bench.redis('scale');
  if (!redis) return undefined;
  const environment = { REDIS_URL: redis.url };
  const requests = onceEach(setting.requests);
  const first = await setting.instance(environment);
  const client = new Client(first.url);
  await client.warmUp(setting.requests);
  client.close();
  await first.stop();

  const rows = [await measure('1 instance', setting, environment, 1, requests)];
  rows.push(await measure('3 instances', setting, environment, 3, requests));
  await redis.stop();
  return {
    title: 'Facts that only Redis has',
    about:
      `Fresh processes behind one Redis that knows every fact; ${requests.length} pages, each with prices of another page and level, ` +
      `asked for ${PASSES} times, and before each time the instances forget prices and stock. All instances share one core, ` +
      'so three of them cannot be faster than one by more than what one leaves idle: what more instances cost is shown, not what more cores bring.',
    columns: ['', 'pages/s', 'CPU ms per page', 'questions to GP in all'],
    rows,
  };
}

/** One request for every page and price level: no two share a price. */
function onceEach(requests: readonly PageRequest[]): PageRequest[] {
  const seen = new Map<string, PageRequest>();
  for (const request of requests) {
    const key = `${request.page}/${request.shopper.level}`;
    if (!seen.has(key)) seen.set(key, request);
  }
  return [...seen.values()];
}

async function measure(
  what: string,
  setting: Setting,
  environment: NodeJS.ProcessEnv,
  count: number,
  requests: readonly PageRequest[],
): Promise<string[]> {
  const instances = await Promise.all(Array.from({ length: count }, () => setting.instance(environment)));
  const clients = instances.map(({ url }) => new Client(url));
  const shares = clients.map((_, own) => requests.filter((_, index) => index % count === own));
  const pass = () => Promise.all(clients.map((client, own) => client.askAll(shares[own] ?? [], () => undefined)));
  // The code of a fresh process is cold, too.
  await Promise.all(clients.map((client) => client.warmUp(setting.requests)));
  const everybody = (command: Parameters<Instance['tell']>[0]) =>
    Promise.all(instances.map((instance) => instance.tell(command)));
  const cpuMs = () => instances.reduce((sum, instance) => sum + instance.cpuMs(), 0);
  const figures: { readonly perSecond: number; readonly cpuMs: number; readonly questions: readonly QuestionToGp[] }[] = [];
  for (let number = 0; number < PASSES; number++) {
    await everybody({ forgets: 'in memory', countsAnew: true });
    const cpuBefore = cpuMs();
    const startedAt = performance.now();
    await pass();
    const seconds = (performance.now() - startedAt) / 1000;
    const used = cpuMs() - cpuBefore;
    const questions = (await everybody({})).flat();
    figures.push({ perSecond: requests.length / seconds, cpuMs: used / requests.length, questions });
  }
  for (const client of clients) client.close();
  for (const instance of instances) await instance.stop();
  return [
    what,
    shown(median(figures.map(({ perSecond }) => perSecond))),
    shown(median(figures.map((figure) => figure.cpuMs))),
    byKind(figures.flatMap(({ questions }) => questions)),
  ];
}
