import { oneLine, severalLines } from '../../ordering/index.js';

/**
 * A call of one of eConnect's procedures. Parameters go by their names without the @. Amounts, quantities and dates are
 * texts. A parameter that is left out gets the procedure's default. Null is passed as NULL, which often means the default of
 * the customer's card.
 */
export interface ProcedureCall {
  readonly procedure: string;
  readonly parameters: ProcedureParameters;
}

export type ProcedureParameters = Readonly<Record<string, string | number | null>>;

/** The parameters that have a value. The others are left out and get their defaults. */
export function given(parameters: Readonly<Record<string, string | number | null>>): ProcedureParameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}

/** Parameters with several lines of text. All others are fields of one line. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['I_vCMMTTEXT', 'I_vNOTETEXT']);

/**
 * The call with its texts in GP's form: in its characters, without blanks around them, and with a carriage return alone
 * between lines. GP's own windows write them so, and show a line feed as a bar.
 */
export function inGpsWriting({ procedure, parameters }: ProcedureCall): ProcedureCall {
  const written = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value !== 'string' ? value : SEVERAL_LINES.has(name) ? severalLines(value).replaceAll('\n', '\r') : oneLine(value),
  ]);
  return { procedure, parameters: Object.fromEntries(written) };
}
