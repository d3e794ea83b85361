import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The due list of every kind, leap-month birthdays, and circuits whose messages wait. */
export class CareLeftovers1763700000017 implements MigrationInterface {
  name = 'CareLeftovers1763700000017';

  async up(runner: QueryRunner): Promise<void> {
    // The due list walks along each of these days instead of looking at every car of a store.
    await runner.query(`ALTER TABLE vehicle
      ADD INDEX ix_vehicle_insurance (store_id, insurance_expires_on),
      ADD INDEX ix_vehicle_sold (store_id, sold_on)`);
    await runner.query(`ALTER TABLE owner
      ADD COLUMN birthday_leap tinyint(1) NOT NULL DEFAULT 0,
      ADD INDEX ix_owner_licence (licence_expires_on)`);
    await runner.query('ALTER TABLE circuit ADD COLUMN holds tinyint(1) NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE circuit DROP COLUMN holds');
    await runner.query('ALTER TABLE owner DROP INDEX ix_owner_licence, DROP COLUMN birthday_leap');
    await runner.query('ALTER TABLE vehicle DROP INDEX ix_vehicle_sold, DROP INDEX ix_vehicle_insurance');
  }
}
