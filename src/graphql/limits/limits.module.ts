import { Module } from '@nestjs/common';
import { OperationCosts } from './operation-costs.js';

/** Knows what operations cost. */
@Module({ providers: [OperationCosts], exports: [OperationCosts] })
export class LimitsModule {}
