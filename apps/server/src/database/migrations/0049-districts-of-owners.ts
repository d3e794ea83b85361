import { districtOf } from '@cheban/kernel/district';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHUNK = 1_000;

/** Which district an owner's address lies in, read from it once: a map and an audience by region need no street. */
export class DistrictsOfOwners1763700000049 implements MigrationInterface {
  name = 'DistrictsOfOwners1763700000049';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owner ADD district varchar(60) NULL AFTER region');
    for (let after = ''; ; ) {
      const rows: { id: string; region: string }[] = await runner.query(
        'SELECT id, region FROM owner WHERE id > ? AND region IS NOT NULL ORDER BY id LIMIT ?',
        [after, CHUNK],
      );
      for (const [district, ids] of byDistrict(rows))
        await runner.query('UPDATE owner SET district = ? WHERE id IN (?)', [district, ids]);
      if (rows.length < CHUNK) return;
      after = rows.at(-1)?.id ?? '';
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owner DROP COLUMN district');
  }
}

function byDistrict(rows: readonly { id: string; region: string }[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, region } of rows) {
    const district = districtOf(region);
    if (district !== null) ids.set(district, [...(ids.get(district) ?? []), id]);
  }
  return ids;
}
