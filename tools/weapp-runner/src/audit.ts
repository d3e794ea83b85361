import { readDist } from './dist-files.js';

/** Sizes in bytes. */
export interface SizeAudit {
  main: number;
  subPackages: Record<string, number>;
  total: number;
  /** The ten largest files, largest first. */
  largest: { file: string; bytes: number }[];
  /** Page paths of app.json whose files are missing. */
  missingPages: string[];
}

// WeChat does not upload these with the package.
const notUploaded = /^project\.(private\.)?config\.json$/;
const largestShown = 10;

/**
 * Package sizes of a built mini-program as WeChat counts them: what lies under the root of a subpackage is that
 * subpackage, everything else is the main package.
 * @param dist folder with app.json
 */
export function audit(dist: string): SizeAudit {
  const files = readDist(dist);
  const subPackages: Record<string, number> = Object.fromEntries(
    files.subPackages.map((sub) => [sub.root, 0]),
  );
  let main = 0;
  for (const [file, bytes] of files.sizes) {
    if (notUploaded.test(file)) continue;
    const sub = files.subPackages.find(({ root }) => file.startsWith(`${root}/`));
    if (sub) subPackages[sub.root] = (subPackages[sub.root] ?? 0) + bytes;
    else main += bytes;
  }
  return {
    main,
    subPackages,
    total: main + Object.values(subPackages).reduce((sum, bytes) => sum + bytes, 0),
    largest: [...files.sizes]
      .map(([file, bytes]) => ({ file, bytes }))
      .sort((a, b) => b.bytes - a.bytes)
      .slice(0, largestShown),
    missingPages: files.pages.filter((page) => !files.has(`${page}.js`) || !files.has(`${page}.wxml`)),
  };
}
