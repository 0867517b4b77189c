import { readCompanyFolder, SHIPPED_COMPANY } from '../../src/gp/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/gp/sandbox/sandbox-company.js';
import { createDatabase, dropDatabase } from './databases.js';

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
      const company = await openCompany(undefined);
      return { company, close: () => company.close() };
    },
  },
  {
    place: 'PostgreSQL',
    open: async () => {
      const url = await createDatabase();
      const company = await openCompany(url);
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

function openCompany(url: string | undefined): Promise<SandboxCompany> {
  return SandboxCompany.open({ company: readCompanyFolder(SHIPPED_COMPANY), url, timeZone: 'UTC', warn: () => undefined });
}

/** For questions that nobody gives up on. */
export const PATIENT = new AbortController().signal;
