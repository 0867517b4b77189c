import 'reflect-metadata';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTextFile } from '../files/index.js';

/** How a setting is read from the environment. */
export interface VariableOptions {
  /** A description of valid values, for the message that refuses an invalid one. */
  readonly expected: string;
  /**
   * Converts the text into the type of the setting. A text that cannot be converted is returned for the validators to refuse. If
   * they could not say what is wrong, it throws an error with a line that does, and that repeats nothing of the text.
   */
  readonly parse?: (text: string) => unknown;
}

interface Variable extends VariableOptions {
  readonly name: string;
  readonly property: string;
}

const VARIABLES = Symbol('variables');

/** Names the environment variable that a setting is read from. */
export function Variable(name: string, options: VariableOptions): PropertyDecorator {
  return (target, property) => {
    const variables: Variable[] = Reflect.getOwnMetadata(VARIABLES, target) ?? [];
    Reflect.defineMetadata(VARIABLES, [...variables, { ...options, name, property: String(property) }], target);
  };
}

export function variablesOf(settings: object): readonly Variable[] {
  return Reflect.getMetadata(VARIABLES, settings) ?? [];
}

export const wholeNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** Reads a plain decimal such as 0.25. */
export const fraction = (text: string) => (/^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN);

/** Reads true or false. Other texts are returned for the validators to refuse. */
export const yesOrNo = (text: string) => ({ true: true, false: false })[text.toLowerCase()] ?? text;

export const list = (text: string) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Reads "name=value,name=value" into a map. A name may be blank. Returns no map if a pair has no "=". */
export const pairs = (text: string) => {
  const entries = list(text).map((pair) => /^([^=]*)=(.+)$/.exec(pair));
  if (entries.some((entry) => entry === null)) return undefined;
  return new Map(entries.map((entry) => [entry?.[1]?.trim() ?? '', entry?.[2]?.trim() ?? '']));
};

/** Reads a text file. @throws {UnreadableText} it cannot be read, or is not text, such as a certificate that is not in PEM */
export const pemFile = (path: string) => readTextFile(path).text;

/** The full path of a folder. @throws {Error} there is no such folder */
export const existingFolder = (path: string) => {
  if (!isFolder(path)) throw new Error('there is no such folder');
  return resolve(path);
};

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Reads a file that holds a secret and nothing else. The line break at its end is not part of it. @throws {UnreadableText} */
export const secretFile = (path: string) => readTextFile(path).text.replace(/\r?\n$/, '');
