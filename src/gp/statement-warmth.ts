import { Logger } from '@nestjs/common';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import type { Guard } from '../resilience/index.js';
import type { CompanyTables } from './company-tables.js';
import { CustomFields } from './sql/custom-fields.js';
import { type UsualQuestion, usualQuestions } from './usual-questions.js';

/** How often it is looked whether the server has restarted, which asks GP nothing. */
const LOOK_EVERY_MS = 5_000;
/** How long after a failure the next statement is asked. */
const AGAIN_AFTER_MS = 60_000;
/** A statement that fails so often is left to the pages, and its failures to the log. */
const MOST_TRIES = 3;

interface Turn {
  readonly ask: UsualQuestion;
  readonly tries: number;
}

/**
 * Asks a SQL Server each statement once after the start, and once more after each restart of the server, one after the other and
 * with the long deadline of the background. The server compiles a statement when it is first asked and keeps the plan. A large one takes longer than a page waits, and a
 * compilation that is cut off at a page's deadline may never be kept.
 */
@RunsWhileUp('meanwhile')
export class StatementWarmth implements PeriodicTask {
  readonly name = 'gp.statements';
  private readonly log = new Logger('gp');
  private left: Turn[] | undefined;
  private restarts = 0;

  constructor(
    private readonly tables: CompanyTables,
    private readonly guard: Guard,
    private readonly fields: {
      readonly ofAccounts: ReadonlyMap<string, string>;
      readonly ofProducts: ReadonlyMap<string, string>;
    },
  ) {}

  get everyMs(): number {
    return this.left?.length === 0 ? LOOK_EVERY_MS : AGAIN_AFTER_MS;
  }

  /** A turn ends at the first failure, and the next one goes on: where GP is away, every other statement would fail too. */
  async run(signal: AbortSignal): Promise<void> {
    const { isSqlServer, restarts } = this.tables.company;
    if (!isSqlServer) return;
    if (restarts !== this.restarts) this.left = undefined;
    this.restarts = restarts;
    if (this.left?.length === 0) return;
    try {
      this.left ??= await this.all(signal);
      await this.askAll(this.left, signal);
    } catch {
      // The guard has logged it.
    }
  }

  private async askAll(left: Turn[], signal: AbortSignal): Promise<void> {
    const beganAt = performance.now();
    for (let turn = left[0]; turn; turn = left[0]) {
      signal.throwIfAborted();
      const { ask, tries } = turn;
      try {
        await this.guard.run('gp.statements.compile', signal, ask);
        left.shift();
      } catch (fault) {
        left.shift();
        if (tries < MOST_TRIES) left.push({ ask, tries: tries + 1 });
        throw fault;
      }
    }
    this.log.debug({ tookMs: Math.round(performance.now() - beganAt) }, "GP's server has compiled the statements of pages");
  }

  private async all(signal: AbortSignal): Promise<Turn[]> {
    return this.guard.run('gp.statements.fields', signal, async (inTime) => {
      const { company, gp, readOnly } = this.tables;
      await this.tables.learn();
      const fields = {
        ofAccounts: await new CustomFields(readOnly, 'RM00101', this.fields.ofAccounts, quiet).read(inTime),
        ofProducts: await new CustomFields(readOnly, 'IV00101', this.fields.ofProducts, quiet).read(inTime),
      };
      return usualQuestions({ gp, readOnly }, fields, company.databaseName).map((ask) => ({ ask, tries: 1 }));
    });
  }
}

/** The adapters have told of missing columns. */
const quiet = () => undefined;
