import type { MigrationInterface, QueryRunner } from 'typeorm';
import { shopTables } from './0022-shop-tables.js';

const id = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const cipher = code(255);

const up = [
  `CREATE TABLE pay_merchant (
      id ${id} NOT NULL,
      store_id ${id} NULL,
      active_scope ${code(26)} NULL,
      name varchar(40) NOT NULL,
      merchant_id ${code(12)} NOT NULL,
      serial_no ${code(64)} NOT NULL,
      private_key text NOT NULL,
      api_v3_key ${cipher} NOT NULL,
      platform_serial ${code(64)} NOT NULL,
      platform_key text NOT NULL,
      max_payout_fen int UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_pay_merchant_scope (active_scope)
    ) ENGINE=InnoDB`,
  `CREATE TABLE pay_order (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      kind ${code(10)} NOT NULL,
      subject_id ${id} NOT NULL,
      dedupe_key ${code(120)} NOT NULL,
      out_trade_no ${code(32)} NOT NULL,
      title varchar(60) NOT NULL,
      total_fen int UNSIGNED NOT NULL,
      refunded_fen int UNSIGNED NOT NULL,
      refunding_fen int UNSIGNED NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      merchant_id ${id} NULL,
      app ${code(10)} NULL,
      app_id ${code(32)} NULL,
      openid ${cipher} NULL,
      prepay_id ${code(64)} NULL,
      transaction_id ${code(64)} NULL,
      expires_at datetime(3) NOT NULL,
      next_at datetime(3) NULL,
      tries smallint UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      paid_at datetime(3) NULL,
      closed_at datetime(3) NULL,
      checked_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_pay_order_dedupe (dedupe_key),
      UNIQUE INDEX uq_pay_order_number (out_trade_no),
      INDEX ix_pay_order_transaction (transaction_id),
      INDEX ix_pay_order_due (\`state\`, next_at),
      INDEX ix_pay_order_store (store_id, \`state\`, id),
      INDEX ix_pay_order_owner (owner_id, id),
      INDEX ix_pay_order_check (checked_at, \`state\`, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE pay_refund (
      id ${id} NOT NULL,
      order_id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      dedupe_key ${code(120)} NOT NULL,
      out_refund_no ${code(32)} NOT NULL,
      amount_fen int UNSIGNED NOT NULL,
      reason varchar(60) NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      asked_by ${id} NULL,
      decided_by ${id} NULL,
      problem varchar(80) NULL,
      \`round\` smallint UNSIGNED NOT NULL,
      next_at datetime(3) NULL,
      tries smallint UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      done_at datetime(3) NULL,
      checked_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_pay_refund_dedupe (dedupe_key),
      UNIQUE INDEX uq_pay_refund_number (out_refund_no),
      INDEX ix_pay_refund_order (order_id),
      INDEX ix_pay_refund_due (\`state\`, next_at),
      INDEX ix_pay_refund_store (store_id, \`state\`, id),
      INDEX ix_pay_refund_check (checked_at, \`state\`, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE payout (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      subject_type ${code(20)} NOT NULL,
      subject_id ${id} NOT NULL,
      dedupe_key ${code(120)} NOT NULL,
      out_bill_no ${code(32)} NOT NULL,
      title varchar(32) NOT NULL,
      note varchar(32) NOT NULL,
      amount_fen int UNSIGNED NOT NULL,
      \`state\` ${code(14)} NOT NULL,
      \`round\` smallint UNSIGNED NOT NULL,
      merchant_id ${id} NULL,
      openid ${cipher} NULL,
      transfer_bill_no ${code(64)} NULL,
      package_info text NULL,
      problem varchar(80) NULL,
      take_until datetime(3) NULL,
      next_at datetime(3) NULL,
      tries smallint UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      sent_at datetime(3) NULL,
      done_at datetime(3) NULL,
      checked_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_payout_dedupe (dedupe_key),
      UNIQUE INDEX uq_payout_bill (out_bill_no),
      INDEX ix_payout_due (\`state\`, next_at),
      INDEX ix_payout_store (store_id, \`state\`, id),
      INDEX ix_payout_owner (owner_id, id),
      INDEX ix_payout_subject (subject_id, \`state\`),
      INDEX ix_payout_check (checked_at, \`state\`, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE pay_notice (
      merchant_id ${id} NOT NULL,
      nonce ${code(64)} NOT NULL,
      notice_id ${code(64)} NOT NULL,
      kind ${code(10)} NOT NULL,
      received_at datetime(3) NOT NULL,
      PRIMARY KEY (merchant_id, nonce),
      INDEX ix_pay_notice_time (received_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE money_entry (
      id ${id} NOT NULL,
      posting_key ${code(120)} NOT NULL,
      account ${code(12)} NOT NULL,
      posting ${code(24)} NOT NULL,
      store_id ${id} NOT NULL,
      subject_type ${code(20)} NOT NULL,
      subject_id ${id} NOT NULL,
      amount_fen int NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_money_entry_posting (posting_key, account),
      INDEX ix_money_entry_store (store_id, account, \`at\`),
      INDEX ix_money_entry_subject (subject_id, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE money_difference (
      id ${id} NOT NULL,
      kind ${code(10)} NOT NULL,
      number ${code(32)} NOT NULL,
      what ${code(10)} NOT NULL,
      store_id ${id} NOT NULL,
      subject_id ${id} NOT NULL,
      ours varchar(40) NOT NULL,
      theirs varchar(40) NOT NULL,
      ours_fen int NOT NULL,
      theirs_fen int NULL,
      \`state\` ${code(10)} NOT NULL,
      found_at datetime(3) NOT NULL,
      seen_by ${id} NULL,
      seen_at datetime(3) NULL,
      settled_by ${id} NULL,
      settled_at datetime(3) NULL,
      note varchar(200) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_money_difference (kind, number, what),
      INDEX ix_money_difference_store (store_id, \`state\`, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE money_run (
      id ${id} NOT NULL,
      started_at datetime(3) NOT NULL,
      ended_at datetime(3) NULL,
      checked int UNSIGNED NOT NULL,
      differences int UNSIGNED NOT NULL,
      unanswered int UNSIGNED NOT NULL,
      PRIMARY KEY (id)
    ) ENGINE=InnoDB`,
  ...shopTables,
];

const tables = [
  'card_share',
  'card_use',
  'service_card',
  'shop_order',
  'shop_quota',
  'shop_item',
  'money_run',
  'money_difference',
  'money_entry',
  'pay_notice',
  'payout',
  'pay_refund',
  'pay_order',
  'pay_merchant',
];

/** Orders, refunds and payouts with their ledger; cards and products with their orders. */
export class PaymentAndShop1763700000022 implements MigrationInterface {
  name = 'PaymentAndShop1763700000022';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of up) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
