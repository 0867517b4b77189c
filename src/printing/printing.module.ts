import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { IdentityModule } from '../identity/index.js';
import { QuotesModule } from '../quotes/index.js';
import { ReceivablesModule } from '../receivables/index.js';
import { CreditUrlResolver, InvoiceUrlResolver, QuoteUrlResolver, StatementUrlResolver } from './document-url.resolver.js';
import { DocumentUrls } from './document-urls.js';
import { DocumentsController } from './documents.controller.js';
import { PrintableDocuments } from './printable-documents.js';
import { Printer } from './printer.js';

@Module({
  imports: [AccountModule, IdentityModule, QuotesModule, ReceivablesModule],
  controllers: [DocumentsController],
  providers: [
    Printer,
    PrintableDocuments,
    DocumentUrls,
    InvoiceUrlResolver,
    CreditUrlResolver,
    QuoteUrlResolver,
    StatementUrlResolver,
  ],
})
export class PrintingModule {}
