import { WrongAnswer } from './extension-point.js';

/** Reads a value that an extension has returned. @throws {WrongAnswer} it is not as it should be */
export type Check<T> = (value: unknown, place: string) => T;

/** A text in one line. */
export function line(longest: number): Check<string> {
  return (value, place) =>
    textThat(value, place, /^[^\p{Cc}]*$/u, `a text in one line of at most ${longest} characters`, longest);
}

/** A text that may have line breaks. */
export function text(longest: number): Check<string> {
  return (value, place) =>
    textThat(value, place, /^(?:[^\p{Cc}]|[\n\r\t])*$/u, `a text of at most ${longest} characters`, longest);
}

/** A text of a certain form. @param form what it is called, such as "a date such as 2026-12-24" */
export function ofForm(pattern: RegExp, form: string): Check<string> {
  return (value, place) => textThat(value, place, pattern, form, Number.POSITIVE_INFINITY);
}

export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, place) => (value === null ? null : check(value, place));
}

export function listOf<T>(check: Check<T>, most: number): Check<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value) || value.length > most) throw new WrongAnswer(`${place}: expected a list of at most ${most}`);
    return value.map((each: unknown, index) => check(each, `${place}[${index}]`));
  };
}

/** Values by their names. */
export function byName<T>(name: RegExp, check: Check<T>, most: number): Check<Readonly<Record<string, T>>> {
  return (value, place) => {
    const entries = Object.entries(objectOf(value, place));
    if (entries.length > most) throw new WrongAnswer(`${place}: expected at most ${most} names`);
    return Object.fromEntries(
      entries.map(([key, each]) => {
        if (!name.test(key)) throw new WrongAnswer(`${place}: expected names of letters, digits and _`);
        return [key, check(each, `${place}.${key}`)];
      }),
    );
  };
}

type Changes<Checks extends Readonly<Record<string, Check<unknown>>>> = {
  readonly [Name in keyof Checks]?: ReturnType<Checks[Name]>;
};

/** The changes that a function wants: an object with some of these members, or nothing. */
export function changesOf<Checks extends Readonly<Record<string, Check<unknown>>>>(
  answer: unknown,
  checks: Checks,
): Changes<Checks> {
  if (answer === undefined || answer === null) return {};
  const changes = Object.entries(objectOf(answer, 'the result')).map(([name, value]) => {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    // The name may be of the extension's making, so that it is not repeated where it is no plain word.
    const told = /^\w{1,40}$/.test(name) ? `"${name}"` : 'what it returns';
    if (!check) throw new WrongAnswer(`${told} cannot be changed; what can be is ${Object.keys(checks).join(', ')}`);
    return [name, check(value, name)];
  });
  return Object.fromEntries(changes) as Changes<Checks>;
}

function objectOf(value: unknown, place: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new WrongAnswer(`${place}: expected an object`);
}

function textThat(value: unknown, place: string, pattern: RegExp, expected: string, longest: number): string {
  if (typeof value === 'string' && value.length <= longest && pattern.test(value)) return value;
  throw new WrongAnswer(`${place}: expected ${expected}`);
}
