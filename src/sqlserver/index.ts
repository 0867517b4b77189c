export { SqlServerCompany } from './sql-server-company.js';
export { SqlServerConnection } from './sql-server-connection.js';
export { SqlServerConnections } from './sql-server-connections.js';
export { SqlServerEConnect } from './sql-server-econnect.js';
export { SqlServerFault } from './sql-server-fault.js';
