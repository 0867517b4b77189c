import { closeSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, StartRefused } from '../../faults/index.js';
import { makeFolder } from '../../files/index.js';
import { csvLine } from './csv.js';
import { COLUMNS, type Row, TABLE_NAMES, type TableName } from './tables.js';

const FLUSH_AT_CHARACTERS = 1 << 18;

interface OpenFile {
  readonly descriptor: number;
  pending: string;
  rows: number;
}

/** The CSV files of a company. Rows are written as they come, so that a large company does not have to fit in memory. */
export class CompanyFiles {
  private constructor(
    private readonly folder: string,
    private readonly files: ReadonlyMap<TableName, OpenFile>,
  ) {}

  /**
   * Makes the folder, and in it a file with a header row for every table.
   * @throws {StartRefused} the folder is not empty or cannot be written
   */
  static create(folder: string): CompanyFiles {
    try {
      makeFolder(folder);
      if (readdirSync(folder).length > 0) throw new StartRefused(`The folder ${folder} is not empty.`);
      return new CompanyFiles(
        folder,
        new Map(
          TABLE_NAMES.map((table) => [
            table,
            { descriptor: openSync(join(folder, `${table}.csv`), 'wx'), pending: csvLine(COLUMNS[table]), rows: 0 },
          ]),
        ),
      );
    } catch (cause) {
      if (cause instanceof StartRefused) throw cause;
      throw new StartRefused(`The folder ${folder} cannot be written: ${reasonOf(cause)}.`, { cause });
    }
  }

  write<Name extends TableName>(table: Name, row: Row<Name>): void {
    const file = this.file(table);
    const columns: readonly (keyof Row<Name>)[] = COLUMNS[table];
    file.pending += csvLine(columns.map((column) => row[column]));
    file.rows += 1;
    if (file.pending.length >= FLUSH_AT_CHARACTERS) flush(file);
  }

  /** Writes the folder's description, which company-folder.ts reads. */
  describe(about: { readonly name: string; readonly today: string }): void {
    writeFileSync(join(this.folder, 'company.json'), `${JSON.stringify(about, null, 2)}\n`);
  }

  rowsOf(table: TableName): number {
    return this.file(table).rows;
  }

  close(): void {
    for (const file of this.files.values()) {
      try {
        flush(file);
      } finally {
        closeSync(file.descriptor);
      }
    }
  }

  private file(table: TableName): OpenFile {
    const file = this.files.get(table);
    if (!file) throw new RangeError(`there is no file for ${table}`);
    return file;
  }
}

function flush(file: OpenFile): void {
  writeFileSync(file.descriptor, file.pending);
  file.pending = '';
}
