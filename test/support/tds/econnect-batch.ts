import type { Declared } from './declared-parameters.js';
import { SqlServerError } from './sql-server-error.js';
import type { SessionFacts } from './translation.js';

export type Value = string | null;

/** A call of a procedure: its inputs, and the variables that its outputs go to. Names without the @. */
export interface Call {
  readonly procedure: string;
  readonly inputs: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, string>;
}

/** A row that a batch selects from its variables. */
export interface SelectedRow {
  readonly columns: readonly { readonly name: string; readonly isText: boolean; readonly value: Value }[];
}

/** What a batch can do with its session. */
export interface BatchSession {
  readonly facts: SessionFacts;
  /** @returns the outputs by name; undefined where the call has failed and the batch goes on */
  call(call: Call): Promise<ReadonlyMap<string, Value> | undefined>;
  row(row: SelectedRow): void;
  begin(): Promise<void>;
  commit(): Promise<void>;
}

const DECLARE = /^declare\s+(.+)$/is;
const ASSIGN = /^select\s+@\w+\s*=/i;
const EXEC = /^exec\s+"?(\w+)"?\s*(.*)$/is;
const IF = /^if\s+(.+?)\s+begin\s+(.+?)\s+end$/is;
const SELECT = /^select\s+(.+)$/is;

/**
 * Runs a batch of the small language in which eConnect's procedures are called: variables, calls, and after each call a check
 * with an early end. Everything else is a syntax error.
 */
export class EConnectBatch {
  private readonly variables = new Map<string, { readonly isText: boolean; value: Value }>();

  constructor(
    private readonly parameters: readonly Declared[],
    private readonly session: BatchSession,
  ) {}

  static isOne(text: string): boolean {
    // A variable with a value is a look for changes.
    return /^\s*declare\s[^;=]*;/i.test(text);
  }

  async run(text: string): Promise<void> {
    // An "if" holds statements of its own, up to its end.
    const statements = text.match(/\s*(?:if\s[\s\S]+?\send|[^;]+)(?:;|$)/gi) ?? [];
    await this.runAll(statements);
  }

  /** @returns whether the batch goes on */
  private async runAll(statements: readonly string[]): Promise<boolean> {
    for (const statement of statements) {
      const one = statement.trim().replace(/;$/, '').trim();
      if (one !== '' && !(await this.runOne(one))) return false;
    }
    return true;
  }

  private async runOne(one: string): Promise<boolean> {
    const [declare, exec, branch, select] = [DECLARE, EXEC, IF, SELECT].map((form) => form.exec(one));
    if (/^return$/i.test(one)) return false;
    if (/^begin transaction$/i.test(one)) await this.session.begin();
    else if (/^commit transaction$/i.test(one)) await this.session.commit();
    else if (declare) this.declare(declare[1] ?? '');
    else if (exec) await this.exec(exec[1] ?? '', exec[2] ?? '');
    else if (branch) return !this.holds(branch[1] ?? '') || (await this.runAll((branch[2] ?? '').split(/(?<=;)/)));
    else if (ASSIGN.test(one)) this.assign(one.replace(/^select\s+/i, ''));
    else if (select) this.select(select[1] ?? '');
    else throw syntax(one);
    return true;
  }

  private declare(list: string): void {
    for (const one of parts(list)) {
      const [, name, type] = /^@(\w+)\s+(.+)$/.exec(one) ?? [];
      if (name === undefined || type === undefined) throw syntax(one);
      this.variables.set(name, { isText: /char/i.test(type), value: null });
    }
  }

  private assign(list: string): void {
    for (const one of parts(list)) {
      const [, name, expression] = /^@(\w+)\s*=\s*(.+)$/s.exec(one) ?? [];
      if (name === undefined || expression === undefined) throw syntax(one);
      this.set(name, this.value(expression).value);
    }
  }

  private async exec(procedure: string, list: string): Promise<void> {
    const inputs = new Map<string, Value>();
    const outputs = new Map<string, string>();
    for (const one of parts(list)) {
      const [, name, expression, output] = /^@(\w+)\s*=\s*(.+?)(\s+output)?$/is.exec(one) ?? [];
      if (name === undefined || expression === undefined) throw syntax(one);
      if (output === undefined) inputs.set(name, this.value(expression).value);
      else outputs.set(name, this.known(expression.replace('@', '')).name);
    }
    const answer = await this.session.call({ procedure, inputs, outputs });
    if (!answer) return;
    for (const [output, variable] of outputs) this.set(variable, answer.get(output) ?? null);
  }

  private select(list: string): void {
    this.session.row({
      columns: parts(list).map((one) => {
        const [, expression, name] = /^(.+?)(?:\s+as\s+"?(\w+)"?)?$/is.exec(one) ?? [];
        return { ...this.value(expression ?? ''), name: name ?? '' };
      }),
    });
  }

  /** Alternatives of comparisons. One with NULL is neither true nor false. */
  private holds(condition: string): boolean {
    return condition.split(/\s+or\s+/i).some((one) => {
      const [, tested, not] = /^(.+?)\s+is\s+(not\s+)?null$/i.exec(one.trim()) ?? [];
      if (tested !== undefined) return (this.value(tested).value === null) !== (not !== undefined);
      const [, left, operator, right] = /^(.+?)\s*(<>|=)\s*(.+)$/.exec(one.trim()) ?? [];
      if (left === undefined || right === undefined) throw syntax(one);
      const [value, other] = [this.value(left).value, this.value(right).value];
      return value !== null && other !== null && (value === other) === (operator === '=');
    });
  }

  private value(expression: string): { readonly isText: boolean; readonly value: Value } {
    const one = expression.trim();
    const { transactions, transactionState } = this.session.facts;
    if (/^null$/i.test(one)) return { isText: false, value: null };
    if (/^-?\d+$/.test(one)) return { isText: false, value: one };
    if (/^@@trancount$/i.test(one)) return { isText: false, value: String(transactions) };
    if (/^xact_state\(\)$/i.test(one)) return { isText: false, value: String(transactionState) };
    const [, literal] = /^'((?:[^']|'')*)'$/s.exec(one) ?? [];
    if (literal !== undefined) return { isText: true, value: literal.replaceAll("''", "'") };
    if (/^@\w+$/.test(one)) return this.known(one.slice(1));
    throw syntax(one);
  }

  private known(name: string): { readonly name: string; readonly isText: boolean; readonly value: Value } {
    const variable = this.variables.get(name);
    if (variable) return { name, ...variable };
    const parameter = this.parameters.find((candidate) => candidate.name === name);
    if (parameter) return { name, isText: /char/i.test(parameter.type), value: parameter.value };
    throw new SqlServerError(137, `Must declare the scalar variable "@${name}".`, 15, 2);
  }

  private set(name: string, value: Value): void {
    const variable = this.variables.get(name);
    if (!variable) throw new SqlServerError(137, `Must declare the scalar variable "@${name}".`, 15);
    variable.value = value;
  }
}

/** The parts of a list between its commas, but for those in brackets and texts. */
const parts = (list: string) => (list.match(/(?:'(?:[^']|'')*'|\([^)]*\)|[^,'(])+/g) ?? []).map((one) => one.trim());

function syntax(near: string): SqlServerError {
  return new SqlServerError(102, `Incorrect syntax near '${near.slice(0, 40)}'.`, 15);
}
