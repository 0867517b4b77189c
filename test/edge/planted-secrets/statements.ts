import pg from 'pg';

export async function change(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Whatever reads the table fails, with these words in every place where PostgreSQL has room for some. */
export function failingToRead(table: string, words: string): string[] {
  const schema = table.includes('.') ? table.slice(0, table.indexOf('.') + 1) : '';
  return [
    `create function planted() returns boolean language plpgsql volatile as $$ begin ${raise(words)}; return true; end $$`,
    `alter table ${table} rename to planted_away`,
    `create view ${table} as select * from ${schema}planted_away where planted()`,
  ];
}

/** Whatever puts a row into one of the tables fails in the same way. */
export function failingToInsert(tables: readonly string[], words: string): string[] {
  return [
    `create function planted_trigger() returns trigger language plpgsql as $$ begin ${raise(words)}; end $$`,
    ...tables.map((table) => `create trigger planted before insert on ${table} for each row execute function planted_trigger()`),
  ];
}

/** Whatever makes or changes a table fails in the same way. */
export function failingToDefine(words: string): string[] {
  return [
    `create function planted_event() returns event_trigger language plpgsql as $$ begin ${raise(words)}; end $$`,
    'create event trigger planted on ddl_command_start execute function planted_event()',
  ];
}

const raise = (words: string) => `raise exception '${words}' using detail = '${words}', hint = '${words}'`;
