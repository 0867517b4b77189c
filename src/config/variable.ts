import 'reflect-metadata';
import { readTextFile } from '../files/index.js';

/** How a setting is read from the environment. */
export interface VariableOptions {
  /** What a right value looks like, for the message that refuses a wrong one. */
  readonly expected: string;
  /**
   * Turns the text into the setting's type. What cannot be turned is left for the validators to refuse, or where they could
   * not say what is wrong with it, an error is thrown with a line that does, and that holds nothing of the text.
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

/** Written out, such as 0.25. */
export const fraction = (text: string) => (/^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN);

/** What is neither is left for the validators to refuse. */
export const yesOrNo = (text: string) => ({ true: true, false: false })[text.toLowerCase()] ?? text;

export const list = (text: string) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** "name=value,name=value"; a name may be blank. Not a map where a pair lacks its "=". */
export const pairs = (text: string) => {
  const entries = list(text).map((pair) => /^([^=]*)=(.+)$/.exec(pair));
  if (entries.some((entry) => entry === null)) return undefined;
  return new Map(entries.map((entry) => [entry?.[1]?.trim() ?? '', entry?.[2]?.trim() ?? '']));
};

/** What the file holds. @throws {UnreadableText} it cannot be read, or is no text, such as a certificate that is not in PEM */
export const pemFile = (path: string) => readTextFile(path).text;
