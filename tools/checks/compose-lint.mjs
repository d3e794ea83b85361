import { parse } from 'yaml';

const SECRET = /PASSWORD|SECRET|TOKEN|_KEY$|APP_?KEY|DATABASE_URL|REDIS_URL|CREDENTIAL/i;
const GIVEN_FROM_OUTSIDE = /\$\{[A-Z0-9_]+(:?\?[^}]*)?\}/;
const PINNED = /^[\w./-]+:(\d[\w.-]*)(@sha256:[0-9a-f]{64})?$/;

/** One-shot jobs end by themselves; their health is their exit code. */
const ONE_SHOT = new Set(['no', false]);

/**
 * What is unfit for production in a compose file.
 * @param {string} text YAML
 * @param {string} [file] name shown with each problem
 * @returns {string[]}
 */
export function lintCompose(text, file = 'docker-compose.yml') {
  const problem = (/** @type {string} */ where, /** @type {string} */ what) => `${file}: ${where}: ${what}`;
  let compose;
  try {
    // The merge key (<<) is what compose itself understands.
    compose = parse(text, { merge: true });
  } catch (error) {
    return [problem('file', `not YAML: ${/** @type {Error} */ (error).message.split('\n')[0]}`)];
  }
  const services = Object.entries(compose?.services ?? {});
  if (services.length === 0) return [problem('file', 'no services')];
  return services.flatMap(([name, service]) => {
    /** @type {string[]} */
    const found = [];
    if (!service.image && !service.build) found.push(problem(name, 'neither image nor build'));
    if (service.image && !service.build && !PINNED.test(service.image)) {
      found.push(problem(name, `image "${service.image}" is not pinned to a version`));
    }
    if (!service.healthcheck?.test && !ONE_SHOT.has(service.restart))
      found.push(problem(name, 'no healthcheck'));
    for (const [key, value] of environmentOf(service.environment)) {
      // An empty default is a feature switched off, no secret.
      if (!SECRET.test(key) || value === '' || /^\$\{[A-Z0-9_]+:-\}$/.test(value) || /_FILE$/.test(key))
        continue;
      if (!GIVEN_FROM_OUTSIDE.test(value))
        found.push(problem(name, `${key} is written out instead of given by \${…:?}`));
      if (/\$\{[A-Z0-9_]+:?-[^}]/.test(value))
        found.push(problem(name, `${key} has a default that would go into production`));
    }
    for (const [dependency, how] of Object.entries(dependenciesOf(service.depends_on))) {
      if (!compose.services[dependency])
        found.push(problem(name, `depends on "${dependency}", which is no service`));
      else if (!how?.condition) found.push(problem(name, `does not wait for "${dependency}" to be healthy`));
    }
    return found;
  });
}

/** @returns {[string, string][]} */
function environmentOf(/** @type {any} */ environment) {
  if (Array.isArray(environment)) {
    return environment.map((line) => {
      const [key = '', ...rest] = String(line).split('=');
      return [key, rest.join('=')];
    });
  }
  return Object.entries(environment ?? {}).map(([key, value]) => [key, String(value ?? '')]);
}

/** @returns {Record<string, any>} */
function dependenciesOf(/** @type {any} */ dependencies) {
  if (Array.isArray(dependencies)) return Object.fromEntries(dependencies.map((name) => [name, undefined]));
  return dependencies ?? {};
}

/**
 * Base images that are not pinned in a Dockerfile.
 * @param {string} text
 * @param {string} file
 * @returns {string[]}
 */
export function lintDockerfile(text, file) {
  const stages = new Set([...text.matchAll(/^FROM\s+\S+\s+AS\s+(\S+)/gim)].map((found) => found[1]));
  const images = [...text.matchAll(/^FROM\s+(\S+)/gim)].map((found) => String(found[1]));
  const loose = images.filter((image) => !stages.has(image) && !PINNED.test(image));
  const problems = loose.map((image) => `${file}: base image "${image}" is not pinned to a version`);
  if (!/^USER\s+(?!root\b|0\b)\S+/im.test(text)) problems.push(`${file}: runs as root; end with USER`);
  return problems;
}
