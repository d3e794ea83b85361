import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The counter looks up what it has used today. */
export class UsesOfTheDay1763700000034 implements MigrationInterface {
  name = 'UsesOfTheDay1763700000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ix_coupon_bill_store ON coupon_bill (store_id, updated_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_coupon_bill_store ON coupon_bill');
  }
}
