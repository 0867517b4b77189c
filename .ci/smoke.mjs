// Starts the built gateway as a user would and asks it the README's first query.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const query = /```graphql\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1];
if (!query) throw new Error('README.md has no GraphQL query.');

const folder = mkdtempSync(join(tmpdir(), 'gateway-smoke-'));
const gateway = spawn('npx', ['--no-install', 'node', 'dist/main.js'], {
  env: { ...process.env, HOST: '127.0.0.1', PORT: String(await freePort()), DATA_DIR: folder, DATABASE_URL: '', GP_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
try {
  const answer = await fetch(await graphqlUrl(), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(10_000),
  });
  const body = await answer.json();
  console.log(JSON.stringify(body).slice(0, 300));
  if (answer.status !== 200 || body.errors || !body.data) process.exitCode = 1;
} finally {
  const ended = once(gateway, 'exit');
  process.kill(-gateway.pid, 'SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

/** The address that the gateway prints once it is ready. */
async function graphqlUrl() {
  const lines = createInterface({ input: gateway.stdout });
  for await (const line of lines) {
    const url = /http:\S+\/graphql/.exec(line)?.[0];
    if (url) return url;
  }
  throw new Error('The gateway ended before it was ready.');
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
