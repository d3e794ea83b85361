import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** Weather of the stores' places, the messages about it, and the free reschedule of bookings. */
export class Weather1763700000011 implements MigrationInterface {
  name = 'Weather1763700000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE weather_place (
      place ${code(20)} NOT NULL,
      next_poll_at datetime(3) NOT NULL,
      polled_at datetime(3) NULL,
      failures smallint UNSIGNED NOT NULL,
      problem varchar(200) NOT NULL,
      PRIMARY KEY (place)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE weather_quota (
      used_on date NOT NULL,
      calls int UNSIGNED NOT NULL,
      refusals smallint UNSIGNED NOT NULL,
      paused_until datetime(3) NULL,
      PRIMARY KEY (used_on)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE weather_event (
      id ${ID} NOT NULL,
      place ${code(20)} NOT NULL,
      root ${code(64)} NOT NULL,
      kind ${code(12)} NOT NULL,
      level tinyint UNSIGNED NOT NULL,
      type_name varchar(20) NOT NULL,
      sender varchar(60) NOT NULL,
      headline varchar(200) NOT NULL,
      description varchar(1000) NOT NULL,
      attributions text NOT NULL,
      starts_at datetime(3) NOT NULL,
      ends_at datetime(3) NOT NULL,
      state ${code(12)} NOT NULL,
      open_key ${code(40)} NULL,
      created_at datetime(3) NOT NULL,
      changed_at datetime(3) NOT NULL,
      closed_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_weather_event_open (open_key),
      INDEX ix_weather_event_place (place, id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE weather_alert (
      place ${code(20)} NOT NULL,
      alert_id ${code(80)} NOT NULL,
      event_id ${ID} NULL,
      message_type ${code(8)} NOT NULL,
      type_code ${code(12)} NOT NULL,
      type_name varchar(20) NOT NULL,
      kind ${code(12)} NOT NULL,
      level tinyint UNSIGNED NOT NULL,
      sender varchar(60) NOT NULL,
      headline varchar(200) NOT NULL,
      description varchar(1000) NOT NULL,
      issued_at datetime(3) NOT NULL,
      starts_at datetime(3) NOT NULL,
      ends_at datetime(3) NOT NULL,
      ended ${code(12)} NOT NULL,
      missed smallint UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (place, alert_id),
      INDEX ix_weather_alert_event (event_id),
      INDEX ix_weather_alert_live (place, ended)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE weather_wave (
      event_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      wave ${code(12)} NOT NULL,
      due_at datetime(3) NOT NULL,
      cursor_id ${code(26)} NOT NULL,
      planned int UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      done_at datetime(3) NULL,
      why varchar(200) NOT NULL,
      PRIMARY KEY (event_id, store_id, wave),
      INDEX ix_weather_wave_due (done_at, due_at)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE free_reschedule (
      booking_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      starts_at datetime(3) NOT NULL,
      reason varchar(100) NOT NULL,
      event_id ${ID} NOT NULL,
      created_at datetime(3) NOT NULL,
      used_at datetime(3) NULL,
      PRIMARY KEY (booking_id),
      INDEX ix_free_reschedule_event (event_id, store_id)
    ) ENGINE=InnoDB`);
    // Thanks now carry the invitation: an account that has its own template for one uses it for both.
    for (const kind of ['visit_thanks', 'rating_reminder']) {
      await runner.query(
        `INSERT IGNORE INTO message_template (id, kind, channel, template_id, title, fields, active)
         SELECT CONCAT('0', SUBSTRING(UPPER(MD5(CONCAT(id, ?))), 1, 25)), ?, channel, template_id, title, fields, active
           FROM message_template WHERE kind = 'rating_invitation'`,
        [kind, kind],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'weather_wave',
      'weather_alert',
      'weather_event',
      'weather_quota',
      'weather_place',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
