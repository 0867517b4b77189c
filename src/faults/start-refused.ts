import { Fault } from './fault.js';

/** The gateway cannot start with its settings or its environment. The message is one or more plain lines for the operator. */
export class StartRefused extends Fault {
  static readonly code = 'START_REFUSED';
  readonly code = StartRefused.code;
}
