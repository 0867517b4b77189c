import { ArrayMaxSize, IsBoolean, Matches } from 'class-validator';
import { list, Variable, yesOrNo } from './variable.js';

/** As browsers write it into the Origin header: no path, no letter in upper case. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

/** A field name as RFC 9110, 5.1 has it. "*" is one of its letters, and alone would allow everything. */
const HEADER_NAME = /^(?!\*$)[\w!#$%&'*+.^`|~-]{1,100}$/;

/** What browsers may do with the gateway, and how answers travel. */
export class EdgeSettings {
  /** The sites whose scripts may ask the gateway from the browser. None where not set: storefront servers need no leave. */
  @Variable('CORS_ORIGINS', {
    expected: 'up to 50 origins such as https://shop.example.com,http://localhost:3000, without a path',
    parse: list,
  })
  @ArrayMaxSize(50)
  @Matches(ORIGIN, { each: true })
  corsOrigins: readonly string[] = [];

  /** Further request headers that those scripts may send, besides the usual ones of storefronts, clients and traces. */
  @Variable('CORS_HEADERS', { expected: 'up to 50 names of request headers such as x-datadog-trace-id,x-tenant', parse: list })
  @ArrayMaxSize(50)
  @Matches(HEADER_NAME, { each: true })
  corsHeaders: readonly string[] = [];

  /** Answers above 1 KB are compressed. Switched off where a proxy in front does so. */
  @Variable('COMPRESS_ANSWERS', { expected: 'true or false', parse: yesOrNo })
  @IsBoolean()
  compressesAnswers = true;
}
