import type { FastifyRequest } from 'fastify';
import { RequestBudget } from '../live/index.js';
import type { Clock } from '../values/clock.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';
import { accessTokenOf, bringsAccessToken } from './access-token.js';
import type { Authenticator } from './authenticator.js';
import type { RequestRecord } from './request-record.js';
import { type Identified, ViewerIdentity } from './viewer-identity.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The request comes from the page editor, and is answered with samples. Set by editing/, if an editing key is configured. */
    isEditing?: boolean;
  }
}

/** What each resolver is given about the request that it answers. */
export interface RequestContext {
  /** Replaced by a mutation that signs a user in, so that the rest of its answer is for that user. */
  viewer: Viewer;
  /** The bearer token that the request came with, valid or not. */
  readonly accessToken: string | null;
  /** Whether the request came with an access token that is not valid (any more). */
  readonly refusedToken: boolean;
  /** Whether the request is answered with samples instead of values of GP. */
  readonly isEditing: boolean;
  readonly budget: RequestBudget;
  /** Notes about the request for the log, the metrics and the trace. */
  readonly record: RequestRecord;
}

/** Who sent a request, known before it is decided how the request is answered. */
export interface Caller extends Identified {
  readonly accessToken: string | null;
  readonly refusedToken: boolean;
  readonly isEditing?: boolean;
}

const VISITOR: Caller = { ...ViewerIdentity.visitor(), accessToken: null, refusedToken: false };
/** A page editor is no buyer, even if the request has an access token too. */
const EDITOR: Caller = { ...VISITOR, isEditing: true };

/** Finds out who sent a request. */
export function callerOf(request: FastifyRequest, authenticator: Authenticator): MaybePromise<Caller> {
  if (request.isEditing) return EDITOR;
  if (!request.headers.authorization) return VISITOR;
  const accessToken = accessTokenOf(request);
  if (accessToken === undefined) return bringsAccessToken(request) ? { ...VISITOR, refusedToken: true } : VISITOR;
  return andThen(ViewerIdentity.ofAccessToken(accessToken, authenticator), (identified) =>
    identified ? { ...identified, accessToken, refusedToken: false } : { ...VISITOR, accessToken, refusedToken: true },
  );
}

/**
 * Makes the context of a request. A second attempt to answer the same request goes on with the budget of the first one.
 * @param keepsDependencies whether to note the facts that the answer is made of, because the whole answer may be kept
 */
export function contextOf(
  { viewer, accessToken, refusedToken, isEditing = false }: Caller,
  record: RequestRecord,
  clock: Clock,
  keepsDependencies = false,
): RequestContext {
  const budget = record.waits instanceof RequestBudget ? record.waits : RequestBudget.ofPage(clock.now(), keepsDependencies);
  record.waits = budget;
  return { viewer, accessToken, refusedToken, isEditing, budget, record };
}
