import { Logger } from '@nestjs/common';

const logger = new Logger('apollo');

/** What Apollo Server reports goes to the gateway's log. By default Apollo Server writes it to the console. */
export const apolloLogger = {
  debug: (message?: unknown) => logger.debug(message),
  info: (message?: unknown) => logger.log(message),
  warn: (message?: unknown) => logger.warn(message),
  error: (message?: unknown) => logger.error(message),
};
