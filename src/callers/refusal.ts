/** Why a program is not accepted as one of the clients. The reason is logged, and not told to the caller. */
export const REFUSALS = {
  nothingShown: 'it shows nothing that tells who it is',
  keyUnknown: 'no client has its API key',
  keyTooEarly: 'its API key is not valid yet',
  keyEnded: 'its API key is not valid any more',
  assertionMalformed: 'its assertion is no signed JWT with issuer, subject, "exp" and "jti"',
  assertionOfUnknown: 'no client with signed assertions has the name that its assertion says',
  assertionForged: 'the signature of its assertion is not by one of its keys',
  assertionForAnother: 'its assertion is made for another audience than PUBLIC_URL',
  assertionEnded: 'its assertion has ended, or is not valid yet',
  assertionTooLong: 'its assertion is valid for longer than five minutes',
  assertionReplayed: 'its assertion was used before',
  addressNotAllowed: 'it calls from an address that is not allowed',
  certificateMissing: 'it shows no TLS certificate',
  certificateNotTrusted: 'its TLS certificate is not signed by TLS_CLIENT_CA, or not valid now',
  certificateUnknown: 'its TLS certificate is not that of the client',
} as const;

export type Refusal = keyof typeof REFUSALS;

/** A program that is not accepted as a client. */
export interface Refused {
  readonly refusal: Refusal;
  /** The client that it claims to be, if that client exists. */
  readonly client: string | null;
}
