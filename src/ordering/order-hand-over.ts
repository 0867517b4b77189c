import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HandOver, type HandOverResult, HandOvers, type Submission } from '../submissions/index.js';
import { OrderIntake } from './order-intake.port.js';
import { ORDER } from './place-order.service.js';
import type { SalesOrder } from './sales-order.js';

type Numbered = Submission<SalesOrder> & { readonly documentNumber: string };

/** Hands accepted orders over to GP. */
@Injectable()
export class OrderHandOver implements HandOver<SalesOrder>, OnModuleInit {
  readonly kind = ORDER;

  constructor(
    private readonly intake: OrderIntake,
    private readonly handOvers: HandOvers,
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
}
