import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often an import was begun: one that was interrupted starts over, and says so. */
export class ImportsBegunAnew1763700000038 implements MigrationInterface {
  name = 'ImportsBegunAnew1763700000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_run ADD COLUMN attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_run DROP COLUMN attempts');
  }
}
