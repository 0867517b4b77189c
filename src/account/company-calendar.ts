import { Injectable } from '@nestjs/common';
import { GpSettings } from '../config/index.js';
import { type CalendarDate, calendarDateAt } from '../values/calendar-date.js';
import { Clock } from '../values/clock.js';
import { CompanyClock } from './company-clock.port.js';

/** The calendar by which documents are dated and run out: that of GP's company. */
@Injectable()
export class CompanyCalendar {
  constructor(
    private readonly clock: Clock,
    private readonly companyClock: CompanyClock,
    private readonly gp: GpSettings,
  ) {}

  today(): CalendarDate {
    return calendarDateAt(new Date(this.clock.now() + this.companyClock.aheadMs()), this.gp.timeZone);
  }
}
