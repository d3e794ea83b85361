import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE \`message\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      dedupe_key varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      vehicle_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      \`kind\` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`class\` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subject_type varchar(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      subject_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      title varchar(60) NOT NULL,
      body varchar(500) NOT NULL,
      words text NOT NULL,
      page varchar(200) NULL,
      action_label varchar(20) NULL,
      \`state\` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      channel varchar(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      account_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      why varchar(300) NOT NULL,
      attempts smallint UNSIGNED NOT NULL,
      not_before datetime(3) NOT NULL,
      expires_at datetime(3) NOT NULL,
      claim_id varchar(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      claim_until datetime(3) NULL,
      provider_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      sent_at datetime(3) NULL,
      read_at datetime(3) NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_message_dedupe (dedupe_key),
      INDEX ix_message_due (\`state\`, not_before, id),
      INDEX ix_message_owner (owner_id, id),
      INDEX ix_message_provider (provider_id),
      INDEX ix_message_store (store_id, id),
      INDEX ix_message_vehicle (vehicle_id, kind)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`message_attempt\` (
      id bigint UNSIGNED NOT NULL AUTO_INCREMENT,
      message_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      channel varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      outcome varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      code varchar(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_attempt_message (message_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`message_template\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`kind\` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      channel varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      template_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      title varchar(40) NOT NULL,
      fields text NOT NULL,
      active tinyint NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_template (kind, channel)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`subscribe_credit\` (
      account_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      template_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      credits smallint UNSIGNED NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (account_id, template_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`subscribe_ledger\` (
      id bigint UNSIGNED NOT NULL AUTO_INCREMENT,
      dedupe_key varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      account_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      template_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`change\` smallint NOT NULL,
      reason varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_subscribe_ledger (dedupe_key),
      INDEX ix_subscribe_ledger_account (account_id, template_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`provider_push\` (
      dedupe_key char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`kind\` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      received_at datetime(3) NOT NULL,
      PRIMARY KEY (dedupe_key),
      INDEX ix_provider_push_at (received_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`circuit\` (
      \`name\` varchar(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      reason varchar(200) NOT NULL,
      opened_at datetime(3) NOT NULL,
      retry_at datetime(3) NOT NULL,
      PRIMARY KEY (name)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`message_cap\` (
      owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      period varchar(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      slot tinyint UNSIGNED NOT NULL,
      message_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      PRIMARY KEY (owner_id, period, slot),
      INDEX ix_message_cap_message (message_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`message_opt_out\` (
      owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`class\` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      channel varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      source varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (owner_id, \`class\`, channel)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`care_progress\` (
      \`name\` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      full_on date NOT NULL,
      seen_at datetime(3) NOT NULL,
      PRIMARY KEY (name)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`care_item\` (
      id bigint UNSIGNED NOT NULL AUTO_INCREMENT,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      vehicle_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`rule\` varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`cycle\` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`stage\` smallint NOT NULL,
      due_on date NOT NULL,
      not_before datetime(3) NOT NULL,
      expires_at datetime(3) NOT NULL,
      \`state\` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      why varchar(200) NOT NULL,
      message_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_care_item (vehicle_id, \`rule\`, \`cycle\`, \`stage\`),
      INDEX ix_care_item_due (\`state\`, not_before),
      INDEX ix_care_item_store (store_id, not_before)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`import_run\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`kind\` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      file_name varchar(160) NOT NULL,
      \`state\` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      dry_run tinyint NOT NULL,
      headers text NOT NULL,
      mapping text NOT NULL,
      as_of date NOT NULL,
      rows_read int UNSIGNED NOT NULL,
      rows_total int UNSIGNED NULL,
      result text NULL,
      failure varchar(300) NULL,
      error_file tinyint NOT NULL,
      started_by char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      created_at datetime(3) NOT NULL,
      finished_at datetime(3) NULL,
      heartbeat_at datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX ix_import_store (store_id, created_at)
    ) ENGINE=InnoDB`,
];

/** Messages, templates, credits, pushes, circuits, planned reminders, imports. */
export class Messaging1763700000003 implements MigrationInterface {
  name = 'Messaging1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'import_run',
      'care_progress',
      'message_opt_out',
      'message_cap',
      'care_item',
      'circuit',
      'provider_push',
      'subscribe_ledger',
      'subscribe_credit',
      'message_template',
      'message_attempt',
      'message',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
