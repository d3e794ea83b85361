import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The parts of app.json that the runner and the audit use. */
export interface AppJson {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  subpackages?: { root: string; pages: string[] }[];
  tabBar?: { list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[] };
  lazyCodeLoading?: string;
  requiredPrivateInfos?: string[];
  permission?: Record<string, { desc: string }>;
  __usePrivacyCheck__?: boolean;
}

export interface SubPackage {
  root: string;
  /** Full page paths. */
  pages: string[];
}

/** Everything in a built mini-program, read from its folder. */
export interface DistFiles {
  root: string;
  app: AppJson;
  /** Main-package pages, then subpackage pages, as full paths without extension. */
  pages: string[];
  subPackages: SubPackage[];
  /** Every file as a path relative to the folder, with its size in bytes. */
  sizes: Map<string, number>;
  /** Text of a file; throws when it is missing. */
  read(file: string): string;
  has(file: string): boolean;
}

function walk(root: string, folder: string, into: Map<string, number>): void {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) walk(root, file, into);
    else into.set(file, statSync(path.join(root, file)).size);
  }
}

/**
 * Reads the table of contents of a built mini-program.
 * @param root folder with app.json
 * @throws Error when there is no app.json: build first
 */
export function readDist(root: string): DistFiles {
  const sizes = new Map<string, number>();
  try {
    walk(root, '', sizes);
  } catch (error) {
    throw new Error(`no built mini-program at ${root}: build it first`, { cause: error });
  }
  if (!sizes.has('app.json')) throw new Error(`no app.json at ${root}: build the mini-program first`);
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const app = JSON.parse(read('app.json')) as AppJson;
  const subPackages = (app.subPackages ?? app.subpackages ?? []).map((sub) => ({
    root: sub.root,
    pages: sub.pages.map((page) => path.posix.join(sub.root, page)),
  }));
  return {
    root,
    app,
    pages: [...app.pages, ...subPackages.flatMap((sub) => sub.pages)],
    subPackages,
    sizes,
    read,
    has: (file) => sizes.has(file),
  };
}
