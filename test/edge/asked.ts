import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What came back, as it was on the wire. */
export interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks with these headers and no others: fetch adds its own. */
export function ask(
  url: string,
  {
    method = 'POST',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer | undefined } = {},
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: { ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) } });
    asked.on('response', (answer) => {
      const { statusCode: status = 0, headers } = answer;
      buffer(answer).then((body) => resolve({ status, headers, body }), reject);
    });
    asked.on('error', reject).end(body);
  });
}

/** Posts an operation as JSON. */
export function post(url: string, query: string, headers: Record<string, string> = {}, variables = {}): Promise<Raw> {
  return ask(`${url}/graphql`, {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
}

/** Sends bytes that need not be HTTP. @returns all that comes back */
export async function sendBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.write(bytes));
  return (await buffer(socket)).toString();
}
