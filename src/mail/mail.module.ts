import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountModule } from '../account/index.js';
import { CatalogModule } from '../catalog/index.js';
import { DatabaseSettings, GpSettings, MailSettings, PrintingSettings } from '../config/index.js';
import { ConfiguredDestinations } from '../events/index.js';
import { IdentityModule } from '../identity/index.js';
import { OrderingModule } from '../ordering/index.js';
import { QuotesModule } from '../quotes/index.js';
import { ReceivablesModule } from '../receivables/index.js';
import { ShipmentsModule } from '../shipments/index.js';
import { Buyers } from './buyers.js';
import { Descriptions } from './descriptions.js';
import { InvoiceMails } from './invoice-mails.js';
import { Languages } from './languages.js';
import { MailDestination } from './mail-destination.js';
import { MailSender } from './mail-sender.js';
import { Mailer } from './mailer.port.js';
import { mailerOf } from './mailer-of.js';
import { OrderMails } from './order-mails.js';
import { OrderViews } from './order-views.js';
import { PaymentMails } from './payment-mails.js';
import { QuoteMails } from './quote-mails.js';
import { readTemplates } from './read-templates.js';
import { SentMail } from './sent-mail.js';
import { SentMailCleanup } from './sent-mail-cleanup.js';
import { ShipmentMails } from './shipment-mails.js';
import { StaffDestination } from './staff/staff-destination.js';
import { StaffDigests } from './staff/staff-digests.job.js';
import { StaffMails } from './staff/staff-mails.js';
import { StaffNotices } from './staff/staff-notices.js';
import { readStaffRules, StaffRules } from './staff/staff-rules.js';
import { StaffWebhooks } from './staff/staff-webhooks.js';
import { MailTemplates } from './templates/mail-templates.js';

@Module({
  imports: [
    ...[DiscoveryModule, AccountModule, CatalogModule, IdentityModule],
    ...[OrderingModule, QuotesModule, ReceivablesModule, ShipmentsModule],
  ],
  providers: [
    ...[MailDestination, MailSender, SentMail, SentMailCleanup, Buyers, Languages, Descriptions, OrderViews],
    ...[OrderMails, ShipmentMails, QuoteMails, InvoiceMails, PaymentMails],
    ...[StaffDestination, StaffWebhooks, StaffMails, StaffNotices, StaffDigests],
    {
      provide: MailTemplates,
      inject: [MailSettings, PrintingSettings, GpSettings],
      useFactory: readTemplates,
    },
    {
      provide: StaffRules,
      inject: [MailSettings, GpSettings, MailTemplates, ConfiguredDestinations],
      useFactory: (
        { staffRulesFile }: MailSettings,
        { accountFields }: GpSettings,
        { tags }: MailTemplates,
        { webhooks }: ConfiguredDestinations,
      ) =>
        readStaffRules(staffRulesFile, {
          languages: tags,
          fields: [...accountFields.keys()],
          webhooks: webhooks.map(({ name }) => name),
        }),
    },
    {
      provide: Mailer,
      inject: [MailSettings, PrintingSettings, DatabaseSettings],
      useFactory: mailerOf,
    },
  ],
  exports: [Mailer],
})
export class MailModule {}
