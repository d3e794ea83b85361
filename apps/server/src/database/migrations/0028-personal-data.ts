import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sealName } from '../../platform/crypto/index.js';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
const ID = `char(26) ${ASCII}`;
const CODE = (length: number) => `varchar(${length}) ${ASCII}`;
const CHUNK = 500;

/** Names of owners are encrypted; people may have their data deleted. */
export class PersonalData1763700000028 implements MigrationInterface {
  name = 'PersonalData1763700000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE owner
      MODIFY name varchar(400) NOT NULL,
      ADD name_head varchar(2) NOT NULL DEFAULT '',
      ADD name_index char(22) ${ASCII} NULL,
      DROP INDEX ix_owner_name,
      ADD INDEX ix_owner_name_head (name_head),
      ADD INDEX ix_owner_name_index (name_index)`);
    await this.sealNames(runner);
    await runner.query(`CREATE TABLE erasure_request (
      id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      open_owner_id ${ID} NULL,
      store_id ${ID} NULL,
      state ${CODE(10)} NOT NULL,
      asked_at datetime(3) NOT NULL,
      not_before datetime(3) NOT NULL,
      due_on date NOT NULL,
      waits_for varchar(300) NOT NULL,
      ended_at datetime(3) NULL,
      outcome text NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_erasure_open (open_owner_id),
      INDEX ix_erasure_state (state, not_before),
      INDEX ix_erasure_store (store_id, id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE erased_phone (
      phone_index char(22) ${ASCII} NOT NULL,
      erased_at datetime(3) NOT NULL,
      PRIMARY KEY (phone_index)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erased_phone');
    await runner.query('DROP TABLE erasure_request');
    await runner.query(`ALTER TABLE owner DROP INDEX ix_owner_name_head, DROP INDEX ix_owner_name_index,
      DROP COLUMN name_head, DROP COLUMN name_index`);
  }

  /** In chunks by id; a value that is sealed already is left alone, so that a run that broke off can be repeated. */
  private async sealNames(runner: QueryRunner): Promise<void> {
    for (let after = ''; ; ) {
      const rows: { id: string; name: string }[] = await runner.query(
        "SELECT id, name FROM owner WHERE id > ? AND name_head = '' ORDER BY id LIMIT ?",
        [after, CHUNK],
      );
      for (const { id, name } of rows) {
        const sealed = sealName(name);
        await runner.query('UPDATE owner SET name = ?, name_head = ?, name_index = ? WHERE id = ?', [
          sealed.name,
          sealed.nameHead,
          sealed.nameIndex,
          id,
        ]);
      }
      if (rows.length < CHUNK) return;
      after = rows[rows.length - 1]?.id ?? after;
    }
  }
}
