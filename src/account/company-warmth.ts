import { Injectable } from '@nestjs/common';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { RequestBudget } from '../live/index.js';
import { AccountService } from './account.service.js';

/** Keeps the company's setup, which every page needs, in memory. The live reader asks GP only when it nears its expiry. */
@Injectable()
@RunsWhileUp('beforeListening')
export class CompanyWarmth implements PeriodicTask {
  readonly name = 'account.company';
  readonly everyMs = 60_000;

  constructor(private readonly accounts: AccountService) {}

  async run(): Promise<void> {
    await this.accounts.company(RequestBudget.toTheEnd());
  }
}
