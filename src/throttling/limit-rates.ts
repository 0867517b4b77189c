import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Authenticator, accessTokenOf } from '../contract/index.js';
import { errorBody } from '../faults/index.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { retryAfter } from '../values/retry-after.js';
import type { Quota, RateLimiter } from './rate-limiter.js';

const REFUSAL = errorBody('RATE_LIMITED', 'There were too many requests. Try again shortly.');

/**
 * Refuses requests to /graphql of a client, an address or an account that sends too many, before the body is read. Headers say
 * how many are left (draft-ietf-httpapi-ratelimit-headers-10). In a batch each operation counts.
 * To be called after `identifyCallers`, and before the hooks that answer.
 */
export function limitRates(fastify: FastifyInstance, limiter: RateLimiter, authenticator: Authenticator): void {
  const accountQuota = accountQuotas(limiter, authenticator);

  fastify.addHook('onRequest', (request, reply, done) => {
    const { client } = request;
    if (!client) return done();
    const ofClient = limiter.ofClient(client);
    const left = ofClient ? limiter.take(ofClient, 1) : 0;
    if (ofClient && left < 0) return refuse(reply, ofClient);
    const ofNetwork = limiter.ofNetwork(client);
    if (ofNetwork && limiter.take(ofNetwork, 1) < 0) return refuse(reply, ofNetwork);
    const goOn = (ofAccount: Quota | undefined) => {
      const leftOfAccount = ofAccount ? limiter.take(ofAccount, 1) : 0;
      if (ofAccount && leftOfAccount < 0) return refuse(reply, ofAccount);
      tell(reply, limiter, ofClient, left, ofAccount, leftOfAccount);
      done();
    };
    const ofAccount = accountQuota(request);
    if (!(ofAccount instanceof Promise)) return goOn(ofAccount);
    ofAccount.then(goOn, done);
  });

  fastify.addHook('preHandler', (request, reply, done) => {
    const { client, body } = request;
    if (!client || !Array.isArray(body) || body.length < 2) return done();
    const quotas = [limiter.ofClient(client), limiter.ofNetwork(client), quotaNow(accountQuota, request)];
    for (const quota of quotas) {
      if (quota && limiter.take(quota, body.length - 1) < 0) return refuse(reply, quota);
    }
    done();
  });
}

type AccountQuota = (request: FastifyRequest) => MaybePromise<Quota | undefined>;

/** Finds the quota of the account that a request is sent for. This does not decide whether the request may be answered. */
function accountQuotas(limiter: RateLimiter, authenticator: Authenticator): AccountQuota {
  return (request) => {
    const token = accessTokenOf(request);
    if (token === undefined) return undefined;
    return andThen(authenticator.viewerOf(token), (viewer) =>
      viewer?.kind === 'signedIn' ? limiter.ofAccount(viewer.accountNumber) : undefined,
    );
  };
}

/** The quota that the request's first operation was taken from. */
function quotaNow(accountQuota: AccountQuota, request: FastifyRequest): Quota | undefined {
  const quota = accountQuota(request);
  return quota instanceof Promise ? undefined : quota;
}

/** Sets the headers with what is left of the quotas of the client and the account, if they have one. */
function tell(
  reply: FastifyReply,
  limiter: RateLimiter,
  ofClient: Quota | undefined,
  left: number,
  ofAccount: Quota | undefined,
  leftOfAccount: number,
): void {
  if (!ofClient && !ofAccount) return;
  let policy = ofClient?.policy ?? '';
  let state = ofClient ? stateOf(ofClient, left, limiter) : '';
  if (ofAccount) {
    policy += `${ofClient ? ', ' : ''}${ofAccount.policy}`;
    state += `${ofClient ? ', ' : ''}${stateOf(ofAccount, leftOfAccount, limiter)}`;
  }
  reply.header('ratelimit-policy', policy).header('ratelimit', state);
}

function stateOf({ limit }: Quota, left: number, limiter: RateLimiter): string {
  return `"${limit.toLowerCase()}";r=${left};t=${limiter.secondsLeft()}`;
}

function refuse(reply: FastifyReply, quota: Quota): void {
  const after = retryAfter();
  reply
    .code(429)
    .headers({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': after,
      'ratelimit-policy': quota.policy,
      ratelimit: `"${quota.limit.toLowerCase()}";r=0;t=${after}`,
    })
    .send(REFUSAL);
}
