import { IsArray, IsInt, IsOptional, IsString, IsUrl, Length, Matches, Max, Min } from 'class-validator';
import { list, secretFile, Variable, wholeNumber } from './variable.js';

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/** What other systems are told, and where. */
export class EventsSettings {
  /** The receivers of webhooks. */
  @Variable('EVENTS_ENDPOINTS', { expected: 'a JSON file of endpoints, as docs/events.md describes it' })
  @IsOptional()
  @Matches(/\.json$/i)
  endpointsFile?: string;

  /** Names of receivers that may have an address in a private network. */
  @Variable('EVENTS_PRIVATE_HOSTS', {
    expected: 'names of hosts such as crm.example.com,erp.example.com',
    parse: (text) => list(text.toLowerCase()),
  })
  @IsArray()
  @IsString({ each: true })
  @Matches(HOST, { each: true })
  privateHosts: readonly string[] = [];

  /** A folder to which every event is written. */
  @Variable('EVENTS_FOLDER', { expected: 'a folder' })
  @IsOptional()
  @IsString()
  @Length(1, 4_096)
  folder?: string;

  /** How long events can be looked at and sent again. */
  @Variable('EVENTS_KEEP_DAYS', { expected: 'a whole number of days from 7 to 3650', parse: wholeNumber })
  @IsInt()
  @Min(7)
  @Max(3_650)
  keepDays = 30;

  /** The route of Sitecore's Content SDK that makes pages new. */
  @Variable('SITECORE_REVALIDATE_URL', { expected: 'an http or https URL such as https://www.example.com/api/revalidate' })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  sitecoreRevalidateUrl?: string;

  /** The secret that the route expects. */
  @Variable('SITECORE_REVALIDATE_SECRET', { expected: 'a text of 8 to 500 letters without blanks' })
  @IsOptional()
  @Matches(/^[\x21-\x7e]{8,500}$/)
  sitecoreRevalidateSecret?: string;

  @Variable('SITECORE_REVALIDATE_SECRET_FILE', { expected: 'a file with the secret and nothing else', parse: secretFile })
  @IsOptional()
  @Matches(/^[\x21-\x7e]{8,500}$/)
  sitecoreRevalidateSecretFile?: string;

  problems(): string[] {
    const { sitecoreRevalidateUrl, sitecoreRevalidateSecret, sitecoreRevalidateSecretFile, privateHosts } = this;
    const problems: string[] = [];
    if (sitecoreRevalidateSecret !== undefined && sitecoreRevalidateSecretFile !== undefined) {
      problems.push('SITECORE_REVALIDATE_SECRET: expected only one of it and SITECORE_REVALIDATE_SECRET_FILE.');
    }
    if (sitecoreRevalidateUrl === undefined) return problems;
    const { protocol, hostname } = new URL(sitecoreRevalidateUrl);
    if (protocol === 'http:' && !privateHosts.includes(hostname)) {
      problems.push('SITECORE_REVALIDATE_URL: expected an https URL, or a host that EVENTS_PRIVATE_HOSTS names.');
    }
    return problems;
  }
}
