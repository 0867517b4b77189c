import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A new, empty database on the tests' server, or a copy of another one. */
export async function createDatabase(template?: string): Promise<string> {
  const name = `gateway_test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}${template ? ` template ${nameOf(template)}` : ''}`);
  return urlOf(name);
}

export async function dropDatabase(url: string): Promise<void> {
  await onServer(`drop database if exists ${nameOf(url)} with (force)`);
}

export async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
