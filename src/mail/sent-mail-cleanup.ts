import { Injectable } from '@nestjs/common';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { SentMail } from './sent-mail.js';

/** Forgets whom mail was sent to, once nothing can be sent to them again. */
@Injectable()
@RunsWhileUp('meanwhile')
export class SentMailCleanup implements PeriodicTask {
  readonly name = 'mail.cleanup';
  readonly everyMs = 3_600_000;

  constructor(private readonly sent: SentMail) {}

  run(): Promise<void> {
    return this.sent.cleanUp();
  }
}
