import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltGateway, buildGateway, endAll } from '../../support/built-gateway.js';
import { PATIENCE_MS } from '../../support/patience.js';
import { type Asked, requests, USUAL_HEADERS } from './requests.js';
import { ALL_SECRETS, OF_CONFIGURATION } from './secrets.js';
import { Seen } from './seen.js';
import { Surroundings } from './surroundings.js';
import { WEATHERS, type Weather } from './weathers.js';

describe('Planted secrets', () => {
  const seen = new Seen();
  const unmet: string[] = [];
  let around: Surroundings;
  let gateway: BuiltGateway;
  /** Made anew each time: an order that was sent before is not written again. */
  let asked: () => readonly Asked[];
  let tokens: readonly string[];

  beforeAll(async () => {
    await buildGateway();
    around = await Surroundings.open();
    gateway = await BuiltGateway.start(around.environment);
    const [idTokens, assertions] = await Promise.all([around.provider.tokens(), around.client.assertions()]);
    asked = () => requests(idTokens, assertions);
    tokens = [idTokens, assertions].flatMap(Object.values<string>).flatMap((token) => token.split('.'));
  });
  afterAll(async () => {
    await endAll();
    await around?.close();
  });

  async function ask({ about, path = '/graphql', method = 'POST', headers, body }: Asked, weather: string): Promise<void> {
    const response = await fetch(`${gateway.url}${path}`, {
      method,
      headers: { ...USUAL_HEADERS, ...headers },
      ...(body !== undefined && { body }),
    });
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    seen.add(`answer to ${about}, ${weather}`, `${head}\n${await response.text()}`);
  }

  /** Asks everything in a weather, and again until the gateway has met it. @returns what did not show */
  async function meet({ name, make, shownBy }: Weather): Promise<void> {
    const [logged, traced] = make ? [gateway.written.length, around.collector.text.length] : [0, 0];
    await make?.(around);
    around.names.forgetAsked();
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      await Promise.all(asked().map((request) => ask(request, name)));
      const shown = gateway.written.slice(logged) + around.collector.text.slice(traced);
      const missing: string[] = [];
      for (const sign of shownBy) {
        const isShown = sign instanceof RegExp ? sign.test(shown) : await sign(around);
        if (!isShown) missing.push(`${name}: ${sign}`);
      }
      if (missing.length === 0) return;
      if (Date.now() > giveUpAt) return void unmet.push(...missing);
      await pause(200);
    }
  }

  it('stand in no answer, no line of the log, no metric and no trace, whatever fails', async () => {
    for (const weather of WEATHERS) {
      await meet(weather);
      await around.mend();
    }
    const metrics = await fetch(`${gateway.url}/metrics`, {
      headers: { authorization: `Bearer ${OF_CONFIGURATION.metricsToken}` },
    });
    expect(metrics.status).toBe(200);
    seen.add('metrics', await metrics.text());
    const { stdout, stderr } = await gateway.stop();
    for (const line of `${stdout}\n${stderr}`.split('\n')) seen.add('log', line);
    seen.add('traces', around.collector.text);
    expect(around.collector.spans.length).toBeGreaterThan(0);

    expect(seen.leaksOf([...ALL_SECRETS, ...tokens, ...around.addresses])).toEqual([]);
  });

  it('would be found: the faults that hold them were met', () => {
    expect(unmet).toEqual([]);
  });
});
