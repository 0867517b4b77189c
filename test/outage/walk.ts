import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FAULTS, type Fault } from '../support/fault-proxy.js';
import { Load } from './load.js';
import { Requests } from './requests.js';
import { promisesOf } from './specification.js';
import { type Protocol, type Server, Surroundings } from './surroundings.js';

const RECOVERY = { interval: 250 };
/** Everything is asked for twice where that tells more: the second time breakers are open, and others have failed before. */
const ROUNDS: Readonly<Record<Fault, number>> = { away: 2, slow: 1, hanging: 2, resetting: 2, nonsense: 1 };

/** Lets one server fail in every way, under load, and holds what becomes of every kind of request against the document. */
export function walk(server: Server, protocol?: Protocol): void {
  const promises = promisesOf(`## ${server}`);

  describe(`${server}${protocol ? ` on a ${protocol}` : ''} under load`, () => {
    let surroundings: Surroundings;
    let requests: Requests;

    beforeAll(async () => {
      surroundings = await Surroundings.open(server, protocol);
      requests = new Requests(surroundings);
      await requests.open();
    });
    afterAll(async () => {
      await surroundings?.close();
    });

    /** Every kind of request once, side by side. @returns what came of each, by its name */
    async function round(without: readonly string[] = []): Promise<Record<string, string>> {
      const asked = Object.entries(requests.byName).filter(([name]) => !without.includes(name));
      return Object.fromEntries(await Promise.all(asked.map(async ([name, ask]) => [name, await ask()] as const)));
    }

    /** By itself, within seconds. A refresh token is good once, and a session can't move to where it is. */
    async function isNormal(): Promise<void> {
      await vi.waitFor(async () => {
        expect(surroundings.redisState).toBe('ready');
        const words = await round(['placeOrder']);
        for (const [name, word] of Object.entries(words)) expect(`${name}: ${word}`).toBe(`${name}: normal`);
      }, RECOVERY);
      expect(await requests.placeAgain()).toEqual([]);
    }

    it('the document has a row for every kind of request', () => {
      expect([...promises.requests.keys()]).toEqual(Object.keys(requests.byName));
    });

    it.each(FAULTS)('%s', async (fault) => {
      await requests.prepare();
      await surroundings.proxy.make(fault);
      const load = new Load((turn) => requests.anyPage(turn));
      const broken: string[] = [];
      for (let nth = 1; nth <= ROUNDS[fault]; nth++) {
        if (nth > 1 && server === 'Dynamics GP')
          await vi.waitFor(() => expect(surroundings.breakers).toContain('open'), RECOVERY);
        for (const [name, first] of Object.entries(await round())) {
          const promised = promises.requests.get(name)?.[fault] ?? [];
          let word = first;
          // A busy machine is a trouble of its own: what was answered in a way that is promised for others is asked again.
          if (!promised.includes(word) && promises.words.includes(word)) word = (await requests.byName[name]?.()) ?? word;
          if (!promised.includes(word)) broken.push(`${name}, round ${nth}: ${word}, and not ${promised.join(' or ')}`);
        }
      }
      await surroundings.proxy.make(undefined);
      await isNormal();
      await load.stop();
      expect(broken).toEqual([]);
      expect(load.faults).toEqual([]);
    });

    it('connections that are lost without a word are replaced', async () => {
      await requests.prepare();
      surroundings.proxy.loseConnections();
      const load = new Load((turn) => requests.anyPage(turn));
      await isNormal();
      await load.stop();
      expect(load.faults).toEqual([]);
    });

    it('every order that was accepted is in GP once', async () => {
      await vi.waitFor(async () => {
        surroundings.passFreshness();
        expect([...(await surroundings.submissions()).values()].filter((status) => status !== 'PUSHED')).toEqual([]);
      }, RECOVERY);
      expect(await surroundings.ordersInGp()).toEqual(requests.placed.toSorted());
      expect(new Set(requests.placed).size).toBe(requests.placed.length);
    });
  });
}
