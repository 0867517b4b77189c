import { Fault } from './fault.js';

/** A fault whose message operators may read: it has nothing of a record, a server's text or a secret. */
export abstract class ToldFault extends Fault {}
