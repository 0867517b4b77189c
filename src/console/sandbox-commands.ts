import type { SandboxCompany } from '../gp/sandbox/sandbox-company.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import type { Reply } from './local-line.js';

export const SANDBOX_HELP = [
  'npm run sandbox -- show                 the date, the trouble, and how many questions GP was asked',
  'npm run sandbox -- latency MILLISECONDS every question takes so much longer',
  'npm run sandbox -- fail                 every question fails',
  'npm run sandbox -- hang                 no question is answered',
  'npm run sandbox -- heal                 ends the trouble',
  'npm run sandbox -- today 2026-12-24     moves the calendar of the company',
];

/** Makes trouble in the sandbox of a running gateway, to see how pages fare. */
export class SandboxCommands {
  constructor(private readonly company: SandboxCompany) {}

  async run(words: readonly string[]): Promise<Reply> {
    const [command, value] = words;
    const { trouble } = this.company;
    if (command === 'today') {
      const date = parseCalendarDate(value ?? '');
      if (!date) return { lines: SANDBOX_HELP, exitCode: 1 };
      await this.company.moveTo(date);
    } else if (command === 'latency' && /^\d{1,6}$/.test(value ?? '')) trouble.make({ latencyMs: Number(value) });
    else if (command === 'fail') trouble.make({ failing: true });
    else if (command === 'hang') trouble.make({ hanging: true });
    else if (command === 'heal') trouble.make({});
    else if (command !== 'show') return { lines: SANDBOX_HELP, exitCode: 1 };
    return { lines: this.state(), exitCode: 0 };
  }

  private state(): string[] {
    const { latencyMs, failing, hanging } = this.company.trouble.trouble;
    const troubles = [hanging && 'hanging', failing && 'failing', latencyMs > 0 && `${latencyMs} ms slower`].filter(Boolean);
    return [
      `today      ${this.company.today()}`,
      `trouble    ${troubles.join(', ') || 'none'}`,
      `questions  ${this.company.trouble.questions}`,
    ];
  }
}
