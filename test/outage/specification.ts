import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS, type Fault } from '../support/fault-proxy.js';

const DOCUMENT = join(import.meta.dirname, '../../docs/resilience.md');

/** What docs/resilience.md promises of one server: what becomes of each kind of request in each trouble. */
export interface Promises {
  readonly words: readonly string[];
  /** By the name of the request: the words that the document allows, by trouble. */
  readonly requests: ReadonlyMap<string, Readonly<Record<Fault, readonly string[]>>>;
}

/**
 * Reads the table under a heading.
 * @throws {Error} a cell holds a word that the document does not explain, or a table is not there
 */
export function promisesOf(heading: string): Promises {
  const text = readFileSync(DOCUMENT, 'utf8');
  const words = rowsUnder(text, '## The words').map(([word = '']) => word.replaceAll('`', ''));
  const [head, ...rows] = rowsUnder(text, heading, true);
  if (head?.join() !== ['request', ...FAULTS].join())
    throw new Error(`The table of "${heading}" has the columns ${head?.join()}`);
  const requests = rows.map(([request = '', ...cells]) => {
    if (cells.length !== FAULTS.length) throw new Error(`"${request}" has ${cells.length} cells under "${heading}"`);
    const promised = FAULTS.map((fault, index) => [fault, wordsIn(cells[index] ?? '', words)] as const);
    return [request, Object.fromEntries(promised) as Record<Fault, readonly string[]>] as const;
  });
  return { words, requests: new Map(requests) };
}

/** Where more than one word stands in a cell, each of them may come true. */
function wordsIn(cell: string, known: readonly string[]): readonly string[] {
  const words = cell.split(' or ');
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not explained in docs/resilience.md`);
  return words;
}

/** The cells of the first table under a heading, without its line of dashes, and without its head unless it is wanted. */
function rowsUnder(text: string, heading: string, withHead = false): string[][] {
  const [, section] = text.split(`\n${heading}\n`);
  if (section === undefined) throw new Error(`docs/resilience.md has no "${heading}"`);
  const lines =
    section
      .split(/\n## /)[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|')) ?? [];
  const rows = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.filter((_, index) => index > 1 || (withHead && index === 0));
}
