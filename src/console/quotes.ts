import 'reflect-metadata';
import { QuoteDesk } from '../quotes/index.js';
import { runDatabaseCommand } from './database-command.js';
import { QUOTES_HELP, QuotesCommands } from './quotes-commands.js';

await runDatabaseCommand('quotes', QUOTES_HELP, (database) => new QuotesCommands(new QuoteDesk(database)));
