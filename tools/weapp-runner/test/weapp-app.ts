import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type LaunchOptions, launchWeapp, type Weapp } from '../src/index.js';
import { type FakeApi, type Sent, startFakeApi } from './fake-api.js';

const miniapp = fileURLToPath(new URL('../../../apps/miniapp', import.meta.url));

/** The built mini-program. */
export const dist = `${miniapp}/dist/weapp`;

interface Running {
  /** Starts the app; it is closed after the test, which fails if an error went uncaught. */
  launch(options?: Partial<LaunchOptions>): Weapp;
  /** Everything sent so far, the newest last. */
  bodies(): readonly Sent[];
}

/** The built app in front of the fake API, for all tests of a file. Builds it if there is none. */
export function useWeapp(): Running {
  let api: FakeApi | undefined;
  let weapp: Weapp | undefined;
  beforeAll(async () => {
    if (!existsSync(`${dist}/app.json`))
      execFileSync('npm', ['run', 'build:weapp'], { cwd: miniapp, stdio: 'ignore' });
    api = await startFakeApi();
  });
  afterEach(() => {
    expect(weapp?.errors ?? []).toEqual([]);
    weapp?.close();
  });
  afterAll(() => api?.stop());
  return {
    launch(options = {}) {
      weapp = launchWeapp({ dist, apiBase: api?.apiBase ?? '', ...options });
      return weapp;
    },
    bodies: () => api?.bodies ?? [],
  };
}
