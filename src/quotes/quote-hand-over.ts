import { Injectable, type OnModuleInit } from '@nestjs/common';
import { QUOTE_REQUEST, type SalesOrder } from '../ordering/index.js';
import { type HandOver, type HandOverResult, HandOvers, type Submission } from '../submissions/index.js';
import { QuoteService } from './quote.service.js';
import { QuoteIntake } from './quote-intake.port.js';

type Numbered = Submission<SalesOrder> & { readonly documentNumber: string };

/** Hands accepted requests for quotes to GP. */
@Injectable()
export class QuoteHandOver implements HandOver<SalesOrder>, OnModuleInit {
  readonly kind = QUOTE_REQUEST;

  constructor(
    private readonly intake: QuoteIntake,
    private readonly handOvers: HandOvers,
    private readonly quotes: QuoteService,
  ) {}

  onModuleInit(): void {
    this.handOvers.register(this);
  }

  reserveNumber(_: Submission<SalesOrder>, signal: AbortSignal): Promise<string> {
    return this.intake.reserveNumber(signal);
  }

  has({ documentNumber, document }: Numbered, signal: AbortSignal): Promise<boolean> {
    return this.intake.has(documentNumber, document, signal);
  }

  submit({ documentNumber, document }: Numbered, signal: AbortSignal): Promise<HandOverResult> {
    return this.intake.submit(documentNumber, document, signal);
  }

  written(): void {
    this.quotes.listsChanged();
  }
}
