import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { DeliveryFailed, type Receipt } from '../destination.js';
import { maySendTo } from './public-addresses.js';
import { withoutSecrets } from './without-secrets.js';

/** So much of an answer is read, and kept in the log of attempts. */
const ANSWER_BYTES = 1_024;
const LONGEST_PAUSE_MS = 24 * 3_600_000;

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The operator has allowed the receiver to be in a private network. */
  readonly mayBePrivate: boolean;
  /** Certificates in PEM of the authority that the receiver's is checked with; those of the system where there are none. */
  readonly authority?: string;
  /** Finds the addresses of a name. */
  readonly lookup?: LookupFunction;
}

/**
 * Posts a body once, and follows no redirect and no proxy. The address is checked when it is connected to: what a name has meant
 * before does not count.
 * @throws {DeliveryFailed} the receiver has not answered with a status from 200 to 299
 */
export async function post(post: Post, signal: AbortSignal): Promise<Receipt> {
  const response = await answerTo(post, signal);
  const { statusCode: status = 0, headers } = response;
  const receipt: Receipt = { status, answer: withoutSecrets(await startOf(response)) };
  if (status >= 200 && status <= 299) return receipt;
  const message = status >= 300 && status <= 399 ? `HTTP ${status}: redirects are not followed` : `HTTP ${status}`;
  if (status === 410) throw new DeliveryFailed('HTTP 410: the receiver wants no more', { kind: 'disable' }, receipt);
  const forMs = status === 429 || status === 503 ? retryAfterMs(headers['retry-after']) : undefined;
  throw new DeliveryFailed(message, forMs === undefined ? { kind: 'retry' } : { kind: 'pause', forMs }, receipt);
}

function answerTo({ url, headers, body, mayBePrivate, authority, lookup }: Post, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !maySendTo(host, mayBePrivate)) return Promise.reject(new ForbiddenAddress());
  const options: RequestOptions & { readonly ca?: string } = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    lookup: checked(lookup ?? (systemLookup as LookupFunction), mayBePrivate),
    // A connection for each attempt: one that was kept may have been closed by the receiver.
    agent: false,
    signal,
    ...(authority !== undefined && { ca: authority }),
  };
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    sent.on('error', (cause: NodeJS.ErrnoException) => {
      if (cause instanceof ForbiddenAddress) reject(cause);
      else
        reject(
          signal.aborted
            ? signal.reason
            : new DeliveryFailed(`No answer: ${cause.code ?? cause.name}`, undefined, null, { cause }),
        );
    });
    sent.end(body);
  });
}

/** Looks up a name and refuses it if one of its addresses is forbidden. The connection is made to these addresses. */
function checked(lookup: LookupFunction, mayBePrivate: boolean): LookupFunction {
  return (host, options, callback) =>
    lookup(host, options, (fault, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      const isForbidden = !fault && !addresses.every((address) => maySendTo(address, mayBePrivate));
      callback(isForbidden ? new ForbiddenAddress() : fault, found, family);
    });
}

/** The name means an address that events must not be sent to. The message does not tell which: it says who is in the network. */
class ForbiddenAddress extends DeliveryFailed {
  constructor() {
    super('The address of the receiver is not public. EVENTS_PRIVATE_HOSTS allows names in private networks');
  }
}

async function startOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of response) {
      parts.push(part as Buffer);
      length += (part as Buffer).length;
      if (length >= ANSWER_BYTES) break;
    }
  } catch {
    // The status has arrived, which alone decides.
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString('utf8');
}

/** Retry-After, in seconds or as a date; undefined where there is none that can be read. */
function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 1_000), LONGEST_PAUSE_MS);
}
