import { Injectable } from '@nestjs/common';
import { AccountService } from '../account/index.js';
import { MailSettings } from '../config/index.js';
import { RequestBudget } from '../live/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import { MailTemplates } from './templates/mail-templates.js';

/** The language in which people are written to. */
@Injectable()
export class Languages {
  constructor(
    private readonly accounts: AccountService,
    private readonly settings: MailSettings,
    private readonly templates: MailTemplates,
  ) {}

  /** The account's, as GP has it in the column of MAIL_LANGUAGE_FIELD; the configured one where that says nothing or is not known. */
  async ofAccount(accountNumber: AccountNumber | null): Promise<string> {
    const { languageField, language } = this.settings;
    if (accountNumber === null || languageField === undefined) return language;
    const customer = await this.accounts.customer(accountNumber, RequestBudget.toTheEnd());
    const asked = customer.known ? (customer.value?.customFields[languageField] ?? '') : '';
    return this.templates.languageOf(asked) ?? language;
  }
}
