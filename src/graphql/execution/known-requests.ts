import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { type ViewerIdentity, type Waits } from '../../contract/index.js';
import type { KeptAnswer } from './kept-answers.js';

/** Of one byte or two a character. */
const MAX_CHARACTERS = 16 * 1024 * 1024;
const LONGEST = 16 * 1024;

/** The body of one operation in full, with nothing in it that means anything to Apollo Server alone. */
export interface PlainOperation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** An answer that is waited for. */
export interface AnswerUnderWay {
  readonly text: Promise<string>;
  /** What is waited for. */
  readonly waits: Waits;
}

/** A known that was asked in the same words before. */
export class KnownRequest {
  /** By whom it was answered to. */
  readonly kept = new WeakMap<ViewerIdentity, KeptAnswer>();
  /** By whom it is being answered to. */
  readonly underWay = new WeakMap<ViewerIdentity, AnswerUnderWay>();

  /** What it costs, once that is known. */
  cost: number | undefined;
  /** The words in which it was sent, once they are remembered. */
  text: string | undefined;

  constructor(readonly body: PlainOperation) {}
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body says, where it is the text of a known asked before. */
    asked: KnownRequest | undefined;
    /** The text of a body in JSON; undefined where it is too long, or what was read is no longer what it says. */
    bodyText: string | undefined;
  }
}

/**
 * Reads JSON, and remembers what questions said that were asked lately: pages are asked for in the same words again and
 * again, and to read them takes longer than to give an answer that was kept.
 */
@Injectable()
export class KnownRequests {
  private readonly lastOf = new WeakMap<Socket, KnownRequest>();
  private readonly known = new LRUCache<string, KnownRequest>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, { length }) => length,
  });

  /**
   * Has a server read its bodies here. To be called before it starts.
   * @param checkLong throws what a long body is refused with, before it is read as JSON
   */
  readBodiesOf(server: FastifyInstance, checkLong: (text: string) => void): void {
    server.decorateRequest('asked', undefined);
    server.decorateRequest('bodyText', undefined);
    const parse = server.getDefaultJsonParser('error', 'error');
    server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
      if (text.length > LONGEST) {
        // Other places take no body: what they are sent is read as ever, and not looked at.
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

  /** Which connection asks the same again is told by comparing; to look among all that was asked means to digest every letter. */
  private find(text: string, { raw: { socket } }: FastifyRequest): KnownRequest | undefined {
    const last = this.lastOf.get(socket);
    if (last?.text === text) return last;
    const asked = this.known.get(text);
    if (asked) this.lastOf.set(socket, asked);
    return asked;
  }

  /** @param text of a body that holds nothing but a query: what signs somebody in is not kept */
  remember(text: string, known: KnownRequest): void {
    known.text = text;
    this.known.set(text, known);
  }
}
