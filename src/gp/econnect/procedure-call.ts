import { oneLine, severalLines } from '../../ordering/index.js';
import type { NumberParametersOf, NumberProcedureName, ParametersOf, ParameterType, ProcedureName } from './procedures.js';

/** A call of one of eConnect's procedures that write. Parameters go by their names without the @. */
export type ProcedureCall = CallOf<ProcedureName>;

export type CallOf<Name extends ProcedureName> = {
  readonly [Each in Name]: { readonly procedure: Each; readonly parameters: ParametersOf<Each> };
}[Name];

/** A call of a procedure that gives out a number. */
export type NumberCall = {
  readonly [Each in NumberProcedureName]: { readonly procedure: Each; readonly parameters: NumberParametersOf<Each> };
}[NumberProcedureName];

export type ParameterValue = string | number | null;

/** The parameters of a call by name. */
export function valuesOf({ parameters }: ProcedureCall | NumberCall): Readonly<Record<string, ParameterValue>> {
  return parameters;
}

/** The parameters that have a value. The others are left out and get their defaults. */
export function given<Parameters extends Readonly<Record<string, ParameterValue>>>(
  parameters: Parameters,
): { readonly [Name in keyof Parameters]?: Exclude<Parameters[Name], null> } {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null)) as {
    readonly [Name in keyof Parameters]?: Exclude<Parameters[Name], null>;
  };
}

/** Parameters with several lines of text. All others are fields of one line. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['I_vCMMTTEXT', 'I_vNOTETEXT']);

/**
 * The call with its texts in GP's form: in its characters, without blanks around them, and with a carriage return alone
 * between lines. GP's own windows write them so, and show a line feed as a bar.
 */
export function inGpsWriting<Call extends ProcedureCall>(call: Call): Call {
  const written = Object.entries(valuesOf(call)).map(([name, value]) => [
    name,
    typeof value !== 'string' ? value : SEVERAL_LINES.has(name) ? severalLines(value).replaceAll('\n', '\r') : oneLine(value),
  ]);
  return { procedure: call.procedure, parameters: Object.fromEntries(written) } as Call;
}

/**
 * A value as the text that SQL Server reads in the same way under every login's language. It reads 2026-11-23 as the 11th of
 * a 23rd month where the login's language is British or French, and yyyymmdd always as meant.
 */
export function asServerText(value: ParameterValue, type: ParameterType | undefined): string | null {
  if (value === null) return null;
  return type === 'datetime' ? String(value).replaceAll('-', '') : String(value);
}
