import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { correlationId } from '../contract/index.js';
import { visibleJson } from '../values/visible-text.js';
import { describeFault } from './fault-description.js';

/** Nest tells at every start what it is made of, which is of interest to nobody else. */
const NEST = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'GraphQLModule', 'NestApplication']);

type Write = 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal';

/** Nest's logger, writing one JSON object a line, with the ID of the request that it is written for. */
export class JsonLog implements LoggerService {
  private readonly pino: Logger;

  /** @param destination standard output where not given */
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

  /** Nest hands over what was logged, further values, and the name of the logger last. */
  private write(level: Write, message: unknown, rest: readonly unknown[]): void {
    const words = rest.map((value) => (isOneLine(value) ? value : undefined));
    const context = words.at(-1);
    const text = typeof message === 'string' ? message : words.slice(0, -1).find((value) => value !== undefined);
    // A port that cannot be had is reported by whoever wanted it, once and without what Node.js says of it.
    const isReported = level === 'error' && context === 'NestApplication';
    const quiet = isReported || isGone(message, context) || (level === 'info' && context !== undefined && NEST.has(context));
    const id = correlationId();
    this.pino[quiet ? 'debug' : level](
      { ...(context && { context }), ...(id && { correlationId: id }), ...fieldsOf(message) },
      text,
    );
  }
}

/** Whoever goes away while a request is read is nobody's fault; anybody can do so as often as they like. */
function isGone(message: unknown, context: string | undefined): boolean {
  return context === 'ExceptionsHandler' && message instanceof Error && Reflect.get(message, 'code') === 'ECONNRESET';
}

/** Nest also hands over stacks, which repeat the messages of drivers and libraries. */
function isOneLine(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\n');
}

function fieldsOf(message: unknown): Record<string, unknown> {
  if (message instanceof Error) return { fault: describeFault(message) };
  if (typeof message !== 'object' || message === null) return {};
  const fields = Object.entries(message).map(([name, value]) => [name, value instanceof Error ? describeFault(value) : value]);
  return Object.fromEntries(fields);
}
