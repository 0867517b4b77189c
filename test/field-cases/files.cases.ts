import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { expect } from 'vitest';
import { KnownClients } from '../../src/callers/known-clients.js';
import type { RedisAddress } from '../../src/config/index.js';
import { readEnvironment } from '../../src/config/index.js';
import { SubmissionsCommands } from '../../src/console/submissions-commands.js';
import { UserCommands } from '../../src/console/user-commands.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { decodeText } from '../../src/files/index.js';
import { Manifest } from '../../src/graphql/persisted/manifest.js';
import { LinkedIdentities, PasswordHasher, UserStore } from '../../src/identity/index.js';
import { JobDesk } from '../../src/jobs/index.js';
import { connect } from '../../src/redis/redis-connection.js';
import { readCompanyFolder } from '../../src/sandbox/company-folder.js';
import { SubmissionDesk, SubmissionEventLog } from '../../src/submissions/index.js';
import { SystemClock } from '../../src/values/clock.js';
import { orderOf, place } from '../ordering/checkout.js';
import { RedisStandIn } from '../redis/stand-in.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import type { FieldCase } from './field-case.js';

/** What a person writes into a file or a terminal, and what they are shown. */
export const FILES_CASES: readonly FieldCase[] = [
  {
    name: 'json-bom',
    right: 'every JSON file that a person writes may begin with a byte order mark, or be in UTF-16',
    async check() {
      const folders = new TemporaryFolders();
      const { publicKey } = generateKeyPairSync('ed25519');
      const clients = [{ name: 'shop', class: 'SERVER', jwks: { keys: [publicKey.export({ format: 'jwk' })] } }];
      const issuers = [{ issuer: 'https://login.example.com', clientIds: ['shop'] }];
      const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [] };
      const contents = {
        'rules.json': { products: [], warehouses: [] },
        'clients.json': { clients },
        'issuers.json': issuers,
        'manifest.json': manifest,
        'company.json': { today: '2026-11-23' },
      };
      try {
        for (const encoding of ['utf8', 'utf16le'] as const) {
          const files = Object.entries(contents).map(([name, content]) => {
            return [name, Buffer.from(`\ufeff${JSON.stringify(content, null, 2).replaceAll('\n', '\r\n')}\r\n`, encoding)];
          });
          const folder = folders.write({ ...Object.fromEntries(files), 'RM00101.csv': 'CUSTNMBR\n' });
          const { settings, catalogRules } = readEnvironment({
            CATALOG_RULES: `${folder}/rules.json`,
            OIDC_ISSUERS: `${folder}/issuers.json`,
          });
          expect(catalogRules.products).toEqual([]);
          expect(settings.openId.issuers[0]?.issuer).toBe('https://login.example.com');
          const known = new KnownClients(`${folder}/clients.json`);
          known.close();
          expect(known.named('shop')).toMatchObject({ class: 'SERVER' });
          expect(Manifest.read(`${folder}/manifest.json`)).toBeInstanceOf(Manifest);
          expect(readCompanyFolder(folder).today).toBe('2026-11-23');
        }
      } finally {
        folders.remove();
      }
    },
  },
  {
    name: 'submissions-show',
    right: 'a submission is shown by the ID that the API gives out, by its reference, and by its order number',
    async check(gateway) {
      const token = await gateway.signIn('nell.hargate@example.com');
      const input = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }], { reference: 'FIELD-SHOW' });
      const { submission } = await place(gateway, input, token);
      const commands = new SubmissionsCommands(
        new SubmissionDesk(
          gateway.gateway.app.get(GatewayDatabase),
          gateway.gateway.app.get(SubmissionEventLog),
          new SystemClock(),
        ),
        gateway.gateway.app.get(JobDesk),
      );
      for (const name of [submission?.id, submission?.reference, submission?.orderNumber]) {
        const { lines, exitCode } = await commands.run(['show', name ?? '']);
        expect(exitCode).toBe(0);
        expect(lines).toContain('reference     FIELD-SHOW');
      }
    },
  },
  {
    name: 'redis-6-failover',
    right: 'a connection to a master that became a replica is given up, however the error begins',
    async check() {
      const server = await RedisStandIn.saying(
        "ERR Error running script (call to f_abc): @user_script:9: @user_script: 9: -READONLY You can't write against a read only replica.",
      );
      const nodes: RedisAddress['nodes'] = [{ host: '127.0.0.1', port: server.port }];
      const client = connect({ address: { kind: 'single', nodes, database: 0, tls: false } });
      client.on('error', () => undefined);
      try {
        await once(client, 'ready');
        const again = once(client, 'ready');
        await expect(client.gatewayCount(1, 'count', 1, 1_000)).rejects.toThrow('READONLY');
        await again;
        await expect(client.gatewayCount(1, 'count', 1, 1_000)).rejects.toThrow('READONLY');
        expect(server.asked.size).toBe(2);
      } finally {
        client.disconnect();
        await server.close();
      }
    },
  },
  {
    name: 'csv-header',
    right: 'users.csv may have semicolons and a first line `sep=;`, its order limit is kept, and a wrong header is named',
    async check({ gateway }) {
      const users = gateway.app.get(UserStore);
      const commands = new UserCommands(users, gateway.app.get(PasswordHasher), gateway.app.get(LinkedIdentities));
      const run = (bytes: Buffer) => commands.run({ words: ['import', 'users.csv'], csv: decodeText(bytes).text });
      const header = 'email;name;role;accounts;password;orderLimit';
      const row = 'csv.header@example.com;Jürg Łoś;BUYER;HARGATE;long enough;2500.00 USD';
      expect(await run(Buffer.from(`\ufeffsep=;\r\n${header}\r\n${row}\r\n`, 'utf16le'))).toEqual({
        lines: ['Imported 1 user.'],
        exitCode: 0,
      });
      expect(await users.byEmail('csv.header@example.com')).toMatchObject({
        name: 'Jürg Łoś',
        orderLimit: { amount: '2500.00', currency: 'USD' },
      });
      const { lines } = await run(Buffer.from(`email;name;role;accounts;password;credit\r\n${row}\r\n`));
      expect(lines).toEqual(['Nothing was imported:', expect.stringMatching(/^line 1: there is no column "credit"; expected /)]);
    },
  },
];
