import { parseArgs } from 'node:util';
import { givenAgain, incomplete, notUnderstood } from './not-understood.js';
import { WrongUsage } from './wrong-usage.js';

/** The options of a command: which value each expects, such as "an e-mail address"; null for one that takes none. */
type Options = Readonly<Record<string, string | null>>;

type Values<Taken extends Options> = { readonly [Name in keyof Taken]?: Taken[Name] extends null ? true : string };

/**
 * Separates the options among the words of a command from its other words.
 * @throws {WrongUsage} an option that is not taken, given twice, without its value, or with one that it does not take
 */
export function optionsIn<Taken extends Options>(
  words: readonly string[],
  taken: Taken,
  help: readonly string[],
): { readonly values: Values<Taken>; readonly others: readonly string[] } {
  const types = Object.entries(taken).map(
    ([name, expected]) => [name, { type: expected === null ? 'boolean' : 'string' }] as const,
  );
  const options = Object.fromEntries(types);
  // Not strict, since Node.js would then refuse wrong options in words of its own.
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });
  const values: Record<string, string | true> = {};
  const others: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') others.push(token.value);
    if (token.kind !== 'option') continue;
    const value = valueIn(token, taken, help);
    if (Object.hasOwn(values, token.name)) throw new WrongUsage(givenAgain(token.rawName, help));
    values[token.name] = value;
  }
  return { values: values as Values<Taken>, others };
}

/** The options of a command that takes no other words. @throws {WrongUsage} as `optionsIn`, and where there is another word */
export function onlyOptionsIn<Taken extends Options>(
  words: readonly string[],
  taken: Taken,
  help: readonly string[],
): Values<Taken> {
  const { values, others } = optionsIn(words, taken, help);
  const [stray] = others;
  if (stray !== undefined) throw new WrongUsage(notUnderstood(stray, help));
  return values;
}

interface GivenOption {
  readonly name: string;
  /** As it was typed, without its value. */
  readonly rawName: string;
  readonly value?: string | undefined;
  /** Whether the value follows an equals sign. */
  readonly inlineValue?: boolean | undefined;
}

function valueIn({ name, rawName, value, inlineValue }: GivenOption, taken: Options, help: readonly string[]): string | true {
  const expected = Object.hasOwn(taken, name) ? taken[name] : undefined;
  if (expected === undefined) throw new WrongUsage(notUnderstood(rawName, help));
  if (expected === null) {
    if (value === undefined) return true;
    throw new WrongUsage(notUnderstood(`${rawName}=${value}`, help, `${rawName} without a value`));
  }
  // The next word was more likely meant as an option of its own.
  const isForgotten = value === undefined || (!inlineValue && /^-./s.test(value));
  if (isForgotten) throw new WrongUsage(incomplete(rawName, `${expected}${hintAt(rawName, value, taken)}`, help));
  return value;
}

function hintAt(rawName: string, value: string | undefined, taken: Options): string {
  const isOption = value === undefined || Object.hasOwn(taken, value.replace(/^--|=.*$/gs, ''));
  return isOption ? '' : `, or ${rawName}=${value} where that is meant`;
}
