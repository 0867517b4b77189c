import { Injectable } from '@nestjs/common';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { RequestBudget } from '../live/index.js';
import { InventoryService } from './inventory.service.js';

/** Keeps the warehouses warm, which every page with stock needs. The live reader asks GP only when they near their end. */
@Injectable()
@RunsWhileUp('beforeListening')
export class WarehouseWarmth implements PeriodicTask {
  readonly name = 'inventory.warehouses';
  readonly everyMs = 60_000;

  constructor(private readonly inventory: InventoryService) {}

  async run(): Promise<void> {
    await this.inventory.allWarehouses(RequestBudget.toTheEnd());
  }
}
