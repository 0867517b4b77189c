import type { NewCustomer, SalesOrder, ShipTo } from '../../ordering/index.js';
import { gpPhone } from './order-places.js';
import type { OrderSetup } from './order-setup.js';
import { given, inGpsWriting, type ProcedureCall } from './procedure-call.js';
import type { ParametersOf } from './procedures.js';

/** The one address of a new customer, for bills, goods and statements. Each order carries its own addresses besides. */
const ADDRESS_CODE = 'PRIMARY';

/** Creates a customer with an address and an e-mail address, under which the next order finds it. */
export function newCustomerCalls(
  accountNumber: string,
  customer: NewCustomer,
  order: Pick<SalesOrder, 'billTo' | 'shipTo' | 'currency'>,
  setup: OrderSetup,
): readonly ProcedureCall[] {
  const name = customer.company?.trim() || customer.name;
  const { email } = customer;
  const customerClass = customer.customerClass ?? setup.customerClass;
  const address = addressParameters(customer, order.billTo ?? order.shipTo);
  const codes = { I_vADRSCODE: ADDRESS_CODE, I_vPRBTADCD: ADDRESS_CODE, I_vPRSTADCD: ADDRESS_CODE, I_vSTADDRCD: ADDRESS_CODE };
  const calls: ProcedureCall[] = [
    {
      procedure: 'taUpdateCreateCustomerRcd',
      parameters: {
        I_vCUSTNMBR: accountNumber,
        I_vCUSTNAME: name,
        ...codes,
        ...address,
        ...given({
          I_vTXRGNNUM: customer.taxRegistration,
          I_vCURNCYID: order.currency.id || null,
          I_vCUSTCLAS: customerClass,
          I_vUseCustomerClass: customerClass === null ? null : 1,
          I_vSALSTERR: customer.territory ?? null,
          I_vSLPRSNID: customer.salesperson ?? null,
        }),
        // An existing customer is not changed by what a visitor types on a web page.
        I_vUpdateIfExists: 0,
      },
    },
    {
      procedure: 'taCreateCustomerAddress',
      parameters: { I_vCUSTNMBR: accountNumber, I_vADRSCODE: ADDRESS_CODE, ...address, I_vShipToName: name },
    },
    {
      procedure: 'taCreateInternetAddresses',
      parameters: {
        I_vMaster_Type: 'CUS',
        I_vMaster_ID: accountNumber,
        I_vADRSCODE: ADDRESS_CODE,
        I_vINET1: email,
        I_vEmailToAddress: email,
      },
    },
  ];
  return calls.map(inGpsWriting);
}

function addressParameters({ name, phone }: NewCustomer, place: ShipTo | null): Partial<ParametersOf<'taCreateCustomerAddress'>> {
  const address = place !== null && 'address' in place ? place.address : null;
  const ownPhone = phone?.trim() || address?.phone?.trim();
  return given({
    I_vCNTCPRSN: name,
    I_vADDRESS1: address?.line1 ?? null,
    I_vADDRESS2: address?.line2 ?? null,
    I_vADDRESS3: address?.line3 ?? null,
    I_vCITY: address?.city ?? null,
    I_vSTATE: address?.region ?? null,
    I_vZIPCODE: address?.postalCode ?? null,
    I_vCOUNTRY: address?.country ?? null,
    I_vPHNUMBR1: ownPhone ? gpPhone(ownPhone) : null,
  });
}
