import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of a month ask for what a store's cars had done in it, without looking at each row. */
export class ServiceRecordsOfAStore1763700000047 implements MigrationInterface {
  name = 'ServiceRecordsOfAStore1763700000047';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX ix_service_record_store ON service_record (store_id, visited_on, settled, kind, paid_fen)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_service_record_store ON service_record');
  }
}
