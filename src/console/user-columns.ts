import type { CsvRow } from '../files/index.js';
import type { TypedUser } from './user-file.js';

export type UserColumn = keyof TypedUser;

/** The columns of a file of users, by their names without blanks, hyphens and underscores, in lower case. */
const COLUMNS: Readonly<Record<string, UserColumn>> = {
  email: 'email',
  name: 'name',
  role: 'role',
  accounts: 'accounts',
  password: 'password',
  passwordhash: 'password',
  orderlimit: 'orderLimit',
};
const REQUIRED: readonly UserColumn[] = ['email', 'name', 'role', 'accounts', 'password'];

export const COLUMNS_EXPECTED = 'email, name, role, accounts, password (or password hash), and order limit where there is one';

export function userColumnOf(name: string): UserColumn | undefined {
  return COLUMNS[name.toLowerCase().replaceAll(/[\s_\-\ufeff]/g, '')];
}

/** The problems of a header row. An unknown column is one: its values would otherwise be dropped without a word. */
export function headerProblems({ line, values }: CsvRow): string[] {
  const columns = values.map(userColumnOf);
  if (!columns.some(Boolean)) return [`line ${line}: expected the names of the columns: ${COLUMNS_EXPECTED}`];
  return [
    ...values
      .filter((name, index) => !columns[index] && name.trim() !== '')
      .map((name) => `line ${line}: there is no column ${JSON.stringify(name.trim())}; expected ${COLUMNS_EXPECTED}`),
    ...columns
      .filter((column, index) => column && columns.indexOf(column) !== index)
      .map((column) => `line ${line}: the column ${column} stands there twice`),
    ...REQUIRED.filter((column) => !columns.includes(column)).map((column) => `line ${line}: the column ${column} is missing`),
  ];
}

/** A row's values by their columns, and whether the row has a value in a column without a name. */
export function valuesOf(
  header: CsvRow,
  { values }: CsvRow,
): { readonly user: Partial<TypedUser>; readonly isNameless: boolean } {
  const user: { [column in UserColumn]?: string } = {};
  let isNameless = false;
  for (const [index, value] of values.entries()) {
    const column = userColumnOf(header.values[index] ?? '');
    if (column) user[column] = value;
    else if (value.trim() !== '') isNameless = true;
  }
  return { user, isNameless };
}
