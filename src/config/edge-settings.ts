import { ArrayMaxSize, IsBoolean, Matches } from 'class-validator';
import { list, Variable, yesOrNo } from './variable.js';

/** As browsers write it into the Origin header: no path, no letter in upper case. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

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

  /** Answers above 1 KB are compressed. Switched off where a proxy in front does so. */
  @Variable('COMPRESS_ANSWERS', { expected: 'true or false', parse: yesOrNo })
  @IsBoolean()
  compressesAnswers = true;
}
