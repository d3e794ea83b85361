import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE \`session\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`kind\` varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subject_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      access_hash char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      access_until datetime(3) NOT NULL,
      refresh_hash char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      previous_hash char(43) CHARACTER SET ascii COLLATE ascii_bin NULL,
      refresh_until datetime(3) NOT NULL,
      rotated_at datetime(3) NOT NULL,
      created_at datetime(3) NOT NULL,
      revoked_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_session_access (access_hash),
      UNIQUE INDEX uq_session_refresh (refresh_hash),
      INDEX ix_session_previous (previous_hash),
      INDEX ix_session_subject (subject_id, kind)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`outbox_event\` (
      seq bigint UNSIGNED NOT NULL AUTO_INCREMENT,
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`type\` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      payload text NOT NULL,
      created_at datetime(3) NOT NULL,
      dispatched_at datetime(3) NULL,
      done_at datetime(3) NULL,
      attempts int UNSIGNED NOT NULL,
      PRIMARY KEY (seq),
      UNIQUE INDEX uq_outbox_event_id (id),
      INDEX ix_outbox_open (done_at, seq)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`processed_event\` (
      event_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      consumer varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      PRIMARY KEY (event_id, consumer)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`lease\` (
      \`name\` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`holder\` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      until_at datetime(3) NOT NULL,
      ran_at datetime(3) NULL,
      PRIMARY KEY (name)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`audit_log\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`at\` datetime(3) NOT NULL,
      actor_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      actor_name varchar(60) NOT NULL,
      action varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`text\` varchar(300) NOT NULL,
      subject_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      request_id varchar(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      PRIMARY KEY (id),
      INDEX ix_audit_actor (actor_id, \`at\`),
      INDEX ix_audit_at (\`at\`),
      INDEX ix_audit_store (store_id, \`at\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`idempotency_key\` (
      actor_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      idem_key varchar(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      request_hash char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      answer mediumtext CHARACTER SET ascii COLLATE ascii_bin NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (actor_id, idem_key),
      INDEX ix_idempotency_created (created_at)
    ) ENGINE=InnoDB`,
];

/** Sessions, outbox, leases, audit, idempotency. */
export class Platform1763700000001 implements MigrationInterface {
  name = 'Platform1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'idempotency_key',
      'audit_log',
      'lease',
      'processed_event',
      'outbox_event',
      'session',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
