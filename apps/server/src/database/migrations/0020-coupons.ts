import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const hash = (length: number) => `char(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

const up = [
  `CREATE TABLE coupon_type (
      id ${id} NOT NULL,
      code ${code(40)} NOT NULL,
      store_id ${id} NOT NULL,
      kind ${code(12)} NOT NULL,
      \`state\` ${code(8)} NOT NULL,
      is_system tinyint(1) NOT NULL,
      title varchar(60) NOT NULL,
      summary varchar(40) NOT NULL,
      how_to varchar(500) NOT NULL,
      amount_fen int UNSIGNED NOT NULL,
      percent_off tinyint UNSIGNED NOT NULL,
      cap_fen int UNSIGNED NOT NULL,
      item_name varchar(60) NOT NULL,
      threshold_fen int UNSIGNED NOT NULL,
      validity varchar(120) NOT NULL,
      stock_total int UNSIGNED NULL,
      stock_left int NULL,
      per_owner smallint UNSIGNED NOT NULL,
      claimable tinyint(1) NOT NULL,
      claim_from datetime(3) NULL,
      claim_until datetime(3) NULL,
      store_ids text NOT NULL,
      service_kinds text NOT NULL,
      models text NOT NULL,
      combine ${code(8)} NOT NULL,
      created_by ${id} NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_coupon_type_code (code),
      INDEX ix_coupon_type_store (store_id, \`state\`, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE coupon (
      id ${id} NOT NULL,
      type_id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      slot smallint UNSIGNED NULL,
      dedupe_key ${code(120)} NOT NULL,
      source ${code(10)} NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      note varchar(60) NOT NULL,
      issued_at datetime(3) NOT NULL,
      valid_from datetime(3) NOT NULL,
      valid_until datetime(3) NOT NULL,
      told_at datetime(3) NULL,
      bill_id ${id} NULL,
      off_fen int UNSIGNED NULL,
      used_at datetime(3) NULL,
      used_by ${id} NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_coupon_key (dedupe_key),
      UNIQUE INDEX uq_coupon_slot (type_id, owner_id, slot),
      INDEX ix_coupon_owner (owner_id, \`state\`, valid_until),
      INDEX ix_coupon_end (\`state\`, valid_until),
      INDEX ix_coupon_bill (bill_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE coupon_event (
      id ${id} NOT NULL,
      coupon_id ${id} NOT NULL,
      kind ${code(10)} NOT NULL,
      bill_id ${id} NULL,
      off_fen int UNSIGNED NULL,
      staff_id ${id} NULL,
      reason varchar(60) NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_coupon_event (coupon_id, \`at\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE coupon_bill (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      visit_id ${id} NULL,
      owner_id ${id} NOT NULL,
      amount_fen int UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_coupon_bill_visit (visit_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE coupon_pass (
      token_hash ${hash(43)} NOT NULL,
      code_hash ${hash(22)} NOT NULL,
      owner_id ${id} NOT NULL,
      coupon_id ${id} NULL,
      until datetime(3) NOT NULL,
      store_id ${id} NULL,
      PRIMARY KEY (token_hash),
      UNIQUE INDEX uq_coupon_pass_code (code_hash),
      INDEX ix_coupon_pass_end (until)
    ) ENGINE=InnoDB`,
  `CREATE TABLE coupon_issue (
      id ${id} NOT NULL,
      type_id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      \`state\` ${code(8)} NOT NULL,
      audience mediumtext NOT NULL,
      audience_text varchar(300) NOT NULL,
      tell tinyint(1) NOT NULL,
      people int UNSIGNED NOT NULL,
      cursor_at ${code(60)} NOT NULL,
      seen int UNSIGNED NOT NULL,
      issued int UNSIGNED NOT NULL,
      full_count int UNSIGNED NOT NULL,
      sold_out int UNSIGNED NOT NULL,
      why varchar(120) NOT NULL,
      asked_by ${id} NOT NULL,
      asked_at datetime(3) NOT NULL,
      decided_by ${id} NULL,
      decided_at datetime(3) NULL,
      decision_note varchar(60) NOT NULL,
      started_at datetime(3) NULL,
      finished_at datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX ix_coupon_issue_store (store_id, id),
      INDEX ix_coupon_issue_state (\`state\`, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE code_pool (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      title varchar(30) NOT NULL,
      issuer varchar(30) NOT NULL,
      how_to varchar(500) NOT NULL,
      alarm_below int UNSIGNED NOT NULL,
      active tinyint(1) NOT NULL,
      low_told_at datetime(3) NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_code_pool_store (store_id, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE pool_code (
      id ${id} NOT NULL,
      pool_id ${id} NOT NULL,
      import_id ${id} NOT NULL,
      code_index ${hash(22)} NOT NULL,
      cipher ${code(500)} NOT NULL,
      \`state\` ${code(6)} NOT NULL,
      expires_on date NOT NULL,
      dedupe_key ${code(120)} NULL,
      owner_id ${id} NULL,
      given_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_pool_code (pool_id, code_index),
      UNIQUE INDEX uq_pool_code_key (dedupe_key),
      INDEX ix_pool_code_free (pool_id, \`state\`, expires_on, id),
      INDEX ix_pool_code_owner (owner_id, given_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE code_import (
      id ${id} NOT NULL,
      pool_id ${id} NOT NULL,
      file_name varchar(160) NOT NULL,
      dry_run tinyint(1) NOT NULL,
      row_count int UNSIGNED NOT NULL,
      good int UNSIGNED NOT NULL,
      problems mediumtext NOT NULL,
      staff_id ${id} NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_code_import_pool (pool_id, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE partner (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      name varchar(30) NOT NULL,
      kind ${code(10)} NOT NULL,
      address varchar(60) NOT NULL,
      phone varchar(20) NOT NULL,
      note varchar(200) NOT NULL,
      active tinyint(1) NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_partner_store (store_id, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE partner_benefit (
      id ${id} NOT NULL,
      partner_id ${id} NOT NULL,
      title varchar(20) NOT NULL,
      summary varchar(60) NOT NULL,
      pool_id ${id} NULL,
      type_id ${id} NULL,
      level ${code(1)} NULL,
      per_owner tinyint UNSIGNED NOT NULL,
      from_at datetime(3) NULL,
      until_at datetime(3) NULL,
      is_open tinyint(1) NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_partner_benefit (partner_id, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE benefit_claim (
      benefit_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      slot tinyint UNSIGNED NOT NULL,
      request_key ${code(80)} NOT NULL,
      coupon_id ${id} NULL,
      code_id ${id} NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (benefit_id, owner_id, slot),
      UNIQUE INDEX uq_benefit_claim_key (request_key),
      INDEX ix_benefit_claim_owner (owner_id, \`at\`)
    ) ENGINE=InnoDB`,
];
const tables = [...up].reverse().map((sql) => /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? '');

/** Coupons: kinds, what owners hold, bills, issues to many; code pools; partners and their benefits. */
export class Coupons1763700000020 implements MigrationInterface {
  name = 'Coupons1763700000020';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of up) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
