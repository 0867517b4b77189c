import { Logger } from '@nestjs/common';
import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  MssqlAdapter,
  MssqlIntrospector,
  type QueryResult,
} from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parameterTypes } from '../econnect/procedures.js';
import type { GpCompany } from '../gp-company.js';
import type { GpTables } from '../sql/gp-tables.js';
import { SqlServerCompiler } from '../sql/sql-server-compiler.js';
import { TABLES_WITH_STAMP_TRIGGERS } from '../used-objects.js';
import { CheckAtStart } from './check-at-start.js';
import { CALLED_PROCEDURES } from './rights-checks.js';

type Row = Readonly<Record<string, unknown>>;

const COLUMNS: readonly Row[] = [{ part: 'column', table: 'RM00101', name: 'CUSTNMBR', allowed: 1, length: 15 }];
const TRIGGERS: readonly Row[] = TABLES_WITH_STAMP_TRIGGERS.map((table) => {
  return { part: 'trigger', table, name: `zDT_${table}U`, allowed: 0, length: null };
});
const PARAMETERS: readonly Row[] = CALLED_PROCEDURES.flatMap((procedure) =>
  Object.keys(parameterTypes(procedure)).map((parameter) => ({ procedure, parameter: `@${parameter}`, allowed: 1 })),
);

/** What the two logins are answered. */
class Server {
  reading: readonly Row[] = [...COLUMNS, ...TRIGGERS];
  handingOver: readonly Row[] = PARAMETERS;
  isAway = false;
  refused: string | undefined;
  readonly asked: string[] = [];
  readonly company = {
    isSqlServer: true,
    gp: this.login('reading'),
    handingOver: this.login('handingOver'),
  } as Partial<GpCompany> as GpCompany;
  readonly check = new CheckAtStart(this.company, () => 1_000);

  private login(name: 'reading' | 'handingOver'): Kysely<GpTables> {
    const connection: DatabaseConnection = {
      executeQuery: async <R>(_: CompiledQuery): Promise<QueryResult<R>> => {
        this.asked.push(name);
        if (this.isAway || this.refused === name) throw new Error('away');
        return { rows: this[name] as R[] };
      },
      streamQuery: () => {
        throw new Error('Nothing is streamed');
      },
    };
    const driver = Object.assign(new DummyDriver(), { acquireConnection: async () => connection });
    return new Kysely<GpTables>({
      dialect: {
        createAdapter: () => new MssqlAdapter(),
        createDriver: () => driver,
        createIntrospector: (db) => new MssqlIntrospector(db),
        createQueryCompiler: () => new SqlServerCompiler(),
      },
    });
  }
}

const UP = new AbortController().signal;

describe('The check after a start', () => {
  let server: Server;
  const warned: string[] = [];

  beforeEach(() => {
    server = new Server();
    warned.length = 0;
    vi.spyOn(Logger.prototype, 'warn').mockImplementation((...said: unknown[]) => void warned.push(String(said[1])));
    for (const level of ['log', 'debug'] as const) vi.spyOn(Logger.prototype, level).mockReturnValue(undefined);
  });
  afterEach(() => vi.restoreAllMocks());

  it('asks each login one question, and never again where all is well', async () => {
    for (let turn = 0; turn < 30; turn++) await server.check.run(UP);
    expect(server.asked).toEqual(['reading', 'handingOver']);
    expect(server.check.problems()).toEqual([]);
    expect(warned).toEqual([]);
  });

  it('warns once of each thing, says what to do, and shows it as a problem', async () => {
    server.reading = [
      { ...COLUMNS[0], allowed: 0 },
      ...TRIGGERS.map((row) => ({ ...row, allowed: row === TRIGGERS[0] ? 1 : 0 })),
    ];
    server.handingOver = PARAMETERS.map((row) => ({ ...row, allowed: 0 }));
    await server.check.run(UP);
    expect(server.check.problems()).toEqual([
      {
        ...{ connection: 'reading', reason: 'rightOrObjectMissing', code: 'CHECK_TABLES', since: 1_000 },
        ...{ message: 'RM00101 may not be read', todo: expect.stringContaining('npm run gp -- grants') },
      },
      {
        ...{ connection: 'reading', reason: 'stampsNotKept', code: 'CHECK_STAMPS', since: 1_000 },
        ...{
          message: expect.stringContaining('zDT_IV00101U of IV00101 is switched off'),
          todo: expect.stringContaining('enable'),
        },
      },
      {
        ...{ connection: 'handingOver', reason: 'rightOrObjectMissing', code: 'CHECK_ECONNECT', since: 1_000 },
        ...{ message: expect.stringMatching(/ta\w+, .* may not be called$/), todo: expect.stringContaining('grants') },
      },
    ]);
    for (let turn = 0; turn < 30; turn++) await server.check.run(UP);
    expect(warned).toEqual(server.check.problems().map(({ message }) => message));
  });

  it('looks again after ten turns where something was wrong, and ends the problem when it is put right', async () => {
    server.handingOver = [];
    await server.check.run(UP);
    server.handingOver = PARAMETERS;
    for (let turn = 0; turn < 10; turn++) await server.check.run(UP);
    expect(server.check.problems()).toHaveLength(1);
    await server.check.run(UP);
    expect(server.check.problems()).toEqual([]);
  });

  it('looks at what one login may do where the other is refused', async () => {
    server.refused = 'handingOver';
    server.reading = [];
    await server.check.run(UP);
    expect(server.check.problems()).toMatchObject([{ connection: 'reading', code: 'CHECK_STAMPS' }]);
    server.refused = undefined;
    server.handingOver = [];
    await server.check.run(UP);
    expect(server.check.problems()).toMatchObject([{ connection: 'reading' }, { connection: 'handingOver' }]);
  });

  it('tries again at the next turn while GP is away, and holds no parameter of a later GP against an older one', async () => {
    server.isAway = true;
    await server.check.run(UP);
    server.isAway = false;
    server.handingOver = PARAMETERS.filter(({ parameter }) => parameter !== '@I_vEmailToAddress');
    await server.check.run(UP);
    expect(server.asked.slice(2)).toEqual(['reading', 'handingOver']);
    expect(server.check.problems()).toEqual([]);
  });

  it('asks nothing of a sandbox', async () => {
    const check = new CheckAtStart(Object.create(server.company, { isSqlServer: { value: false } }));
    await check.run(UP);
    expect(server.asked).toEqual([]);
  });
});
