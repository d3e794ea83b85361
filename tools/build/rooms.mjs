/**
 * @typedef {object} Room one thing that is built
 * @property {string} name
 * @property {string} dir of the package, from the root
 * @property {string} script name of the script in its package.json that builds it
 * @property {string} output folder that the script fills, from `dir`
 * @property {string[]} needs names of rooms that are built before; a change in one of them builds this one again
 * @property {string[]} [settings] environment variables that the script reads
 * @property {boolean} [mirrors] whether the output has one file for each source (swc): files without a source are removed
 */

/** @type {Room[]} */
export const rooms = [
  node('kernel', 'packages/kernel', []),
  node('contracts', 'packages/contracts', ['kernel']),
  node('api-client', 'packages/api-client', ['contracts']),
  node('wechat', 'packages/wechat', ['kernel']),
  node('simulator', 'apps/simulator', ['wechat']),
  node('server', 'apps/server', ['kernel', 'contracts', 'wechat']),
  front('console', 'apps/console', 'build', 'dist'),
  front('h5', 'apps/miniapp', 'build:h5', 'dist/h5'),
  front('weapp', 'apps/miniapp', 'build:weapp', 'dist/weapp'),
];

/** What `npm start` serves; the mini-program package is built by `npm run build` and `npm test` only. */
export const startRooms = rooms.filter((room) => room.name !== 'weapp');

/** @returns {Room} */
function node(/** @type {string} */ name, /** @type {string} */ dir, /** @type {string[]} */ needs) {
  return { name, dir, script: 'build', output: 'dist', needs, mirrors: true };
}

/** @returns {Room} */
function front(
  /** @type {string} */ name,
  /** @type {string} */ dir,
  /** @type {string} */ script,
  /** @type {string} */ output,
) {
  const settings = ['CHEBAN_API_BASE', 'CHEBAN_BRAND_NAME', 'CHEBAN_BRAND_COLOUR', 'CHEBAN_GALLERY'];
  return { name, dir, script, output, settings, needs: ['kernel', 'contracts', 'api-client'] };
}
