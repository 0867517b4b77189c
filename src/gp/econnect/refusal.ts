import { errorTextsQuery, type IntakeDatabase } from './intake.query.js';

/** Why GP does not take an order. */
export interface Refusal {
  readonly kind: 'refused';
  /** The first error's number. Null where GP was not asked. */
  readonly code: number | null;
  readonly message: string;
}

/** The refusal with the first error's number and GP's texts of all errors. */
export async function refusalOf(codes: readonly number[], gp: IntakeDatabase, signal: AbortSignal): Promise<Refusal> {
  const rows = await errorTextsQuery(gp, codes).execute({ signal });
  const texts = new Map(rows.map(({ ErrorCode, ErrorDesc }) => [ErrorCode, ErrorDesc.trim()]));
  const message = codes.map((code) => `${texts.get(code) ?? 'An error that GP has no text for'} (${code})`).join('; ');
  return { kind: 'refused', code: codes[0] ?? null, message };
}
