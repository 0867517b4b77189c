import { openLoop } from './load/open-loop.js';
import { Place, pinLoad } from './place.js';
import { startPostgres } from './postgres.js';
import { Setting } from './setting.js';

const MINUTES = Number(process.argv[2] ?? 10);
const RATE_PER_SECOND = 200;
const SAMPLE_EVERY_MS = 2_000;
const MIB = 1024 * 1024;

/**
 * Asks for pages for ten minutes, every request another account and page, so that facts run out and are read again all the
 * time, and shows what the process's memory comes down to after its collections, minute by minute.
 */
const isPinned = pinLoad();
await using place = new Place();
const setting = await Setting.prepare({ place, isPinned, isQuick: false }, await startPostgres(place));
const gateway = await setting.gateway('gateway');
console.log('minute   requests   refused   p99 ms   least heap MiB   resident MiB');
for (let minute = 1; minute <= MINUTES; minute++) {
  const heap: number[] = [];
  const timer = setInterval(async () => heap.push(await gauge('nodejs_heap_size_used_bytes')), SAMPLE_EVERY_MS);
  const { answered, refused, p99Ms } = await openLoop(gateway.url, setting.requests, {
    ratePerSecond: RATE_PER_SECOND,
    seconds: 60,
  });
  clearInterval(timer);
  const resident = await gauge('process_resident_memory_bytes');
  const cells = [minute, answered, refused, p99Ms.toFixed(1), (Math.min(...heap) / MIB).toFixed(0), (resident / MIB).toFixed(0)];
  console.log(cells.map((cell, index) => String(cell).padStart([6, 10, 9, 8, 16, 14][index] ?? 0)).join(' '));
}
await gateway.stop();

async function gauge(name: string): Promise<number> {
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
}
