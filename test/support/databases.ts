import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';

/** A new, empty database on the tests' server, or a copy of another one. */
export async function createDatabase(template?: string): Promise<string> {
  const name = `gateway_test_${randomBytes(6).toString('hex')}`;
  if (template) await copyDatabase(databaseName(template), name);
  else await onServer(`create database ${name}`);
  return databaseUrl(name);
}

/** Files are copied as files, which PostgreSQL 15 and later do only when they are told to: it is cheaper than by way of the log. */
export async function copyDatabase(template: string, name: string): Promise<void> {
  await connected(inject('postgresUrl'), async (client) => {
    const { rows } = await client.query("select current_setting('server_version_num')::int >= 150000 as has_strategies");
    await client.query(`create database ${name} template ${template}${rows[0].has_strategies ? ' strategy file_copy' : ''}`);
  });
}

/** How often, and how many times, the end of a database's sessions is looked for before it is dropped. */
const LOOK_EVERY_MS = 20;
const LOOKS = 100;

/**
 * Drops a database, after its sessions have ended: pools that are closed say so before their connections are. Sessions that
 * are still there after 2 s are ended by the server.
 */
export async function dropDatabase(url: string): Promise<void> {
  const name = databaseName(url);
  await connected(inject('postgresUrl'), async (client) => {
    for (let look = 0; look < LOOKS; look++) {
      const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
      if (rowCount === 0) break;
      await setTimeout(LOOK_EVERY_MS);
    }
    await client.query(`drop database if exists ${name} with (force)`);
  });
}

/** Runs statements on the tests' server, in one of its databases where a URL is given. */
export async function onServer(sql: string, url = inject('postgresUrl')): Promise<void> {
  await connected(url, (client) => client.query(sql));
}

/** How long the server may take to end a session, in milliseconds. */
const SESSION_END_MS = 60_000;

/** Lets nobody connect to a database any more, and waits until all its sessions have ended. */
export async function takeAway(url: string): Promise<void> {
  const name = databaseName(url);
  await onServer(`alter database ${name} allow_connections false`);
  await onServer(`select pg_terminate_backend(pid, ${SESSION_END_MS}) from pg_stat_activity where datname = '${name}'`);
}

export function bringBack(url: string): Promise<void> {
  return onServer(`alter database ${databaseName(url)} allow_connections true`);
}

/** Nobody has made a table there. */
export function isEmptyDatabase(url: string): Promise<boolean> {
  return connected(url, async (client) => {
    const { rows } = await client.query("select from pg_class where relnamespace = 'public'::regnamespace limit 1");
    return rows.length === 0;
  });
}

/** One at a time among all test files that run side by side, by the name of what they work on. */
export function whileLocked<T>(name: string, work: () => Promise<T>): Promise<T> {
  return connected(inject('postgresUrl'), async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    return work();
  });
}

export function databaseUrl(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

export function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
