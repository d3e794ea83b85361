import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reminder rules as staff edit them, with every edition. */
export class CareRules1763700000006 implements MigrationInterface {
  name = 'CareRules1763700000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE \`care_rule\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      scope varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      code varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      state varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      state_why varchar(200) NOT NULL,
      live_version int UNSIGNED NOT NULL,
      last_version int UNSIGNED NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_care_rule (scope, code)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE \`care_rule_version\` (
      rule_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      version int UNSIGNED NOT NULL,
      body text NOT NULL,
      state varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      recipients int UNSIGNED NOT NULL,
      written_by char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      written_at datetime(3) NOT NULL,
      decided_by char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      decided_at datetime(3) NULL,
      note varchar(200) NOT NULL,
      PRIMARY KEY (rule_id, version)
    ) ENGINE=InnoDB`);
    // A preview counts a rule's cars by this index alone.
    await runner.query(
      'ALTER TABLE vehicle DROP INDEX ix_vehicle_due, ADD INDEX ix_vehicle_due (store_id, due_on, due_kind)',
    );
    // Test messages of a rule go to the WeChat account bound with it.
    await runner.query(
      'ALTER TABLE staff ADD COLUMN phone varchar(255) CHARACTER SET ascii COLLATE ascii_bin NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE staff DROP COLUMN phone');
    await runner.query(
      'ALTER TABLE vehicle DROP INDEX ix_vehicle_due, ADD INDEX ix_vehicle_due (store_id, due_on)',
    );
    await runner.query('DROP TABLE care_rule_version');
    await runner.query('DROP TABLE care_rule');
  }
}
