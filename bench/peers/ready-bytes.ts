import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { announce, told } from './surroundings.js';

/** Every answer of the benchmark, ready to send: by access token, then by the first SKU of the page. It asks nobody who they are. */
const answers = new Map<string, Map<string, Buffer>>();

for (const line of readFileSync(told('ANSWERS'), 'utf8').split('\n')) {
  if (line === '') continue;
  const [token = '', sku = '', answer = ''] = line.split('\t');
  const pages = answers.get(token) ?? new Map<string, Buffer>();
  answers.set(token, pages.set(sku, Buffer.from(answer)));
}

const app = fastify();

app.post<{ Body: { variables: { skus: readonly string[] } } }>('/graphql', (request, reply) => {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const answer = answers.get(token)?.get(request.body.variables.skus[0] ?? '');
  reply.type('application/json; charset=utf-8').send(answer);
});

await app.listen({ host: '127.0.0.1', port: 0 });
announce((app.server.address() as AddressInfo).port);
