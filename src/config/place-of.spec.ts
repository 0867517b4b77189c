import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsArray, IsInt, IsString, Length, Max, ValidateNested, validateSync } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { placeOf } from './place-of.js';

class Endpoint {
  @IsString()
  @Length(1, 5)
  url!: string;

  @IsInt()
  @Max(10)
  minutes!: number;

  @IsArray()
  @IsString({ each: true })
  types!: string[];
}

class File {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Endpoint)
  endpoints!: Endpoint[];
}

const RIGHT = { url: 'a.b', minutes: 5, types: [] };

describe('What is wrong in a JSON file', () => {
  it.each([
    [{}, 'endpoints: is missing'],
    [{ endpoints: {} }, 'endpoints: must be an array'],
    [{ endpoints: ['a'] }, 'endpoints[0]: must be an object'],
    [{ endpoint: [] }, 'endpoint: is not known; known are endpoints'],
    [{ endpoints: [{ ...RIGHT, url: undefined }] }, 'endpoints[0].url: is missing'],
    [{ endpoints: [RIGHT, { ...RIGHT, url: 'too long' }] }, 'endpoints[1].url: must be shorter than or equal to 5 characters'],
    [{ endpoints: [{ ...RIGHT, minutes: 'a' }] }, 'endpoints[0].minutes: must be an integer number'],
    [{ endpoints: [{ ...RIGHT, minutes: 11 }] }, 'endpoints[0].minutes: must not be greater than 10'],
    [{ endpoints: [{ ...RIGHT, types: 5 }] }, 'endpoints[0].types: must be an array'],
  ])('of %j is told with its place', (plain, told) => {
    const [wrong] = validateSync(plainToInstance(File, plain), { whitelist: true, forbidNonWhitelisted: true });
    expect(wrong && placeOf(wrong)).toBe(told);
  });
});
