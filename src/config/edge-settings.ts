import { ArrayMaxSize, IsBoolean, Matches } from 'class-validator';
import { list, Variable, yesOrNo } from './variable.js';

/** An origin as browsers write it into the Origin header: without a path, and in lower case. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

/** A field name of RFC 9110, 5.1. "*" alone would be a valid name too, but would allow all headers. */
const HEADER_NAME = /^(?!\*$)[\w!#$%&'*+.^`|~-]{1,100}$/;

/** What browsers may do with the gateway, and whether answers are compressed. */
export class EdgeSettings {
  /** The sites whose scripts may call the gateway from a browser; none by default. Servers need no such permission. */
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

  /** Whether answers above 1 KB are compressed. To be switched off if a proxy in front compresses them. */
  @Variable('COMPRESS_ANSWERS', { expected: 'true or false', parse: yesOrNo })
  @IsBoolean()
  compressesAnswers = true;
}
