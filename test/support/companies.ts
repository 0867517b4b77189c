import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readCompanyFolder, SHIPPED_COMPANY } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { dropDatabase } from './databases.js';
import { createCopy, fillFolder } from './templates.js';

/** The company that comes with the gateway, open. */
export interface OpenCompany {
  readonly company: SandboxCompany;
  close(): Promise<void>;
}

/** Where the company can live: every adapter has to keep its port's promises on each of them. */
export const PLACES: readonly { readonly place: string; open(): Promise<OpenCompany> }[] = [
  {
    place: 'PGlite',
    open: async () => {
      const folder = join(mkdtempSync(join(tmpdir(), 'gateway-company-')), 'company');
      await fillFolder(folder, 'company');
      const company = await openCompany({ folder });
      return {
        company,
        close: async () => {
          await company.close();
          rmSync(dirname(folder), { recursive: true, force: true });
        },
      };
    },
  },
  {
    place: 'PostgreSQL',
    open: async () => {
      const url = await createCopy('company');
      const company = await openCompany({ url });
      return {
        company,
        close: async () => {
          await company.close();
          await dropDatabase(url);
        },
      };
    },
  },
];

function openCompany(place: { readonly url?: string; readonly folder?: string }): Promise<SandboxCompany> {
  return SandboxCompany.open({ ...place, company: readCompanyFolder(SHIPPED_COMPANY), timeZone: 'UTC', warn: () => undefined });
}

/** For questions that nobody gives up on. */
export const PATIENT = new AbortController().signal;
