import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject, vi } from 'vitest';
import { readCompanyFolder, SHIPPED_COMPANY } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { copyDatabase, createDatabase, databaseName, databaseUrl, isEmptyDatabase, onServer, whileLocked } from './databases.js';
import { TEMPLATES, type Template, templateNameOf, templatesFolderOf } from './template-names.js';

const MAKING = 'making templates';
/** The catalogue depends on what is made of items, and its age on the clock. */
const FORGET_CATALOG =
  "delete from product; delete from category; update job set watermark = null where name = 'catalog.refresh'";

/**
 * Fills the places that a gateway is about to be started with: databases on the tests' server that are empty, and those in
 * the data folder where there are none yet. What holds something, or is to hold another company, stays as it is.
 */
export async function fillPlaces(environment: NodeJS.ProcessEnv): Promise<void> {
  const { DATABASE_URL, GP_URL, DATA_DIR, GP_SANDBOX_COMPANY, CATALOG_VARIANT_ATTRIBUTES } = environment;
  if (GP_SANDBOX_COMPANY !== undefined) return;
  const readsCatalogItself = CATALOG_VARIANT_ATTRIBUTES !== undefined || vi.isFakeTimers();
  if (DATABASE_URL !== undefined) await fillDatabase(DATABASE_URL, 'gateway', readsCatalogItself ? FORGET_CATALOG : undefined);
  else if (DATA_DIR !== undefined && !readsCatalogItself) await fillFolder(join(DATA_DIR, 'gateway'), 'gateway');
  if (GP_URL !== undefined) await fillCompany(GP_URL);
  else if (DATA_DIR !== undefined) await fillFolder(join(DATA_DIR, 'company'), 'company');
}

/** What stands behind SQL Server's protocol is filled by who has started that server. */
async function fillCompany(url: string): Promise<void> {
  if (url.startsWith('postgres')) await fillDatabase(url, 'company');
}

/** @returns the URL of a new database on the tests' server that is a copy of the template */
export async function createCopy(template: Template): Promise<string> {
  await makeTemplates();
  const url = await createDatabase(databaseUrl(templateName(template)));
  if (template === 'company') await setCalendar({ url });
  return url;
}

/** Fills a database on the tests' server, where it is empty, and changes the copy by a statement where one is given. */
export async function fillDatabase(url: string, template: Template, change?: string): Promise<void> {
  const name = databaseName(url);
  const direct = databaseUrl(name);
  await makeTemplates();
  await whileLocked(name, async () => {
    if (!(await isEmptyDatabase(direct))) return;
    await onServer(`drop database ${name} with (force)`);
    await copyDatabase(templateName(template), name);
    if (change) await onServer(change, direct);
    if (template === 'company') await setCalendar({ url: direct });
  });
}

/** Fills the folder of an embedded database, where there is none yet. */
export async function fillFolder(folder: string, template: Template): Promise<void> {
  if (existsSync(folder)) return;
  await makeTemplates();
  cpSync(join(templatesFolder(), template), folder, { recursive: true });
  if (template === 'company') await setCalendar({ folder });
}

const templateName = (template: Template) => templateNameOf(inject('runId'), template);
const templatesFolder = () => templatesFolderOf(inject('runId'));

/** By the first who needs one: a single test file that needs none does not wait for them. */
async function makeTemplates(): Promise<void> {
  if (existsSync(templatesFolder())) return;
  await whileLocked(MAKING, async () => {
    if (existsSync(templatesFolder())) return;
    const { makeGatewayData } = await import('./gateway-data.js');
    for (const template of TEMPLATES) {
      await onServer(`drop database if exists ${templateName(template)}`);
      await onServer(`create database ${templateName(template)}`);
    }
    const [DATABASE_URL, GP_URL] = TEMPLATES.map((template) => databaseUrl(templateName(template)));
    await makeGatewayData({ DATABASE_URL, GP_URL });
    const folder = `${templatesFolder()}-making`;
    rmSync(folder, { recursive: true, force: true });
    await makeGatewayData({ DATA_DIR: folder });
    // Last: its being there says that all of them are.
    renameSync(folder, templatesFolder());
  });
}

/** A company's calendar stands at its own day when it is loaded, however the clock of the test that loads it stands. */
async function setCalendar(place: { readonly url?: string; readonly folder?: string }): Promise<void> {
  if (!vi.isFakeTimers()) return;
  const company = readCompanyFolder(SHIPPED_COMPANY);
  const opened = await SandboxCompany.open({ ...place, company, timeZone: 'UTC', warn: () => undefined });
  try {
    if (company.today) await opened.moveTo(company.today);
  } finally {
    await opened.close();
  }
}
