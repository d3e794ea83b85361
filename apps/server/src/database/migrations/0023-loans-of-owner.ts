import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An owner's page asks which loaner is kept for them. */
export class LoansOfOwner1763700000023 implements MigrationInterface {
  name = 'LoansOfOwner1763700000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE loan ADD INDEX ix_loan_owner (owner_id, state)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE loan DROP INDEX ix_loan_owner');
  }
}
