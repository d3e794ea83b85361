// Plays a year on an empty, migrated database: BENCH_INPUT is a Plan (year.mjs). A line on stderr each day, the result as
// one JSON object on the last line.
import 'reflect-metadata';
import { seedIds } from './seeded-ids.mjs';
import { playYear } from './year.mjs';

const plan = { broken: process.env['YEAR_BROKEN'], ...JSON.parse(process.env['BENCH_INPUT'] ?? '{}') };
seedIds(plan.seed);
const result = await playYear(plan, (day, on) => process.stderr.write(`day ${day} of ${plan.days}, ${on}\n`));
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
