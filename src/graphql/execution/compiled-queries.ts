import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphqlSettings } from '../../config/index.js';
import {
  Authenticator,
  type Caller,
  callerOf,
  contextOf,
  NO_WAITS,
  type RequestRecord,
  type ViewerIdentity,
} from '../../contract/index.js';
import { Clock } from '../../values/clock.js';
import { andThen, type MaybePromise } from '../../values/maybe-promise.js';
import { KeptAnswers } from './kept-answers.js';
import { type AnswerUnderWay, KnownRequest, KnownRequests, type PlainOperation } from './known-requests.js';
import type { OperationPlan } from './operation-plan.js';
import { QueryPlans } from './query-plans.js';
import { RenderedTexts } from './rendered-texts.js';
import { SeenTexts } from './seen-texts.js';

const MIB = 1024 * 1024;
const TEXTS_BYTES = 64 * MIB;

const JSON_TYPE = 'application/json; charset=utf-8';

/** The body of an answer, or undefined if Apollo Server has to answer. */
type Answer = Buffer | undefined;

/**
 * Answers the queries that have a plan. Apollo Server answers everything else: queries that it has not seen yet, mutations,
 * batches, persisted queries, other media types, requests with a refused token, and queries whose plan fails.
 */
@Injectable()
export class CompiledQueries {
  private readonly texts = new RenderedTexts(TEXTS_BYTES);
  private readonly kept: KeptAnswers;
  private readonly seen = new SeenTexts();

  constructor(
    private readonly plans: QueryPlans,
    private readonly settings: GraphqlSettings,
    private readonly clock: Clock,
    private readonly asked: KnownRequests,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
  ) {
    this.kept = new KeptAnswers(settings.keptAnswersMb * MIB);
  }

  /** Adds the hook that answers before Apollo Server does. */
  open(server: FastifyInstance): void {
    if (this.settings.queryPlans !== 'on') return;
    server.addHook('preHandler', (request, reply, done) => {
      if (!request.isToGraphql || request.method !== 'POST' || !wantsJson(request)) return done();
      const answer = this.answer(request);
      if (!(answer instanceof Promise)) return answer ? send(reply, answer) : done();
      answer.then((body) => (body ? send(reply, body) : done()), done);
    });
  }

  private answer(request: FastifyRequest): MaybePromise<Answer> {
    const known = request.asked ?? requestOf(request.body);
    const plan = known && this.plans.find(known.body.query, known.body.operationName);
    if (!plan) return undefined;
    const isAskedAgain = request.asked !== undefined || this.isSeenAgain(request, known);
    return andThen(callerOf(request, this.authenticator), (caller) =>
      caller.refusedToken ? undefined : this.answerTo(caller, plan, known, request.record, isAskedAgain),
    );
  }

  /** From the second time on, a request is remembered and its answers are kept. Most requests come only once. */
  private isSeenAgain({ bodyText }: FastifyRequest, known: KnownRequest): boolean {
    if (!this.kept.keepsAny || bodyText === undefined || !this.seen.see(bodyText)) return false;
    this.asked.remember(bodyText, known);
    return true;
  }

  private answerTo(
    caller: Caller,
    plan: OperationPlan,
    known: KnownRequest,
    record: RequestRecord,
    isAskedAgain: boolean,
  ): MaybePromise<Answer> {
    const { identity } = caller;
    const now = this.clock.now();
    const kept = this.kept.find(known, identity, now);
    record.operation = plan.name;
    if (kept) {
      record.executedBy = 'kept';
      record.waits = NO_WAITS;
      return kept;
    }
    const underWay = known.underWay?.get(identity);
    if (underWay) {
      record.executedBy = 'shared';
      record.waits = underWay.waits;
      return underWay.body.catch(leaveIt);
    }
    record.executedBy = 'plan';
    try {
      const variables = plan.variablesOf(known.body.variables ?? {});
      const isOfFacts = plan.isOfFacts(variables);
      const context = contextOf(caller, record, this.clock, isAskedAgain && this.kept.keepsAny && isOfFacts);
      const body = plan.execute(variables, context, this.texts, now);
      if (body instanceof Promise) {
        if (isOfFacts) share(known, identity, { body, waits: context.budget });
        return body.catch(leaveIt);
      }
      const { dependencies } = context.budget;
      if (dependencies?.holds(now)) this.kept.keep(known, identity, body, dependencies);
      return body;
    } catch {
      return leaveIt();
    }
  }
}

/** Lets equal requests for the same identity share an answer that is being made, so that a crowd costs as much as one visitor. */
function share(known: KnownRequest, identity: ViewerIdentity, answer: AnswerUnderWay): void {
  known.underWay ??= new WeakMap();
  const { underWay } = known;
  underWay.set(identity, answer);
  const end = () => underWay.delete(identity);
  answer.body.then(end, end);
}

/** Leaves a failed query to Apollo Server. It executes the query again, which changes nothing, and reports the error. */
function leaveIt(): undefined {
  return undefined;
}

function send(reply: FastifyReply, body: Buffer): void {
  reply.header('content-type', JSON_TYPE).send(body);
}

function wantsJson({ headers: { accept, 'content-type': contentType } }: FastifyRequest): boolean {
  return (
    (accept === undefined || accept === '*/*' || accept === 'application/json') &&
    contentType?.startsWith('application/json') === true
  );
}

function requestOf(body: unknown): KnownRequest | undefined {
  return isPlainOperation(body) ? new KnownRequest(body) : undefined;
}

function isPlainOperation(body: unknown): body is PlainOperation {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  return (
    typeof query === 'string' &&
    (operationName == null || typeof operationName === 'string') &&
    (variables == null || (typeof variables === 'object' && !Array.isArray(variables))) &&
    extensions === undefined
  );
}
