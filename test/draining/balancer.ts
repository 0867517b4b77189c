import { Agent, type IncomingMessage, request } from 'node:http';

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly closes: boolean;
}

/** An instance behind the balancer. */
interface Instance {
  readonly url: string;
}

const PROBE_EVERY_MS = 50;

/**
 * Sends requests to the first instance that says it is ready, as load balancers do: it looks every so often, and turns to the
 * next one where a connection is refused. A request that was sent is not sent again.
 */
export class Balancer {
  /** How often an instance was asked that was gone. */
  refusals = 0;
  private ready: readonly Instance[];
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly instances: readonly Instance[]) {
    this.ready = instances;
    this.timer = setInterval(() => void this.probe(), PROBE_EVERY_MS);
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** @throws {Error} the connection broke after the request was sent */
  async send(agent: Agent, body: object, headers: Record<string, string> = {}): Promise<Answered & { readonly from: string }> {
    for (const { url } of [...this.ready, ...this.instances]) {
      try {
        return { ...(await post(url, agent, body, headers)), from: url };
      } catch (fault) {
        if (!isRefusal(fault)) throw fault;
        this.refusals++;
      }
    }
    throw new Error('No instance accepts connections.');
  }

  private async probe(): Promise<void> {
    const answers = await Promise.all(
      this.instances.map(async (instance) => {
        const response = await fetch(`${instance.url}/health/ready`, { headers: { connection: 'close' } }).catch(() => undefined);
        await response?.text();
        return response?.ok ? [instance] : [];
      }),
    );
    this.ready = answers.flat();
  }
}

/** Whether nobody listened: nothing was sent. */
export const isRefusal = (fault: unknown) => (fault as NodeJS.ErrnoException).code === 'ECONNREFUSED';

/** One POST to an instance's GraphQL endpoint. */
export function post(url: string, agent: Agent, body: object, headers: Record<string, string> = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/graphql`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    asked.once('error', reject);
    asked.once('response', async (response: IncomingMessage) => {
      try {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ status: response.statusCode ?? 0, body: text, closes: response.headers.connection === 'close' });
      } catch (fault) {
        reject(fault);
      }
    });
    asked.end(JSON.stringify(body));
  });
}

/** A client with one connection, which it keeps. */
export const keepAlive = () => new Agent({ keepAlive: true, maxSockets: 1 });

/** A client that opens a connection for each request. */
export const fresh = () => new Agent({ keepAlive: false });
