import { TABLE_OF_EVERY_COMPANY } from '../gp/index.js';
import type { SqlServerFault } from './sql-server-fault.js';

/** Why there is no connection to GP. */
export type TroubleReason =
  | 'unreachable'
  | 'loginRefused'
  | 'databaseUnavailable'
  | 'certificateNotTrusted'
  | 'tlsTooOld'
  | 'encryptionRefused'
  | 'notGpCompany'
  | 'rightMissing'
  | 'refused';

export interface ConnectionTrouble {
  readonly reason: TroubleReason;
  /** A line for the operator, without hosts, logins or texts of the server. */
  readonly message: string;
}

/** What a login that is refused may have, by the number that the server gives. */
const LOGIN_REFUSED: Readonly<Record<number, string>> = {
  18452: 'the login is of a domain that the server does not trust: give its domain, or a login of SQL Server',
  18456: 'the user or the password is wrong, or there is no such login',
  18470: 'the login is disabled',
  18486: 'the login is locked after too many wrong passwords',
  18487: "the login's password has expired",
  18488: "the login's password has to be changed first",
};

/** What a connection that does not come about may have, by the code of its socket. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'its name cannot be looked up at the moment',
  ECONNREFUSED: "nothing listens at the port: look for the instance's own port, and whether it takes TCP/IP",
  EHOSTUNREACH: 'there is no way to its address from this machine',
  ENETUNREACH: 'there is no way to its address from this machine',
  ENOTFOUND: 'there is no host of this name: write it as DNS has it, or give its address',
  ETIMEDOUT: 'nothing answers: a firewall may be in the way, or the address is wrong',
  ETIMEOUT: 'nothing answers: a firewall may be in the way, or the address is wrong',
};

const DATABASE_UNAVAILABLE: Readonly<Record<number, string>> = {
  904: 'it is closed',
  911: 'there is none of this name',
  921: 'it is in recovery',
  922: 'it is in recovery',
  924: 'it is in single-user mode, and the one user is connected',
  926: 'it is marked suspect: its recovery failed',
  927: 'it is being restored',
  942: 'it is offline',
  952: 'it is changing its state',
  976: 'it is a secondary replica that may not be read',
  978: 'it is a secondary replica for reading only: name it in GP_READ_URL, and the primary in GP_URL',
  983: 'its replica is resolving which role it has',
  4060: 'it is not there, offline, in recovery or in single-user mode, or the login has no user in it',
  4064: "the login's default database cannot be opened",
  18401: 'the server is upgrading its scripts',
  18461: 'the server is in single-user mode',
  17142: 'the server is paused',
};

const NOT_TRUSTED = /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/;
const TOO_OLD = /^(?:ERR_SSL_(?:UNSUPPORTED_PROTOCOL|\w*PROTOCOL_VERSION|WRONG_VERSION_NUMBER|VERSION_TOO_LOW)|EPROTO$)/;

/** What a failed login means. @param database the name of the company's database */
export function connectionTrouble(fault: SqlServerFault, database: string): ConnectionTrouble {
  const { code, number, missing = '' } = fault;
  const because = `(${code})`;
  if (number === undefined) {
    if (NOT_TRUSTED.test(code)) {
      return {
        reason: 'certificateNotTrusted',
        message: `The certificate of GP's server is not trusted ${because}: name the authority that signed it in GP_CA, and the server as its certificate does`,
      };
    }
    if (TOO_OLD.test(code)) {
      return {
        reason: 'tlsTooOld',
        message: `GP's server offers no TLS 1.2 ${because}: update it, as SQL Server up to 2014 needs for TLS 1.2`,
      };
    }
    if (code === 'EENCRYPT') {
      return {
        reason: 'encryptionRefused',
        message: `GP's server and GP_URL do not agree on encryption ${because}: give encrypt=false in GP_URL where the server has no certificate, and encrypt=true or strict where it asks for it`,
      };
    }
    const why = UNREACHABLE[code] ?? 'look at the way to its port';
    return { reason: 'unreachable', message: `GP's server cannot be reached ${because}: ${why}` };
  }
  const refused = LOGIN_REFUSED[number];
  if (refused !== undefined) return { reason: 'loginRefused', message: `GP's server refuses the login ${because}: ${refused}` };
  const unavailable = DATABASE_UNAVAILABLE[number];
  if (unavailable !== undefined) {
    return { reason: 'databaseUnavailable', message: `GP's database ${database} cannot be opened ${because}: ${unavailable}` };
  }
  if (number === 208 && missing.endsWith(TABLE_OF_EVERY_COMPANY)) {
    return {
      reason: 'notGpCompany',
      message: `The database ${database} is no company of Dynamics GP ${because}: it has no table ${TABLE_OF_EVERY_COMPANY}`,
    };
  }
  if (missing !== '') {
    return { reason: 'rightMissing', message: `GP's server lacks something that the gateway needs ${because}: ${missing}` };
  }
  return { reason: 'refused', message: `GP's server refuses the connection ${because}` };
}
