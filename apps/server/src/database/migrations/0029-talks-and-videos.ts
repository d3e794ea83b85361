import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** Plans of interviews and home visits with what owners say there; the address of a short film about a service. */
export class TalksAndVideos1763700000029 implements MigrationInterface {
  name = 'TalksAndVideos1763700000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE service_includes ADD video_url varchar(300) NULL AFTER items');
    await runner.query('ALTER TABLE store ADD home_visit_percent smallint UNSIGNED NOT NULL DEFAULT 30');
    await runner.query(
      `ALTER TABLE follow_up_task ADD INDEX ix_follow_up_subject (subject_id, \`state\`),
         ADD INDEX ix_follow_up_kind (store_id, \`kind\`, due_at)`,
    );
    await runner.query(`CREATE TABLE \`follow_up_answer\` (
      task_id ${ID} NOT NULL,
      satisfaction tinyint UNSIGNED NOT NULL,
      improve varchar(500) NOT NULL,
      other varchar(500) NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (task_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE \`talk_plan\` (
      id ${ID} NOT NULL,
      open_key ${code(60)} NULL,
      store_id ${ID} NOT NULL,
      \`kind\` ${code(20)} NOT NULL,
      cycle ${code(10)} NOT NULL,
      split ${code(8)} NULL,
      from_on date NOT NULL,
      to_on date NOT NULL,
      target int UNSIGNED NOT NULL,
      assignee_id ${ID} NULL,
      created_by varchar(60) NOT NULL,
      created_at datetime(3) NOT NULL,
      cancelled_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_talk_plan_open (open_key),
      INDEX ix_talk_plan_store (store_id, to_on)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE talk_plan');
    await runner.query('DROP TABLE follow_up_answer');
    await runner.query(
      'ALTER TABLE follow_up_task DROP INDEX ix_follow_up_kind, DROP INDEX ix_follow_up_subject',
    );
    await runner.query('ALTER TABLE store DROP COLUMN home_visit_percent');
    await runner.query('ALTER TABLE service_includes DROP COLUMN video_url');
  }
}
