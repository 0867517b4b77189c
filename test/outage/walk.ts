import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FAULTS, type Fault } from '../support/fault-proxy.js';
import { Load } from './load.js';
import { IN_PART, Requests } from './requests.js';
import { promisesOf } from './specification.js';
import { type Company, type Server, Surroundings } from './surroundings.js';

const RECOVERY = { interval: 250 };
/** Everything is asked for twice where that tells more: the second time breakers are open, and others have failed before. */
const ROUNDS: Readonly<Record<Fault, number>> = { away: 2, slow: 1, hanging: 2, resetting: 2, nonsense: 1 };

/** Requests that GP is handed something by. */
const HANDED_OVER = ['placeOrder', 'requestQuote', 'payInvoices'];

/** How often a request is asked again whose answer is promised for others. */
const TIMES_AGAIN = 5;

/**
 * Lets one server fail in every way, under load, and holds what becomes of every kind of request against the document.
 * @param faults the ways that are of interest
 */
export function walk(server: Server, company: Company = {}, faults: readonly Fault[] = FAULTS): void {
  const promises = promisesOf(`## ${server}`);
  const { protocol, pricing } = company;

  describe(`${server}${protocol ? ` on a ${protocol}` : ''}${pricing ? ` on ${pricing} pricing` : ''} under load`, () => {
    let surroundings: Surroundings;
    let requests: Requests;

    beforeAll(async () => {
      surroundings = await Surroundings.open(server, company);
      requests = new Requests(surroundings);
      await requests.open();
    });
    afterAll(async () => {
      await surroundings?.close();
    });

    /** Kinds of requests, each once, side by side. @returns what came of each, by its name */
    async function round(names: Iterable<string> = promises.requests.keys()): Promise<Record<string, string>> {
      return Object.fromEntries(
        await Promise.all([...names].map(async (name) => [name, (await requests.byName[name]?.()) ?? 'nothing'] as const)),
      );
    }

    /**
     * By itself, within seconds. Nothing is asked for again that was answered as ever: each round would be as much work as the
     * first. What is handed over to GP is left out, and waited for by the last test.
     */
    async function isNormal(): Promise<void> {
      const notYet = new Set([...promises.requests.keys()].filter((name) => !HANDED_OVER.includes(name)));
      await vi.waitFor(async () => {
        expect(surroundings.redisState).toBe('ready');
        const words = Object.entries(await round(notYet));
        for (const [name, word] of words) if (word === 'normal') notYet.delete(name);
        expect(words.filter(([, word]) => word !== 'normal')).toEqual([]);
      }, RECOVERY);
      expect(await requests.placeAgain()).toEqual([]);
    }

    const isKnown = (word: string) => promises.words.includes(word) || word === IN_PART;

    it('the document has a row for every kind of request', () => {
      expect([...promises.requests.keys()]).toEqual(Object.keys(requests.byName));
    });

    it.each(faults)('%s', async (fault) => {
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
          for (let again = 0; again < TIMES_AGAIN && !promised.includes(word) && isKnown(word); again++) {
            word = (await requests.byName[name]?.()) ?? word;
          }
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
      const load = new Load((turn) => requests.anyPage(turn));
      // As many connections are open as all this needs.
      await round();
      surroundings.proxy.loseConnections();
      expect(Object.entries(await round()).filter(([, word]) => !isKnown(word))).toEqual([]);
      await isNormal();
      await load.stop();
      expect(load.faults).toEqual([]);
    });

    it('every order, quote and payment that was accepted is in GP once', async () => {
      await vi.waitFor(async () => expect(await surroundings.hurry()).toEqual([]), RECOVERY);
      const { placed, quoted, documents } = requests;
      for (const accepted of [placed, quoted, documents.paid]) expect(new Set(accepted).size).toBe(accepted.length);
      expect(await surroundings.ordersInGp()).toEqual(placed.toSorted());
      expect(await surroundings.quotesInGp()).toEqual(quoted.toSorted());
      expect(await surroundings.paymentsInGp()).toEqual(documents.paid.toSorted());
    });
  });
}
