import levelTable from './module-levels.cjs';

/** Every role a file of the server or of the contracts can have. New roles are agreed upon here, not at the keyboard. */
const ROLES = new Set([
  'module',
  'controller',
  'usecase',
  'queries',
  'entity',
  'repository',
  'mapper',
  // Statements put together from parts, for the repositories beside them.
  'sql',
  // Method, path and policy of an area's routes, without their schemas.
  'endpoints',
  'job',
  'handler',
  'events',
  'errors',
  'schema',
  'routes',
  'constants',
  'factory',
  'spec',
  // Of the platform's HTTP edge, where Nest's own words say more than ours would.
  'filter',
  'guard',
  'interceptor',
  'decorators',
  // A path that stands on Fastify itself, for what a second brings thousands of.
  'route',
  // What a room needs of a room above it, and who answers it.
  'port',
  'resolver',
]);

/** Folders of a module and the roles of what stands in them; undefined stands for a plain name, without a role. */
const FOLDER_ROLES = {
  http: ['controller', 'route'],
  usecases: ['usecase', 'queries', 'port', 'resolver', undefined],
  domain: [undefined, 'errors', 'constants'],
  persistence: ['entity', 'repository', 'mapper', 'sql'],
  jobs: ['job', 'handler'],
  // What a room keeps in Redis beside its rows: scripts, and the door to them.
  redis: [undefined],
  testing: ['factory', undefined],
};

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CODE = /\.(d\.ts|[cm]?tsx?|[cm]?jsx?)$/;
const ENTRIES = /^apps\/server\/src\/main\.(api|worker|cli)\.ts$/;

/**
 * What is wrong with the name of a file.
 * @param {string} path from the root
 * @returns {string | undefined} a sentence without the path; undefined if the name is right
 */
function nameProblem(path) {
  if (!/^(apps|packages|tools|e2e|deploy)\//.test(path) || !CODE.test(path)) return undefined;
  const folders = path.split('/');
  const name = String(folders.pop());
  const [stem = '', ...roles] = name.replace(CODE, '').split('.');
  const odd = [...folders.slice(1), stem, ...roles].find((part) => !KEBAB.test(part.replace(/^[._]+/, '')));
  if (odd) return `"${odd}" is not kebab-case`;
  if (ENTRIES.test(path)) return undefined;
  const strict = /^(apps\/server|packages\/contracts)\/src\//.test(path);
  if (!strict) return undefined;
  const last = roles.at(-1);
  const kinds = last === 'spec' ? roles.slice(0, -1) : roles;
  if (kinds.length > 1) return `one role is enough: "${kinds.join('.')}"`;
  const unknown = roles.find((role) => !ROLES.has(role));
  if (unknown) return `"${unknown}" is no role; roles are ${[...ROLES].join(', ')}`;
  return moduleProblem(path, stem, kinds[0], last === 'spec');
}

function moduleProblem(
  /** @type {string} */ path,
  /** @type {string} */ stem,
  /** @type {string | undefined} */ role,
  /** @type {boolean} */ isSpec,
) {
  const found = /^apps\/server\/src\/modules\/([^/]+)\/(?:([^/]+)\/)?/.exec(path);
  if (!found) return undefined;
  const [, module = '', folder] = found;
  if (!(module in levelTable.levels))
    return `module "${module}" has no level; give it one in tools/checks/module-levels.cjs`;
  if (folder === undefined) {
    return stem === 'index' || role === 'module' || role === 'events' || isSpec
      ? undefined
      : 'beside index.ts, the module and its events only folders stand here';
  }
  if (!(folder in FOLDER_ROLES))
    return `a module has no folder "${folder}"; it has ${Object.keys(FOLDER_ROLES).join(', ')}`;
  if (stem === 'index') return "only the module's door is an index.ts";
  /** @type {(string | undefined)[]} */
  const allowed = FOLDER_ROLES[/** @type {keyof typeof FOLDER_ROLES} */ (folder)];
  if (isSpec || allowed.includes(role)) return undefined;
  return `files in ${folder}/ end in ${allowed.map((one) => (one ? `.${one}.ts` : 'nothing')).join(' or ')}`;
}

/**
 * @param {string[]} files
 * @returns {string[]} one line for each wrong name
 */
export function checkFileNames(files) {
  return files.flatMap((file) => {
    const problem = nameProblem(file);
    return problem ? [`${file}: ${problem}`] : [];
  });
}
