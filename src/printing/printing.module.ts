import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { IdentityModule } from '../identity/index.js';
import { ReceivablesModule } from '../receivables/index.js';
import { InvoiceUrlResolver, StatementUrlResolver } from './document-url.resolver.js';
import { DocumentUrls } from './document-urls.js';
import { DocumentsController } from './documents.controller.js';
import { PrintableDocuments } from './printable-documents.js';
import { Printer } from './printer.js';

@Module({
  imports: [AccountModule, IdentityModule, ReceivablesModule],
  controllers: [DocumentsController],
  providers: [Printer, PrintableDocuments, DocumentUrls, InvoiceUrlResolver, StatementUrlResolver],
})
export class PrintingModule {}
