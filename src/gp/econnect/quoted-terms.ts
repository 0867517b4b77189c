import type { IntakeDatabase } from './intake.query.js';
import { quotedTermsQuery } from './intake.query.js';
import { QUOTE } from './order-setup.js';

/** What an order takes over from its quote, as GP's own transfer does. Blank where GP does not take the quote's value any more. */
export interface QuotedTerms {
  /** SOPNUMBE of the quote. */
  readonly number: string;
  /** The number shared by all documents that come from each other; 0 where GP tracks none (SOP40100.TRMSTNUM). */
  readonly masterNumber: number;
  /** PYMTRMID. */
  readonly paymentTerms: string;
  /** SLPRSNID. */
  readonly salesperson: string;
  /** SALSTERR. */
  readonly territory: string;
}

/** The terms of a quote, in work or in history; null where GP has no such quote any more. */
export async function readQuotedTerms(gp: IntakeDatabase, number: string, signal: AbortSignal): Promise<QuotedTerms | null> {
  const { work, history } = await quotedTermsQuery(gp, number).ask(gp, { signal });
  const [found] = [...work, ...history];
  if (!found) return null;
  return {
    number,
    masterNumber: Number(found.MSTRNUMB),
    paymentTerms: found.PYMTRMID.trim(),
    salesperson: found.SLPRSNID.trim(),
    territory: found.SALSTERR.trim(),
  };
}

/**
 * The header's parameters of an order from a quote. eConnect sets the origin of the header, as GP's transfer does; the lines'
 * ORGSEQNM has no parameter and stays 0, which means that a line keeps its sequence. A blank stays with the customer's default, as
 * it is without a quote: a salesperson who has left does not keep the order away.
 */
export function quotedParameters(quoted: QuotedTerms | null) {
  if (!quoted) return {};
  const { number, masterNumber, paymentTerms, salesperson, territory } = quoted;
  return {
    I_vORIGTYPE: QUOTE,
    I_vORIGNUMB: number,
    ...(masterNumber === 0 ? {} : { I_vMSTRNUMB: masterNumber }),
    ...(paymentTerms === '' ? {} : { I_vPYMTRMID: paymentTerms }),
    ...(salesperson === '' ? {} : { I_vSLPRSNID: salesperson }),
    ...(territory === '' ? {} : { I_vSALSTERR: territory }),
  };
}
