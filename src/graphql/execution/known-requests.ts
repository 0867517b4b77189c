import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { type ViewerIdentity, type Waits } from '../../contract/index.js';
import type { KeptAnswer } from './kept-answers.js';

/** The most characters of all remembered bodies together. V8 takes one or two bytes for each. */
const MAX_CHARACTERS = 16 * 1024 * 1024;
/** Longer bodies are not remembered. */
const LONGEST = 16 * 1024;

/** The body of one operation with its full text, and without `extensions`. */
export interface PlainOperation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** An answer that is being made. */
export interface AnswerUnderWay {
  readonly body: Promise<Buffer>;
  /** What the answer waits for, for the record of each request. */
  readonly waits: Waits;
}

/** A request body, with the answers to it by viewer identity. */
export class KnownRequest {
  // Most requests come only once, and their answers are there at once: they need neither of these maps.
  /** The kept answers. */
  kept: WeakMap<ViewerIdentity, KeptAnswer> | undefined;
  /** The answers that are being made. */
  underWay: WeakMap<ViewerIdentity, AnswerUnderWay> | undefined;

  /** The cost of the operation, once it is known. */
  cost: number | undefined;
  /** The text of the body, if the request is remembered. */
  text: string | undefined;

  constructor(readonly body: PlainOperation) {}
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The remembered request with the same body text, if there is one. */
    asked: KnownRequest | undefined;
    /** The text of a JSON body; undefined if it is too long, or if the parsed body was replaced. */
    bodyText: string | undefined;
  }
}

/**
 * Parses JSON bodies, and remembers the parsed bodies of recent requests. Pages send the same text again and again, and to
 * parse it takes longer than to give a kept answer.
 */
@Injectable()
export class KnownRequests {
  private readonly lastOf = new WeakMap<Socket, KnownRequest>();
  private readonly known = new LRUCache<string, KnownRequest>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, { length }) => length,
  });

  /**
   * Makes a server parse its JSON bodies here. To be called before it starts.
   * @param checkLong called before a body longer than LONGEST is parsed; throws the error to refuse the body with
   */
  readBodiesOf(server: FastifyInstance, checkLong: (text: string) => void): void {
    server.decorateRequest('asked', undefined);
    server.decorateRequest('bodyText', undefined);
    const parse = server.getDefaultJsonParser('error', 'error');
    server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
      if (text.length > LONGEST) {
        // Other routes use no body, so their long ones are not checked.
        if (!request.isToGraphql) return parse(request, text, done);
        try {
          checkLong(text);
        } catch (refusal) {
          return done(refusal as Error);
        }
        return parse(request, text, done);
      }
      request.bodyText = text;
      request.asked = this.find(text, request);
      if (request.asked) done(null, request.asked.body);
      else parse(request, text, done);
    });
  }

  /** First compares with the last body on the same connection, because a look-up in the map has to hash the whole text. */
  private find(text: string, { raw: { socket } }: FastifyRequest): KnownRequest | undefined {
    const last = this.lastOf.get(socket);
    if (last?.text === text) return last;
    const asked = this.known.get(text);
    if (asked) this.lastOf.set(socket, asked);
    return asked;
  }

  /** Remembers a query. @param text the body of a query; a mutation must not be kept, since it may hold a password */
  remember(text: string, known: KnownRequest): void {
    known.text = text;
    this.known.set(text, known);
  }
}
