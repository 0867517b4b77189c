import { keptText } from '../../ordering/index.js';

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

/** The call with its texts as GP keeps them: in its characters, and without blanks around them. */
export function inGpsWriting({ procedure, parameters }: ProcedureCall): ProcedureCall {
  const written = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? keptText(value).trim() : value,
  ]);
  return { procedure, parameters: Object.fromEntries(written) };
}
