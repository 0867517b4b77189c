import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type GpEventFamily, GpEventsSettings } from '../config/index.js';
import { destinationsOf } from './receives-events.js';

/** Which changes in GP become events (EVENTS_FROM_GP). GP is asked for no others. */
@Injectable()
export class WatchedFamilies {
  constructor(
    private readonly settings: GpEventsSettings,
    private readonly discovery: DiscoveryService,
  ) {}

  has(family: GpEventFamily): boolean {
    const { families } = this.settings;
    return families === 'auto' ? destinationsOf(this.discovery).length > 0 : families.includes(family);
  }
}
