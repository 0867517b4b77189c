import { createHash } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { Client } from './client.js';
import { completePage, type PageAnswer } from './page-answer.js';
import type { Facts } from './peers/facts.js';
import type { Server } from './processes.js';
import type { Setting } from './setting.js';
import { type PageRequest, skusOf } from './work.js';

type Open<T> = { -readonly [Key in keyof T]: T[Key] };

/** Every answer of the gateway: what its peers are made of, and have to answer as well. */
export class Answers {
  private constructor(
    private readonly setting: Setting,
    private readonly digests: readonly string[],
    /** Ready to send: token, first SKU and answer in each line. */
    readonly answersFile: string,
    readonly factsFile: string,
  ) {}

  /** Asks the gateway once for every page and every account. */
  static async learn(setting: Setting, server: Server): Promise<Answers> {
    const client = new Client(server.url);
    const answersFile = setting.place.path('answers.txt');
    const factsFile = setting.place.path('facts.json');
    const file = openSync(answersFile, 'w');
    try {
      await client.warmUp(setting.requests);
      const digests: string[] = [];
      const facts = new CollectedFacts(setting);
      await client.askAll(setting.requests, ({ shopper, page }, text, index) => {
        writeSync(file, `${shopper.token}\t${skusOf(page)[0]}\t${text.trim()}\n`);
        digests[index] = digestOf(text);
        facts.add(completePage(text), shopper.level);
      });
      writeFileSync(factsFile, JSON.stringify(facts.facts()));
      return new Answers(setting, digests, answersFile, factsFile);
    } finally {
      closeSync(file);
      client.close();
    }
  }

  /**
   * Warms a server, and asks it for every page and every account.
   * @throws {Error} an answer is not the gateway's
   */
  async compare(server: Server): Promise<void> {
    await digestsOf(server, this.setting.requests, (digest, text, index) => {
      if (digest !== this.digests[index]) throw new Error(`${server.name} answers otherwise: ${text.slice(0, 2_000)}`);
    });
  }

  /**
   * Asks servers for other pages.
   * @throws {Error} one of them answers otherwise than the first
   */
  async compareOn(pages: readonly PageRequest[], [first, ...others]: readonly Server[]): Promise<void> {
    if (!first) return;
    const expected: string[] = [];
    await digestsOf(first, pages, (digest, _, index) => {
      expected[index] = digest;
    });
    for (const other of others) {
      await digestsOf(other, pages, (digest, text, index) => {
        if (digest !== expected[index]) throw new Error(`${other.name} answers otherwise: ${text.slice(0, 2_000)}`);
      });
    }
  }
}

/** Warms a server, asks it for pages, and hands over what it says of each. */
async function digestsOf(
  { url }: Server,
  pages: readonly PageRequest[],
  take: (digest: string, text: string, index: number) => void,
): Promise<void> {
  const client = new Client(url);
  try {
    await client.warmUp(pages);
    await client.askAll(pages, (_, text, index) => {
      completePage(text);
      take(digestOf(text), text, index);
    });
  } finally {
    client.close();
  }
}

/** Of an answer without the moments at which its facts were read. */
function digestOf(text: string): string {
  const timeless = JSON.stringify(JSON.parse(text)).replaceAll(/,?"(asOf|source)":"[^"]*"/g, '');
  return createHash('sha1').update(timeless).digest('base64');
}

class CollectedFacts {
  private readonly products: Record<string, Facts['products'][number]> = {};
  private readonly prices: Record<string, Open<Facts['prices'][string]>> = {};
  private readonly stock: Open<Facts['stock']> = {};
  private readonly accounts: Record<string, Facts['accounts'][number]> = {};
  private readonly warehouses: Record<string, Facts['warehouses'][number]> = {};

  constructor(private readonly setting: Setting) {}

  add({ data }: PageAnswer, level: string): void {
    const { account, permissions } = data.viewer;
    const actions = Object.entries(permissions).filter(([, permission]) => typeof permission === 'object');
    this.accounts[account.number] ??= { ...account, level, permissions: Object.fromEntries(actions) as never };
    this.prices[level] ??= {};
    const prices = this.prices[level];
    for (const product of data.products) {
      if (product?.price.__typename !== 'Price' || product.availability.__typename !== 'Availability') continue;
      const { sku, name, description, defaultUnitOfMeasure, media, price, availability } = product;
      this.products[sku] ??= { sku, name, description, defaultUnitOfMeasure, media };
      prices[sku] ??= { unitPrice: price.unitPrice, breaks: price.breaks };
      const { status, unitOfMeasure, warehouses } = availability;
      this.stock[sku] ??= {
        status,
        unitOfMeasure,
        available: warehouses.map(({ warehouse, available }) => ({ warehouse: warehouse.code, quantity: available })),
      };
      for (const { warehouse } of warehouses) {
        this.warehouses[warehouse.code] ??= { ...warehouse, postalCode: this.setting.postalCodeOf(warehouse.code) };
      }
    }
  }

  facts(): Facts {
    const { products, prices, stock, accounts, warehouses } = this;
    return {
      products: Object.values(products),
      prices,
      stock,
      accounts: Object.values(accounts),
      warehouses: Object.values(warehouses),
    };
  }
}
