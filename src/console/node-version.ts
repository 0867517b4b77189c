// To be imported before all other modules, which use what older versions of Node.js do not have.
const OLDEST = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  const found = `${process.version} in ${process.execPath}`;
  console.error(`Node.js ${OLDEST} or newer is needed, not ${found}. "npx node" is the one that comes with the gateway.`);
  process.exit(1);
}
