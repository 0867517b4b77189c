import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Waits } from '../../observability/index.js';
import { Lately } from '../../values/lately.js';
import type { ViewerIdentity } from '../viewer-identity.js';
import type { KeptAnswer } from './kept-answers.js';

/** Two generations are held, of one byte or two a character. */
const CHARACTERS_OF_A_GENERATION = 8 * 1024 * 1024;
const LONGEST = 16 * 1024;

/** The body of one operation in full, with nothing in it that means anything to Apollo Server alone. */
export interface Question {
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

/** A question that was asked in the same words before. */
export class AskedQuestion {
  /** By whom it was answered to. */
  readonly kept = new WeakMap<ViewerIdentity, KeptAnswer>();
  /** By whom it is being answered to. */
  readonly underWay = new WeakMap<ViewerIdentity, AnswerUnderWay>();

  constructor(readonly body: Question) {}
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body says, where it is the text of a question asked before. */
    asked: AskedQuestion | undefined;
    /** The text of a body in JSON; undefined where it is too long, or what was read is no longer what it says. */
    bodyText: string | undefined;
  }
}

/**
 * Reads JSON, and remembers what questions said that were asked lately: pages are asked for in the same words again and
 * again, and to read them takes longer than to give an answer that was kept.
 */
@Injectable()
export class AskedQuestions {
  private readonly lately = new Lately<AskedQuestion>(CHARACTERS_OF_A_GENERATION, ({ length }) => length);

  /** Has a server read its bodies here. To be called before it starts. */
  readBodiesOf(server: FastifyInstance): void {
    server.decorateRequest('asked', undefined);
    server.decorateRequest('bodyText', undefined);
    const parse = server.getDefaultJsonParser('error', 'error');
    server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
      if (text.length > LONGEST) return parse(request, text, done);
      request.bodyText = text;
      request.asked = this.lately.get(text);
      if (request.asked) done(null, request.asked.body);
      else parse(request, text, done);
    });
  }

  /** @param text of a body that holds nothing but a query: what signs somebody in is not kept */
  remember(text: string, question: AskedQuestion): void {
    this.lately.add(text, question);
  }
}
