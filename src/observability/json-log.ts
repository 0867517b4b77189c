import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { correlationId } from '../contract/index.js';
import { StartRefused } from '../faults/index.js';
import { visibleJson } from '../values/visible-text.js';
import { describeFault } from './fault-description.js';

/** Loggers of Nest that list modules and routes at each start. Operators do not need these lines. */
const NEST = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'GraphQLModule', 'NestApplication']);

type Write = 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal';

/** A logger for Nest. It writes one JSON object per line, with the correlation ID of the request. */
export class JsonLog implements LoggerService {
  private readonly pino: Logger;

  /** @param destination standard output if undefined */
  constructor(level: string, destination?: DestinationStream) {
    const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: visibleJson } };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the message, further values, and last the name of the logger. */
  private write(level: Write, message: unknown, rest: readonly unknown[]): void {
    const words = rest.map((value) => (isOneLine(value) ? value : undefined));
    const context = words.at(-1);
    const text = typeof message === 'string' ? message : words.slice(0, -1).find((value) => value !== undefined);
    const isReported = level === 'error' && (context === 'NestApplication' || message instanceof StartRefused);
    // Who starts the gateway reports why it was refused, or that a port cannot be opened: once, and without a stack.
    const quiet = isReported || isGone(message, context) || (level === 'info' && context !== undefined && NEST.has(context));
    const id = correlationId();
    this.pino[quiet ? 'debug' : level](
      { ...(context && { context }), ...(id && { correlationId: id }), ...fieldsOf(message) },
      text,
    );
  }
}

/**
 * Whether a client has disconnected while its request was read. That is not a fault, and clients can do it as often as they like.
 */
function isGone(message: unknown, context: string | undefined): boolean {
  return context === 'ExceptionsHandler' && message instanceof Error && Reflect.get(message, 'code') === 'ECONNRESET';
}

/** Excludes stacks, which Nest passes too: they repeat messages of drivers and libraries. */
function isOneLine(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\n');
}

function fieldsOf(message: unknown): Record<string, unknown> {
  if (message instanceof Error) return { fault: describeFault(message) };
  if (typeof message !== 'object' || message === null) return {};
  const fields = Object.entries(message).map(([name, value]) => [name, value instanceof Error ? describeFault(value) : value]);
  return Object.fromEntries(fields);
}
