import { Injectable } from '@nestjs/common';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { RequestBudget } from '../live/index.js';
import { InventoryService } from './inventory.service.js';

/** Keeps the warehouses, which every page with stock needs, in memory. The live reader asks GP only when they near their expiry. */
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
