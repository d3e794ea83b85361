import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
const ID = `char(26) ${ASCII}`;
const CODE = (length: number) => `varchar(${length}) ${ASCII}`;

/** Topics of a fresh group; ids are fixed, so that every installation begins alike. */
const TOPICS = [
  ['01CRC1E0000000000000000001', '用车心得', 0],
  ['01CRC1E0000000000000000002', '自驾路线', 0],
  ['01CRC1E0000000000000000003', '养护问答', 1],
] as const;

/** The owners' circle: switched off until the group opens it. */
export class Circle1763700000048 implements MigrationInterface {
  name = 'Circle1763700000048';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE circle_setting (
      id tinyint UNSIGNED NOT NULL,
      open tinyint NOT NULL,
      PRIMARY KEY (id)
    ) ENGINE=InnoDB`);
    await runner.query('INSERT INTO circle_setting (id, open) VALUES (1, 0)');
    await runner.query(`CREATE TABLE circle_topic (
      id ${ID} NOT NULL,
      name varchar(20) NOT NULL,
      open tinyint NOT NULL,
      is_question tinyint NOT NULL,
      store_id ${ID} NULL,
      place tinyint UNSIGNED NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_circle_topic_name (name)
    ) ENGINE=InnoDB`);
    for (const [place, [id, name, isQuestion]] of TOPICS.entries())
      await runner.query(
        'INSERT INTO circle_topic (id, name, open, is_question, store_id, place) VALUES (?, ?, 1, ?, NULL, ?)',
        [id, name, isQuestion, place],
      );
    await runner.query(`CREATE TABLE circle_entry (
      id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      kind ${CODE(8)} NOT NULL,
      post_id ${ID} NULL,
      reply_to_id ${ID} NULL,
      topic_id ${ID} NULL,
      owner_id ${ID} NULL,
      account_id ${ID} NULL,
      staff_id ${ID} NULL,
      model varchar(80) NOT NULL,
      text text NOT NULL,
      state ${CODE(10)} NOT NULL,
      edition smallint UNSIGNED NOT NULL,
      text_verdict ${CODE(8)} NULL,
      sent_at datetime(3) NOT NULL,
      next_try_at datetime(3) NULL,
      hold_reason ${CODE(10)} NULL,
      reason varchar(200) NOT NULL,
      reports smallint UNSIGNED NOT NULL,
      answered_at datetime(3) NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_circle_feed (kind, state, id),
      INDEX ix_circle_topic (topic_id, state, id),
      INDEX ix_circle_post (post_id, state, id),
      INDEX ix_circle_owner (owner_id, id),
      INDEX ix_circle_store (store_id, state, id),
      INDEX ix_circle_check (state, next_try_at)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE circle_photo_check (
      trace_id ${CODE(64)} NOT NULL,
      entry_id ${ID} NULL,
      edition smallint UNSIGNED NULL,
      photo_id ${ID} NULL,
      verdict ${CODE(8)} NULL,
      asked_at datetime(3) NOT NULL,
      PRIMARY KEY (trace_id),
      INDEX ix_circle_photo_entry (entry_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE circle_like (
      post_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (post_id, owner_id),
      INDEX ix_circle_like_owner (owner_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE circle_report (
      entry_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      reason ${CODE(10)} NOT NULL,
      words varchar(60) NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (entry_id, owner_id),
      INDEX ix_circle_report_owner (owner_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE circle_block (
      owner_id ${ID} NOT NULL,
      entry_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      \`until\` datetime(3) NULL,
      reason varchar(200) NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (owner_id),
      INDEX ix_circle_block_store (store_id)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['block', 'report', 'like', 'photo_check', 'entry', 'topic', 'setting'])
      await runner.query(`DROP TABLE circle_${name}`);
  }
}
