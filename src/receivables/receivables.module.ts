import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { OrderingModule } from '../ordering/index.js';
import { AccountReceivablesResolver } from './account-receivables.resolver.js';
import { CreditResolver, PaymentResolver } from './credit.resolver.js';
import { InvoiceResolver, OrderInvoicesResolver } from './invoice.resolver.js';
import { InvoiceChanges } from './invoice-changes.job.js';
import { InvoicesDueSoon } from './invoices-due-soon.job.js';
import { ReceivablesService } from './receivables.service.js';

@Module({
  imports: [AccountModule, OrderingModule],
  providers: [
    ReceivablesService,
    PaymentResolver,
    CreditResolver,
    InvoiceResolver,
    OrderInvoicesResolver,
    AccountReceivablesResolver,
    InvoiceChanges,
    InvoicesDueSoon,
  ],
  exports: [ReceivablesService],
})
export class ReceivablesModule {}
