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
    /** It comes from the page editor, and is answered with samples. Set by editing/, where an editing key is configured. */
    isEditing?: boolean;
  }
}

/** What every resolver knows of the request it answers. */
export interface RequestContext {
  /** Replaced by a mutation that signs somebody in, so that the rest of its answer is theirs. */
  viewer: Viewer;
  /** The bearer token that the request came with, valid or not. */
  readonly accessToken: string | null;
  /** Set where the request came with an access token that is not valid (any more). */
  readonly refusedToken: boolean;
  /** Whether samples stand in for whatever GP would be asked. */
  readonly isEditing: boolean;
  readonly budget: RequestBudget;
  /** What is noted of the request for the log, the metrics and the trace. */
  readonly record: RequestRecord;
}

/** The same, before it is decided how the request is answered. */
export interface Caller extends Identified {
  readonly accessToken: string | null;
  readonly refusedToken: boolean;
  readonly isEditing?: boolean;
}

const VISITOR: Caller = { ...ViewerIdentity.visitor(), accessToken: null, refusedToken: false };
/** Whoever edits pages is nobody's buyer, whatever else the request came with. */
const EDITOR: Caller = { ...VISITOR, isEditing: true };

/** Who sent a request. */
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
 * What the caller's request is answered with. A second attempt at the same request has no more budget than is left.
 * @param keepsDependencies whether to note what the answer rests on, because the whole of it may be kept
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
