import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  isTimeZone,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { parseJson, readJsonFile } from '../files/index.js';
import { placeOf } from './place-of.js';
import { Variable } from './variable.js';

/** The zone of GP's company, GP_TIME_ZONE. */
export const COMPANY_ZONE = 'company';

const isZone = ValidateBy({
  name: 'isZone',
  validator: {
    validate: (zone) => zone === COMPANY_ZONE || isTimeZone(zone),
    defaultMessage: () => `must be "${COMPANY_ZONE}" or an IANA time zone such as America/Chicago`,
  },
});

/** What differs from the schedule that a job brings along. */
export class ScheduleOverride {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  cron?: string;

  @IsOptional()
  @isZone
  timeZone?: string;

  @IsOptional()
  @IsIn(['once', 'skip'])
  missed?: 'once' | 'skip';
}

/** A time in which jobs rest. One that runs when it begins stops after its present chunk, and goes on afterwards. */
export class MaintenanceWindow {
  /** When it begins. */
  @IsString()
  @IsNotEmpty()
  cron!: string;

  @isZone
  timeZone = COMPANY_ZONE;

  @IsInt()
  @Min(1)
  @Max(1_440)
  minutes!: number;

  /** Names of jobs, or `room.*` for all jobs of a room. */
  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  jobs = ['*'];
}

/** When jobs run, as far as it differs from what they bring along. */
export class JobSchedules {
  /** By the job's name; "off" for a job that runs by no schedule. */
  @IsOptional()
  schedules: ReadonlyMap<string, ScheduleOverride | 'off'> = new Map();

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MaintenanceWindow)
  maintenance: MaintenanceWindow[] = [];
}

/** Whether and when this instance runs jobs. */
export class JobSettings {
  /** Whether this instance runs jobs by their schedules. Others do where it does not. */
  @Variable('JOBS', { expected: 'one of on, off' })
  @IsIn(['on', 'off'])
  jobs: 'on' | 'off' = 'on';

  @Variable('JOBS_SCHEDULES', {
    expected: 'a readable JSON file of schedules, or the JSON itself',
    parse: readJobSchedules,
  })
  @IsObject()
  schedules = new JobSchedules();
}

/** @throws {Error} with one line for people that names the place */
function readJobSchedules(text: string): JobSchedules {
  const plain = /^\s*[[{"]/.test(text) ? parseJson(text) : readJsonFile(text);
  if (!isObject(plain)) throw new Error('it is not a JSON object');
  const { schedules = {}, ...rest } = plain;
  if (!isObject(schedules)) throw new Error('schedules: is not an object');
  const read = plainToInstance(JobSchedules, rest);
  const [wrong] = validateSync(read, { whitelist: true, forbidNonWhitelisted: true });
  if (wrong) throw new Error(placeOf(wrong));
  read.schedules = new Map(
    Object.entries(schedules).map(([name, schedule]): [string, ScheduleOverride | 'off'] => {
      if (schedule === 'off') return [name, 'off'];
      const place = `schedules["${name}"]`;
      if (!isObject(schedule)) throw new Error(`${place}: is neither an object nor "off"`);
      const override = plainToInstance(ScheduleOverride, schedule);
      const [problem] = validateSync(override, { whitelist: true, forbidNonWhitelisted: true });
      if (problem) throw new Error(placeOf(problem, place));
      return [name, override];
    }),
  );
  return read;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
