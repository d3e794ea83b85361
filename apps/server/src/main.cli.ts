import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { backupCommand, restoreCommand } from './backup-command.js';
import { CareRefused, careCommand } from './care-command.js';
import { createCli } from './cli.js';
import { boot } from './foundation.js';
import { keysCommand } from './keys-command.js';
import { DemoSeed } from './modules/demo/index.js';
import { ImportCommand } from './modules/intake/index.js';
import { Retention } from './modules/privacy/index.js';
import { GroupSetup, SetupRefused } from './modules/setup/index.js';
import { BackupRefused } from './platform/backup/index.js';
import { MovableClock } from './platform/clock/index.js';

const USAGE = `Usage:
  migrate                                   bring the tables up to date
  seed-demo                                 make the demo group (demo mode only)
  create-store --code CODE --name NAME --brand BRAND --tier mid|high --city CITY --address ADDRESS --phone PHONE
  create-admin --login LOGIN --name NAME    the password is printed once
  prepare-templates                         register the message templates, switched off
  use-template --from sub-service-due --to REAL_ID [--fields JSON]
  import vehicles|history FILE --store CODE [--as-of YYYY-MM-DD] [--dry-run] [--json]
  care preview --on YYYY-MM-DD --store CODE [--json]   who gets which reminder on a day, and who is held back and why
  care run --until INSTANT                  walk a movable clock forward (CHEBAN_CLOCK=movable)
  backup --to FOLDER                        copy database and files, encrypted, while everything runs
  restore --from FOLDER                     into an empty database and files folder; nothing goes out twice
  retention [--dry-run]                     delete what has been kept long enough, or only count it
  keys status|rotate                        which data key encrypts how much; move all to the newest one
The last line on stdout is one JSON object.
`;

const text = { type: 'string' } as const;
const setupOptions = {
  code: text,
  name: text,
  brand: text,
  tier: text,
  city: text,
  address: text,
  phone: text,
  login: text,
  from: text,
  to: text,
  fields: text,
};

const setupCommands = new Set(['create-store', 'create-admin', 'prepare-templates', 'use-template']);

const [command, ...rest] = process.argv.slice(2);

function finish(code: number, answer?: object): never {
  if (answer) process.stdout.write(`${JSON.stringify(answer)}\n`);
  process.exit(code);
}

await boot('cli', async (foundation) => {
  if (command === 'migrate') {
    const ran = await foundation.dataSource.runMigrations({ transaction: 'none' });
    finish(0, { migrated: ran.map((migration) => migration.name) });
  }
  if (command === 'seed-demo') {
    if (!foundation.config.demo) {
      process.stderr.write('The demo group is made only with CHEBAN_DEMO=1: it has well-known passwords.\n');
      finish(1);
    }
    // A clock of its own: the demo group has a past, and it is played.
    const app = await createCli({ ...foundation, clock: new MovableClock() });
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    const imports = app.get(ImportCommand, { strict: false });
    const quiet = { out: () => {}, err: say, isTty: false };
    finish(0, await app.get(DemoSeed, { strict: false }).run(say, (args) => imports.run(args, quiet)));
  }
  if (command !== undefined && setupCommands.has(command)) {
    const app = await createCli(foundation);
    const setup = app.get(GroupSetup, { strict: false });
    const { values } = parseArgs({ args: rest, options: setupOptions });
    try {
      if (command === 'create-store') finish(0, await setup.createStore(values));
      if (command === 'create-admin') finish(0, await setup.createAdmin(values));
      if (command === 'use-template') finish(0, await setup.useTemplate(values));
      finish(0, await setup.prepareTemplates());
    } catch (error) {
      if (!(error instanceof SetupRefused)) throw error;
      process.stderr.write(`${error.message}\n`);
      finish(1);
    }
  }
  if (command === 'import') {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: {
        store: { type: 'string' },
        'as-of': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const [kind, file] = positionals;
    if ((kind !== 'vehicles' && kind !== 'history') || !file || !values.store) {
      process.stderr.write(USAGE);
      finish(2);
    }
    const app = await createCli(foundation);
    const code = await app.get(ImportCommand, { strict: false }).run({
      kind,
      file,
      store: values.store,
      asOf: values['as-of'],
      dryRun: values['dry-run'],
      json: values.json,
    });
    finish(code);
  }
  if (command === 'care') {
    try {
      finish(0, await careCommand(foundation, rest));
    } catch (error) {
      if (!(error instanceof CareRefused)) throw error;
      process.stderr.write(`${error.message}\n`);
      finish(1);
    }
  }
  if (command === 'backup' || command === 'restore') {
    try {
      finish(0, await (command === 'backup' ? backupCommand : restoreCommand)(foundation, rest));
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error;
      process.stderr.write(`${error.message}\n`);
      finish(1);
    }
  }
  if (command === 'retention') {
    const app = await createCli(foundation);
    const { values } = parseArgs({ args: rest, options: { 'dry-run': { type: 'boolean', default: false } } });
    const dryRun = values['dry-run'];
    finish(0, { dryRun, tables: await app.get(Retention, { strict: false }).run(dryRun) });
  }
  if (command === 'keys') {
    const answer = await keysCommand(foundation, rest);
    if (answer) finish(0, answer);
  }
  process.stderr.write(USAGE);
  finish(command === undefined || command === 'help' ? 0 : 2);
});
