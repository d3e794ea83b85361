import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

const up = [
  `CREATE TABLE activity (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      kind ${code(16)} NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      title varchar(40) NOT NULL,
      summary varchar(80) NOT NULL,
      description text NOT NULL,
      place varchar(60) NOT NULL,
      \`fields\` text NOT NULL,
      created_by ${id} NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_activity_store (store_id, \`state\`, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE activity_session (
      id ${id} NOT NULL,
      activity_id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      starts_at datetime(3) NOT NULL,
      ends_at datetime(3) NOT NULL,
      sign_up_until datetime(3) NOT NULL,
      seats smallint UNSIGNED NOT NULL,
      seats_left smallint NOT NULL,
      max_guests tinyint UNSIGNED NOT NULL,
      revision smallint UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_activity_session (activity_id, starts_at),
      INDEX ix_activity_session_time (starts_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE sign_up (
      id ${id} NOT NULL,
      session_id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      guests tinyint UNSIGNED NOT NULL,
      seats tinyint UNSIGNED NOT NULL,
      answers text NOT NULL,
      token ${code(43)} NOT NULL,
      \`round\` smallint UNSIGNED NOT NULL,
      signed_up_at datetime(3) NOT NULL,
      waits_since datetime(3) NULL,
      offer_until datetime(3) NULL,
      missed tinyint UNSIGNED NOT NULL,
      attended_at datetime(3) NULL,
      attended_by ${id} NULL,
      survey_stars tinyint UNSIGNED NULL,
      survey_text varchar(500) NULL,
      survey_at datetime(3) NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_sign_up_owner (session_id, owner_id),
      UNIQUE INDEX uq_sign_up_token (token),
      INDEX ix_sign_up_owner (owner_id, id),
      INDEX ix_sign_up_queue (session_id, \`state\`, waits_since),
      INDEX ix_sign_up_offer (\`state\`, offer_until)
    ) ENGINE=InnoDB`,
  `CREATE TABLE article (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      title varchar(40) NOT NULL,
      summary varchar(80) NOT NULL,
      models text NOT NULL,
      blocks mediumtext NOT NULL,
      published_at datetime(3) NULL,
      created_by ${id} NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_article_store (store_id, \`state\`, published_at)
    ) ENGINE=InnoDB`,
  `ALTER TABLE complaint_case ADD half_at datetime(3) NULL, ADD escalation tinyint UNSIGNED NOT NULL DEFAULT 0,
     ADD owner_answer ${code(12)} NULL, ADD INDEX ix_case_due (closed_at, due_at)`,
  `CREATE TABLE case_cause (
      case_id ${id} NOT NULL,
      cause ${code(12)} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      \`at\` datetime(3) NOT NULL,
      told_by ${id} NULL,
      PRIMARY KEY (case_id, cause),
      INDEX ix_case_cause_store (store_id, cause, \`at\`),
      INDEX ix_case_cause_told (told_by)
    ) ENGINE=InnoDB`,
  `CREATE TABLE improvement (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      cause ${code(12)} NOT NULL,
      title varchar(40) NOT NULL,
      plan varchar(500) NOT NULL,
      assignee_id ${id} NOT NULL,
      due_on date NOT NULL,
      \`state\` ${code(12)} NOT NULL,
      result varchar(60) NULL,
      created_by ${id} NOT NULL,
      created_at datetime(3) NOT NULL,
      closed_at datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX ix_improvement_store (store_id, \`state\`, id)
    ) ENGINE=InnoDB`,
];

const down = [
  'DROP TABLE improvement',
  'DROP TABLE case_cause',
  'ALTER TABLE complaint_case DROP INDEX ix_case_due, DROP half_at, DROP escalation, DROP owner_answer',

  'DROP TABLE article',
  'DROP TABLE sign_up',
  'DROP TABLE activity_session',
  'DROP TABLE activity',
];

/** Classes, activities, sign-ups, articles. */
export class ActivitiesAndImprovement1763700000014 implements MigrationInterface {
  name = 'ActivitiesAndImprovement1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
