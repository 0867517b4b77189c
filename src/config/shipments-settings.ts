import { Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { pairs, Variable } from './variable.js';

const LONGEST_NAME = 60;

@ValidatorConstraint()
class CarrierMap implements ValidatorConstraintInterface {
  validate(map: unknown): boolean {
    return map instanceof Map && [...map].every(([method, name]) => method !== '' && name !== '' && name.length <= LONGEST_NAME);
  }
}

@ValidatorConstraint()
class LinkMap implements ValidatorConstraintInterface {
  validate(map: unknown): boolean {
    return map instanceof Map && [...map].every(([name, link]) => name !== '' && isTemplate(String(link)));
  }
}

/** Whether a text is an https address with {number} behind its host. */
function isTemplate(link: string): boolean {
  const url = URL.parse(link.replaceAll('{number}', '0'));
  return url?.protocol === 'https:' && url.username === '' && link.indexOf('{number}') > `https://${url.host}`.length;
}

/** Which carriers bring what was shipped. */
export class ShipmentsSettings {
  /** The carrier of each shipping method in GP. */
  @Variable('SHIPPING_CARRIERS', {
    expected: 'pairs of a shipping method in GP and a carrier, such as GROUND=UPS,NEXT DAY=FedEx',
    parse: pairs,
  })
  @Validate(CarrierMap)
  carriers: ReadonlyMap<string, string> = new Map();

  /** The tracking page of carriers that the gateway does not know, or another page of those that it does. */
  @Variable('CARRIER_LINKS', {
    expected:
      'pairs of a carrier and an https address with {number} in it, such as Own trucks=https://example.com/track/{number}',
    parse: pairs,
  })
  @Validate(LinkMap)
  links: ReadonlyMap<string, string> = new Map();
}
