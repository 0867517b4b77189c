import { Module } from '@nestjs/common';
import { PersistedOperations } from './persisted-operations.js';
import { PersistedQueries } from './persisted-queries.js';

@Module({ providers: [PersistedQueries, PersistedOperations], exports: [PersistedQueries, PersistedOperations] })
export class PersistedModule {}
