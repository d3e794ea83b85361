import type { MigrationInterface, QueryRunner } from 'typeorm';

const CODE = 'CHARACTER SET ascii COLLATE ascii_bin';

const tables = [
  `CREATE TABLE \`account_template\` (
      channel varchar(20) ${CODE} NOT NULL,
      template_id varchar(64) ${CODE} NOT NULL,
      title varchar(60) NOT NULL,
      keywords text NOT NULL,
      PRIMARY KEY (channel, template_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`template_sync\` (
      channel varchar(20) ${CODE} NOT NULL,
      synced_at datetime(3) NULL,
      tried_at datetime(3) NOT NULL,
      failure varchar(200) NOT NULL,
      PRIMARY KEY (channel)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`alarm\` (
      id char(26) ${CODE} NOT NULL,
      \`name\` varchar(30) ${CODE} NOT NULL,
      open_name varchar(30) ${CODE} NULL,
      \`text\` varchar(300) NOT NULL,
      opened_at datetime(3) NOT NULL,
      last_seen_at datetime(3) NOT NULL,
      \`count\` int UNSIGNED NOT NULL,
      closed_at datetime(3) NULL,
      acknowledged_by char(26) ${CODE} NULL,
      acknowledged_name varchar(60) NULL,
      acknowledged_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_alarm_open (open_name)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`alarm_notice\` (
      id bigint UNSIGNED NOT NULL AUTO_INCREMENT,
      alarm_id char(26) ${CODE} NOT NULL,
      \`change\` varchar(8) ${CODE} NOT NULL,
      \`text\` varchar(400) NOT NULL,
      \`state\` varchar(10) ${CODE} NOT NULL,
      attempts smallint UNSIGNED NOT NULL,
      next_at datetime(3) NOT NULL,
      failure varchar(200) NOT NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_alarm_notice (alarm_id, \`change\`),
      INDEX ix_alarm_notice_next (\`state\`, next_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`job_run\` (
      \`name\` varchar(60) ${CODE} NOT NULL,
      every_ms int UNSIGNED NULL,
      ended_at datetime(3) NULL,
      failed_at datetime(3) NULL,
      failures int UNSIGNED NOT NULL,
      failure varchar(200) NOT NULL,
      PRIMARY KEY (name)
    ) ENGINE=InnoDB`,
  `ALTER TABLE \`message_template\` ADD COLUMN drift varchar(20) ${CODE} NULL`,
];

/** Templates as the accounts have them, alarms with their notices, and when each job last ended. */
export class ChannelWatch1763700000010 implements MigrationInterface {
  name = 'ChannelWatch1763700000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE message_template DROP COLUMN drift');
    for (const table of ['job_run', 'alarm_notice', 'alarm', 'template_sync', 'account_template'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
