import { Random } from '../../../src/sandbox/generator/random.js';
import { TroubleMaker } from '../../../src/sandbox/trouble.js';
import { SqlServerError } from './sql-server-error.js';

/** What can be wrong with the whole server. Trouble with reads, or with eConnect, is made as in the sandbox. */
export interface ServerState {
  /** Connections are accepted, and nothing is ever said on them, nor on those that there are. */
  readonly blackHole: boolean;
  /** Logins are refused with this error. */
  readonly refuseLogin: number | null;
  /** Logins are taken, and nothing that is asked on a connection is answered. */
  readonly standsStill: boolean;
  /** Whatever is asked on a connection cuts it. */
  readonly cutting: boolean;
  /** Cancels are not acknowledged. */
  readonly deafToCancels: boolean;
  /** Every statement that reads fails with this error. */
  readonly failWith: number | null;
}

/** What strikes in the midst of a transaction, at one of its calls: 1 is the first. Each strikes once. */
export interface MidOrder {
  /** The server chooses it as the victim of a deadlock. */
  readonly deadlockAtCall?: number;
  /** A Post procedure of the site's rolls the transaction back, and the call reports no error. */
  readonly rollBackAtCall?: number;
  /** It goes on, and can no longer be committed. */
  readonly doomAtCall?: number;
  /** The connection breaks while the call runs. */
  readonly cutAtCall?: number;
}

const MID_ORDER = ['deadlockAtCall', 'rollBackAtCall', 'doomAtCall', 'cutAtCall'] as const satisfies (keyof MidOrder)[];

const NOTHING_WRONG: ServerState = {
  blackHole: false,
  refuseLogin: null,
  standsStill: false,
  cutting: false,
  deafToCancels: false,
  failWith: null,
};

/** Errors by their number, with what SQL Server says and how severe it is. */
const ERRORS: Readonly<Record<number, readonly [message: string, severity: number, state: number]>> = {
  207: [`Invalid column name 'QTYONHND'.`, 16, 1],
  208: [`Invalid object name 'IV00102'.`, 16, 1],
  229: [`The SELECT permission was denied on the object 'IV00102', database 'LARKF', schema 'dbo'.`, 14, 5],
  601: ['Could not continue scan with NOLOCK due to data movement.', 12, 3],
  916: [`The server principal "gateway" is not able to access the database "LARKF" under the current security context.`, 14, 1],
  922: [`Database 'LARKF' is being recovered. Waiting until recovery is finished.`, 14, 1],
  924: [`Database 'LARKF' is already open and can only have one user at a time.`, 14, 1],
  927: [`Database 'LARKF' cannot be opened. It is in the middle of a restore.`, 14, 2],
  976: [
    `The target database, 'LARKF', is participating in an availability group and is currently not accessible for queries.`,
    14,
    1,
  ],
  983: [
    `Unable to access availability database 'LARKF' because the database replica is not in the PRIMARY or SECONDARY role.`,
    14,
    1,
  ],
  1222: ['Lock request time out period exceeded.', 16, 51],
  3960: ['Snapshot isolation transaction aborted due to update conflict.', 16, 2],
  4060: ['Cannot open database "LARKF" requested by the login. The login failed.', 11, 1],
  18456: [`Login failed for user 'gateway'.`, 14, 1],
  18487: [`Login failed for user 'gateway'. Reason: The password of the account has expired.`, 14, 1],
  40613: [`Database 'LARKF' on server 'TESTS' is not currently available.`, 17, 1],
};

export function errorNumbered(number: number): SqlServerError {
  const [message, severity, state] = ERRORS[number] ?? [`Error ${number}.`, 16, 1];
  return new SqlServerError(number, message, severity, state);
}

/** The trouble that a test makes. What the sandbox's company knows of it is made the same way, and counted the same way. */
export class ServerTrouble extends TroubleMaker {
  private state = NOTHING_WRONG;
  private readonly stopped = new Set<() => void>();
  private coming: MidOrder = {};
  private storm: () => keyof MidOrder | undefined = () => undefined;
  /** How often each of them has struck. */
  readonly struck = new Map<keyof MidOrder, number>();
  /** What the tests' server itself could not do: its connection was cut, and a test that sees this has found a fault of it. */
  readonly faults: unknown[] = [];

  failed(fault: unknown): void {
    this.faults.push(fault);
  }

  get server(): ServerState {
    return this.state;
  }

  /** Replaces what is wrong with the server. */
  makeServer(state: Partial<ServerState>): void {
    this.state = { ...NOTHING_WRONG, ...state };
    if (this.state.standsStill) return;
    for (const goOn of this.stopped) goOn();
  }

  /** Resolves while the server does not stand still, or once the client has given its question up. */
  async moves(cancelled: AbortSignal): Promise<void> {
    if (!this.state.standsStill || cancelled.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.stopped.add(resolve);
    cancelled.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    this.stopped.delete(resolve);
  }

  /** Strikes in the next transaction that has as many calls. */
  makeMidOrder(coming: MidOrder): void {
    this.coming = coming;
  }

  /** Strikes in any call of a transaction, in each way with this probability. The same seed strikes in the same calls. */
  makeStorm(probability: number, seed: number): void {
    const random = new Random(seed, 'mid-order');
    this.storm = () => MID_ORDER.find(() => random.perMille(probability * 1000));
  }

  /** What strikes at this call of a transaction. */
  strikeCall(number: number): keyof MidOrder | undefined {
    const struck = this.comingAt(number) ?? this.storm();
    if (struck) this.struck.set(struck, (this.struck.get(struck) ?? 0) + 1);
    return struck;
  }

  private comingAt(number: number): keyof MidOrder | undefined {
    for (const kind of MID_ORDER) {
      if (this.coming[kind] !== number) continue;
      const { [kind]: _struck, ...left } = this.coming;
      this.coming = left;
      return kind;
    }
    return undefined;
  }
}
