import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewCustomer } from '../../ordering/index.js';
import { accountNumberOf } from './account-number.js';
import { newCustomerCalls } from './new-customer-calls.js';
import { SETUP, salesOrder } from './order-calls.facts.js';

const INES: NewCustomer = {
  email: 'ines@example.org',
  name: ' Ines Calder ',
  company: 'Atelier Cafe\u0301',
  phone: '+1 847 555 0199',
  taxRegistration: null,
  emailVerified: false,
};

describe('The number of a new customer', () => {
  it('follows from the e-mail address, regardless of case', () => {
    expect(accountNumberOf('ines@example.org')).toBe(accountNumberOf(' Ines@Example.ORG'));
    expect(accountNumberOf('ines@example.org')).not.toBe(accountNumberOf('ines@example.com'));
  });

  it('fits GP: 15 upper-case characters', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(accountNumberOf(email)).toMatch(/^WEB[0-9A-HJKMNP-TV-Z]{12}$/);
      }),
    );
  });
});

describe('A new customer', () => {
  it('has one address for everything, and an e-mail address that the next order finds', () => {
    const calls = newCustomerCalls('WEB1', INES, salesOrder({ shipTo: { addressCode: 'X' } }), {
      ...SETUP,
      customerClass: 'RETAIL',
    });
    expect(calls).toEqual([
      {
        procedure: 'taUpdateCreateCustomerRcd',
        parameters: {
          I_vCUSTNMBR: 'WEB1',
          I_vCUSTNAME: 'Atelier Caf\u00e9',
          I_vADRSCODE: 'PRIMARY',
          I_vPRBTADCD: 'PRIMARY',
          I_vPRSTADCD: 'PRIMARY',
          I_vSTADDRCD: 'PRIMARY',
          I_vCNTCPRSN: 'Ines Calder',
          I_vPHNUMBR1: '84755501990000',
          I_vCURNCYID: 'Z-US$',
          I_vCUSTCLAS: 'RETAIL',
          I_vUseCustomerClass: 1,
          I_vUpdateIfExists: 0,
        },
      },
      {
        procedure: 'taCreateCustomerAddress',
        parameters: {
          I_vCUSTNMBR: 'WEB1',
          I_vADRSCODE: 'PRIMARY',
          I_vCNTCPRSN: 'Ines Calder',
          I_vPHNUMBR1: '84755501990000',
          I_vShipToName: 'Atelier Caf\u00e9',
        },
      },
      {
        procedure: 'taCreateInternetAddresses',
        parameters: {
          I_vMaster_Type: 'CUS',
          I_vMaster_ID: 'WEB1',
          I_vADRSCODE: 'PRIMARY',
          I_vINET1: 'ines@example.org',
          I_vEmailToAddress: 'ines@example.org',
        },
      },
    ]);
  });

  it('has the class, the territory and the salesperson that a merchant has chosen', () => {
    const chosen = { ...INES, customerClass: 'TRADE', territory: 'WEST', salesperson: 'PAUL W.' };
    const [call] = newCustomerCalls('WEB1', chosen, salesOrder(), { ...SETUP, customerClass: 'RETAIL' });
    expect(call?.parameters).toMatchObject({
      I_vCUSTCLAS: 'TRADE',
      I_vUseCustomerClass: 1,
      I_vSALSTERR: 'WEST',
      I_vSLPRSNID: 'PAUL W.',
    });
  });
});
