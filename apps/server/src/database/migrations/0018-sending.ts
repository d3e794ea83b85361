import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sending: rows that need not grow when they are sent; places under caps are found by their owner. */
export class Sending1763700000018 implements MigrationInterface {
  name = 'Sending1763700000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE message ADD COLUMN room varchar(88) CHARACTER SET ascii COLLATE ascii_bin NULL',
    );
    await runner.query('DROP INDEX ix_message_cap_message ON message_cap');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ix_message_cap_message ON message_cap (message_id)');
    await runner.query('ALTER TABLE message DROP COLUMN room');
  }
}
