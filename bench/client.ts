import { Agent, request as httpRequest } from 'node:http';
import { sleep } from './place.js';
import type { PageRequest } from './work.js';

export interface Reply {
  readonly status: number;
  readonly text: string;
  /** From before it was sent until its last byte was here. */
  readonly ms: number;
}

const AT_ONCE = 32;
const PATIENCE_MS = 60_000;
/** A server that knows nothing yet may have more to do than it has time for. */
const OVERLOADED = 503;
const MAX_ATTEMPTS = 100;
const NOT_KNOWN_YET = '"reason":"ERP_UNAVAILABLE"';
const PAUSE_MS = 100;
/** Among so many of all requests are every account, and every page at every price level. */
const WARMING_REQUESTS = 1_000;

/** Asks one server for pages, over connections that are kept. */
export class Client {
  private readonly agent: Agent;
  private readonly endpoint: string;

  constructor(url: string, connections = AT_ONCE) {
    this.endpoint = `${url}/graphql`;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws {Error} no answer came */
  ask({ headers, body }: Pick<PageRequest, 'headers' | 'body'>): Promise<Reply> {
    const sentAt = performance.now();
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        this.endpoint,
        { method: 'POST', agent: this.agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(parts).toString('utf8');
            resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - sentAt });
          });
        },
      );
      request.setTimeout(PATIENCE_MS, () => request.destroy(new Error('The server did not answer.')));
      request.on('error', reject);
      request.end(body);
    });
  }

  /**
   * Asks all of them, 32 at a time, and hands over each answer as it comes.
   * @throws {Error} an answer was refused, and not for the moment only
   */
  async askAll(
    requests: readonly PageRequest[],
    take: (request: PageRequest, text: string, index: number) => void,
  ): Promise<void> {
    let next = 0;
    const worker = async () => {
      while (next < requests.length) {
        const index = next++;
        const request = requests[index] as PageRequest;
        const { status, text } = await this.askPatiently(request);
        if (status !== 200) throw new Error(`${this.endpoint} answered ${status}: ${text.slice(0, 2_000)}`);
        take(request, text, index);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  private async askPatiently(request: PageRequest): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const reply = await this.ask(request);
      if (reply.status !== OVERLOADED || attempt === MAX_ATTEMPTS) return reply;
      await sleep(PAUSE_MS);
    }
  }

  /** Has a server learn its facts: one that has just started may say that it does not know them yet, and is asked again. */
  async warmUp(requests: readonly PageRequest[]): Promise<void> {
    let missing = requests.slice(0, WARMING_REQUESTS);
    for (let attempt = 1; missing.length > 0 && attempt <= MAX_ATTEMPTS; attempt++) {
      if (attempt > 1) await sleep(PAUSE_MS);
      const incomplete: PageRequest[] = [];
      await this.askAll(missing, (request, text) => {
        if (text.includes(NOT_KNOWN_YET)) incomplete.push(request);
      });
      missing = incomplete;
    }
  }

  close(): void {
    this.agent.destroy();
  }
}
