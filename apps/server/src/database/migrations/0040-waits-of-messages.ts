import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a held message waits for has a column; until now it was found by the words of its reason. Added at the end of the
 * row, both databases change the table's description alone. A server of the release before writes nothing into it: its
 * messages look again by themselves within half an hour.
 */
export class WaitsOfMessages1763700000040 implements MigrationInterface {
  name = 'WaitsOfMessages1763700000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE message ADD COLUMN waits_for varchar(24) CHARACTER SET ascii COLLATE ascii_bin NULL',
    );
    await runner.query(
      `UPDATE message SET waits_for = CASE
           WHEN why LIKE '%模板恢复后再发。' THEN 'template'
           WHEN why LIKE '%订阅消息今天的额度已用完%' THEN 'quota:subscribe'
           WHEN why LIKE '%公众号模板今天的额度已用完%' THEN 'quota:official_account'
           WHEN why LIKE '%短信今天的额度已用完%' THEN 'quota:sms' END
        WHERE \`state\` = 'held'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE message DROP COLUMN waits_for');
  }
}
