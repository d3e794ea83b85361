import path from 'node:path';
import type { DistFiles } from './dist-files.js';
import type { ComponentEnv } from './framework.js';
import type { Wx } from './host-types.js';

/** What every file of the mini-program sees as globals. */
export interface Globals extends Partial<ComponentEnv> {
  wx: Wx;
  App: (definition: object) => void;
  getApp: () => object | undefined;
  getCurrentPages: () => object[];
  setTimeout: typeof setTimeout;
  setInterval: typeof setInterval;
  clearInterval: typeof clearInterval;
  /** Stands for WeChat's global object. */
  globalThis: object;
}

/** Browser names that a mini-program does not have; shadowed, so that code leaning on them fails here too. */
const absent = [
  'window',
  'document',
  'navigator',
  'location',
  'self',
  'localStorage',
  'fetch',
  'XMLHttpRequest',
  'process',
  'Buffer',
  'global',
];

/** Loads the files of a mini-program: CommonJS, one instance each, with the globals of WeChat. */
export function createModules(
  files: DistFiles,
  globals: Globals,
): (file: string, env?: ComponentEnv) => unknown {
  const loaded = new Map<string, { exports: unknown }>();
  const load = (file: string, env?: ComponentEnv): unknown => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(file, module);
    const scope: Record<string, unknown> = { ...globals, ...env };
    const names = [...Object.keys(scope), ...absent];
    const run = new Function(
      'require',
      'module',
      'exports',
      ...names,
      `${files.read(file)}\n//# sourceURL=weapp://${file}`,
    );
    const require = (id: string) => {
      const target = path.posix.join(path.posix.dirname(file), id);
      return load(target.endsWith('.js') ? target : `${target}.js`);
    };
    run(require, module, module.exports, ...names.map((name) => scope[name]));
    return module.exports;
  };
  return load;
}
