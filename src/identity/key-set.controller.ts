import { Controller, Get, Header } from '@nestjs/common';
import { SigningKeys } from './signing-keys.js';

/** Publishes the public keys with which any service can check an access token. */
@Controller('.well-known')
export class KeySetController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=300')
  keySet() {
    return this.keys.publicKeySet();
  }
}
