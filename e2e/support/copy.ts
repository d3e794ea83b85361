import { readFileSync } from 'node:fs';

function given(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is missing: npm test gives it; by hand, set it to what npm start has printed (see e2e/README.md).`,
    );
  return value;
}

/** The running copy that the tests walk through, told by the environment. */
export const addresses = {
  owner: given('CHEBAN_OWNER_URL'),
  console: given('CHEBAN_CONSOLE_URL').replace(/\/$/, ''),
  api: given('CHEBAN_API_URL').replace(/\/$/, ''),
  openapi: `${given('CHEBAN_API_URL').replace(/\/$/, '')}/openapi.json`,
  phones: given('CHEBAN_PHONES_URL').replace(/\/$/, ''),
};

export interface DemoLogin {
  readonly login: string;
  readonly password: string;
  readonly role: string;
  readonly store: string;
}

/** Log-ins of the demo group, from the data folder of the copy. */
export const demo = (
  JSON.parse(readFileSync(given('CHEBAN_DEMO_FILE'), 'utf8')) as { told: { staff: DemoLogin[] } }
).told;

export const chromiumPath = given('CHROMIUM_PATH');
