import { Module } from '@nestjs/common';
import { OperationCosts } from './operation-costs.js';

/** Provides the costs of operations. */
@Module({ providers: [OperationCosts], exports: [OperationCosts] })
export class LimitsModule {}
