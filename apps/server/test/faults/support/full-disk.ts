/** A small disk of a test's own, which it may fill. Needs the right to mount; `canMount` says whether it is there. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  path: string;
  /** Leaves no byte free, whoever else writes. */
  fill(): void;
  /** Gives back what `fill` has taken. */
  free(): void;
  remove(): void;
}

export function mountSmallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'cheban-small-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', path], {
    stdio: 'ignore',
  });
  const ballast: string[] = [];
  return {
    path,
    fill: () => {
      for (const size of [1024 * 1024, 4096]) {
        for (;;) {
          const { bavail, bsize } = statfsSync(path);
          const bytes = Math.floor((bavail * bsize) / size) * size;
          if (bytes === 0) break;
          const file = join(path, `ballast-${ballast.length}`);
          ballast.push(file);
          try {
            writeFileSync(file, Buffer.alloc(bytes, 1));
          } catch {
            // Somebody else was quicker: what is there now is taken in the next round.
          }
        }
      }
    },
    free: () => {
      for (const file of ballast.splice(0)) rmSync(file, { force: true });
    },
    remove: () => {
      execFileSync('umount', ['-l', path], { stdio: 'ignore' });
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export const canMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    mountSmallDisk(1).remove();
    return true;
  } catch {
    return false;
  }
})();
