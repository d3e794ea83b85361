import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What owners answer to reminders. */
export class CareAnswers1763700000005 implements MigrationInterface {
  name = 'CareAnswers1763700000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE \`care_answer\` (
      message_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      vehicle_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`rule\` varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      answer varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      days smallint UNSIGNED NULL,
      done_on date NULL,
      reason varchar(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
      note varchar(60) NULL,
      \`text\` varchar(200) NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (message_id),
      INDEX ix_care_answer_store (store_id, \`at\`)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE care_answer');
  }
}
