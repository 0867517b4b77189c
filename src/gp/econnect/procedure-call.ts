import { oneLine, severalLines } from '../../ordering/index.js';

/**
 * A call of one of eConnect's procedures. Parameters by their names without the @. Amounts, quantities and dates as text.
 * One that is left out takes the procedure's default; null is passed as NULL, which often means the card's default.
 */
export interface ProcedureCall {
  readonly procedure: string;
  readonly parameters: ProcedureParameters;
}

export type ProcedureParameters = Readonly<Record<string, string | number | null>>;

/** Parameters that are there only where there is something to say; those without take their defaults. */
export function given(parameters: Readonly<Record<string, string | number | null>>): ProcedureParameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}

/** Parameters of several lines. All others are fields of one. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['I_vCMMTTEXT', 'I_vNOTETEXT']);

/**
 * The call with its texts as GP keeps them: in its characters, without blanks around them, and with a carriage return alone
 * between lines, as its own windows write them: they show a line feed as a bar.
 */
export function inGpsWriting({ procedure, parameters }: ProcedureCall): ProcedureCall {
  const written = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value !== 'string' ? value : SEVERAL_LINES.has(name) ? severalLines(value).replaceAll('\n', '\r') : oneLine(value),
  ]);
  return { procedure, parameters: Object.fromEntries(written) };
}
