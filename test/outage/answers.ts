import type { Answer } from '../support/test-gateway.js';

export function wrong(answer: Answer<unknown>): string {
  return `an answer that is not promised ${JSON.stringify(answer)}`;
}

export function areAway(problems: readonly { readonly code: string }[]): boolean {
  return problems.length > 0 && problems.every(({ code }) => code === 'TEMPORARILY_UNAVAILABLE');
}

/** What an answer says, whatever its age. */
export function sayings({ data }: Answer<unknown>): string {
  return JSON.stringify(data, (name, value) => (name === 'source' || name === 'documentUrl' ? undefined : value));
}

/** In one of the document's words: of a mutation that hands something over, where it was accepted. */
export function ofSubmission(answer: Answer<unknown>, submission: { readonly status: string }): string {
  if (submission.status === 'PUSHED') return 'normal';
  return submission.status === 'RECEIVED' ? 'received' : wrong(answer);
}
