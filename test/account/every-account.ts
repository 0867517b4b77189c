import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SHIPPED_COMPANY } from '../../src/sandbox/company-folder.js';

/** The numbers of all customers of the sandbox company. */
export const EVERY_ACCOUNT: readonly string[] = (
  parse(readFileSync(join(SHIPPED_COMPANY, 'RM00101.csv'), 'utf8'), { columns: true }) as { CUSTNMBR: string }[]
).map(({ CUSTNMBR }) => CUSTNMBR);
