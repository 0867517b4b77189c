import { Global, Module } from '@nestjs/common';
import { AcceptedOrderSource } from '../account/index.js';
import { SubmittedOrders } from './submitted-orders.js';

/** Answers for accounts' port to accepted orders. By itself, since ordering stands on accounts. */
@Global()
@Module({
  providers: [{ provide: AcceptedOrderSource, useClass: SubmittedOrders }],
  exports: [AcceptedOrderSource],
})
export class AcceptedOrdersModule {}
