import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** Wishes by topic and channel with their log, in place of opt-outs by class; calls that staff make. */
export class WishesAndCalls1763700000008 implements MigrationInterface {
  name = 'WishesAndCalls1763700000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE \`message_wish\` (
      owner_id ${ID} NOT NULL,
      topic ${code(12)} NOT NULL,
      channel ${code(20)} NOT NULL,
      is_on tinyint NOT NULL,
      until_at datetime(3) NULL,
      source ${code(12)} NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (owner_id, topic, channel)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE \`message_wish_log\` (
      id bigint UNSIGNED NOT NULL AUTO_INCREMENT,
      owner_id ${ID} NOT NULL,
      topic ${code(12)} NOT NULL,
      channel ${code(20)} NOT NULL,
      is_on tinyint NOT NULL,
      text varchar(200) NOT NULL,
      source ${code(12)} NOT NULL,
      actor_id ${ID} NULL,
      actor_name varchar(60) NOT NULL,
      version ${code(20)} NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_message_wish_log (owner_id, id)
    ) ENGINE=InnoDB`);
    // A "no" to a class was a "no" to each of its topics. Official-account offers never existed.
    for (const [messageClass, topic] of [
      ['care', 'due'],
      ['care', 'health'],
      ['care', 'wishes'],
      ['marketing', 'offers'],
    ]) {
      await runner.query(
        `INSERT INTO message_wish (owner_id, topic, channel, is_on, until_at, source, \`at\`)
         SELECT owner_id, ?, channel, 0, NULL, 'sms_reply', \`at\` FROM message_opt_out
          WHERE \`class\` = ? AND channel IN ('all', 'subscribe', 'official_account', 'sms')`,
        [topic, messageClass],
      );
    }
    await runner.query(
      `INSERT INTO message_wish_log (owner_id, topic, channel, is_on, text, source, actor_id, actor_name, version, \`at\`)
       SELECT owner_id, topic, channel, 0, '回复短信退订', source, NULL, '', '2026-11-01', \`at\` FROM message_wish`,
    );
    await runner.query('DROP TABLE message_opt_out');
    await runner.query('ALTER TABLE `message_template` ADD sms_text varchar(500) NULL');
    await runner.query(`CREATE TABLE \`follow_up_task\` (
      id ${ID} NOT NULL,
      open_key ${code(60)} NULL,
      \`kind\` ${code(20)} NOT NULL,
      store_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      vehicle_id ${ID} NULL,
      subject_id ${ID} NULL,
      facts text NOT NULL,
      title varchar(80) NOT NULL,
      script varchar(1000) NOT NULL,
      why varchar(300) NOT NULL,
      \`state\` ${code(12)} NOT NULL,
      assignee_id ${ID} NULL,
      best_time ${code(12)} NOT NULL,
      due_at datetime(3) NOT NULL,
      next_at datetime(3) NOT NULL,
      attempts smallint UNSIGNED NOT NULL,
      no_answers smallint UNSIGNED NOT NULL,
      last_outcome ${code(20)} NULL,
      booking_id ${ID} NULL,
      case_id ${ID} NULL,
      close_reason varchar(200) NULL,
      closed_at datetime(3) NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_follow_up_open (open_key),
      INDEX ix_follow_up_store (store_id, \`state\`, next_at),
      INDEX ix_follow_up_assignee (assignee_id, \`state\`, next_at),
      INDEX ix_follow_up_owner (owner_id, \`state\`),
      INDEX ix_follow_up_vehicle (vehicle_id, \`state\`)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE \`follow_up_key\` (
      dedupe_key ${code(100)} NOT NULL,
      task_id ${ID} NOT NULL,
      PRIMARY KEY (dedupe_key),
      INDEX ix_follow_up_key_task (task_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE \`follow_up_attempt\` (
      task_id ${ID} NOT NULL,
      number smallint UNSIGNED NOT NULL,
      staff_id ${ID} NOT NULL,
      outcome ${code(20)} NOT NULL,
      note varchar(500) NOT NULL,
      next_at datetime(3) NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (task_id, number),
      INDEX ix_follow_up_attempt_at (\`at\`)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE follow_up_attempt');
    await runner.query('DROP TABLE follow_up_key');
    await runner.query('DROP TABLE follow_up_task');
    await runner.query('ALTER TABLE `message_template` DROP COLUMN sms_text');
    await runner.query(`CREATE TABLE \`message_opt_out\` (
      owner_id ${ID} NOT NULL,
      \`class\` ${code(12)} NOT NULL,
      channel ${code(20)} NOT NULL,
      source ${code(20)} NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (owner_id, \`class\`, channel)
    ) ENGINE=InnoDB`);
    await runner.query(
      `INSERT INTO message_opt_out (owner_id, \`class\`, channel, source, \`at\`)
       SELECT owner_id, IF(topic = 'offers', 'marketing', 'care'), channel, source, \`at\` FROM message_wish
        WHERE is_on = 0 AND topic IN ('due', 'offers')`,
    );
    await runner.query('DROP TABLE message_wish_log');
    await runner.query('DROP TABLE message_wish');
  }
}
