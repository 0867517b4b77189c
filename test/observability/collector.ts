import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a collector receives it. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  /** 2 of a server, 3 of a client. */
  readonly kind: number;
  /** 2 of an error. */
  readonly status: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly name: string;
        readonly kind: number;
        readonly status?: { readonly code?: number };
        readonly attributes: readonly OtlpAttribute[];
      }[];
    }[];
  }[];
}

/** An OTLP collector on this machine, which takes traces over HTTP in JSON. */
export class Collector {
  readonly spans: ReceivedSpan[] = [];
  readonly services = new Set<unknown>();
  readonly paths = new Set<string | undefined>();
  /** As it was received. */
  text = '';
  /** Said in place of taking anything, where it is set. */
  refusal: string | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Collector> {
    const server = createServer();
    const collector = new Collector(server);
    server.on('request', async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      if (collector.refusal !== undefined) return void response.writeHead(400).end(collector.refusal);
      collector.paths.add(request.url);
      collector.text += body;
      collector.take(JSON.parse(body) as OtlpTraces);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private take({ resourceSpans }: OtlpTraces): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      this.services.add(valuesOf(resource.attributes)['service.name']);
      for (const { spans } of scopeSpans) {
        for (const { traceId, spanId, parentSpanId, name, kind, status, attributes } of spans) {
          this.spans.push({
            traceId,
            spanId,
            parentSpanId: parentSpanId || undefined,
            name,
            kind,
            status: status?.code ?? 0,
            attributes: valuesOf(attributes),
          });
        }
      }
    }
  }
}

function valuesOf(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
