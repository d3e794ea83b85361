import type { MyDayView, StaffBookingView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { fieldName } from '../shared/ui/field-name.js';
import { doubledHeaders, missingFields, percentOf, samplesOf, unusedHeaders } from './imports/mapping.js';
import { refuseFile } from './imports/upload.js';
import { safeReturnPath } from './login/return-path.js';
import { agendaOf } from './my-day/agenda.js';
import { weekOf, wrongDay } from './stores/hours.js';
import { newPassword } from './team/password.js';

describe('return path after the log-in', () => {
  it('stays on this console', () => {
    expect(safeReturnPath('/owners?q=1')).toBe('/owners?q=1');
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/login?to=/login',
      '',
      null,
    ]) {
      expect(safeReturnPath(evil)).toBe('/my-day');
    }
  });
});

describe('agenda', () => {
  const booking = (id: string, state: string, startsAt: string, late = false) =>
    ({ id, state, startsAt, late }) as StaffBookingView;
  const day = {
    bookings: [
      booking('b', 'confirmed', '2026-11-23T03:00:00.000Z', true),
      booking('a', 'requested', '2026-11-23T01:00:00.000Z'),
      booking('c', 'cancelled', '2026-11-23T02:00:00.000Z'),
    ],
    toConfirm: [
      booking('a', 'requested', '2026-11-23T01:00:00.000Z'),
      booking('z', 'requested', '2026-11-25T01:00:00.000Z'),
    ],
  } as MyDayView;
  const ids = (filter?: 'confirm' | 'arriving' | 'late', mayAnswer = true) =>
    agendaOf(day, filter, mayAnswer).map((entry) => entry.id);

  it('shows requests of other days first, then today by time, without cancelled ones', () => {
    expect(ids()).toEqual(['z', 'a', 'b']);
  });
  it('shows today alone to those who may not answer a request', () => {
    expect(ids(undefined, false)).toEqual(['a', 'b']);
  });
  it('filters as the counters count', () => {
    expect(ids('confirm')).toEqual(['a', 'z']);
    expect(ids('late')).toEqual(['b']);
    expect(ids('arriving')).toEqual(['a', 'b']);
  });
});

describe('import mapping', () => {
  const entry = {
    headers: ['VIN', '姓名', '备注'],
    sample: [
      ['L1', '张伟', ''],
      ['L2', ' ', ''],
    ],
    fields: [
      { key: 'vin', label: '车架号', required: true, anyOf: null },
      { key: 'name', label: '姓名', required: true, anyOf: null },
      { key: 'model', label: '车型', required: false, anyOf: null },
    ],
  };
  it('names required fields without a column and columns used twice', () => {
    expect(missingFields(entry, { vin: 'VIN' })).toEqual(['姓名']);
    const car = { required: false, anyOf: 'car' };
    const either = [
      { key: 'vin', label: '车架号', ...car },
      { key: 'plate', label: '车牌号', ...car },
    ];
    expect(missingFields({ fields: either }, {})).toEqual(['车架号或车牌号']);
    expect(missingFields({ fields: either }, { plate: '车牌' })).toEqual([]);
    expect(doubledHeaders({ vin: 'VIN', name: 'VIN' })).toEqual(['VIN']);
    expect(unusedHeaders(entry, { vin: 'VIN' })).toEqual(['姓名', '备注']);
  });
  it('shows values of a column that are not blank', () => {
    expect(samplesOf(entry, '姓名')).toEqual(['张伟']);
    expect(samplesOf(entry, undefined)).toEqual([]);
  });
  it('knows how far a run is only when the rows are counted', () => {
    expect(percentOf({ rowsRead: 50, rowsTotal: null })).toBeNull();
    expect(percentOf({ rowsRead: 1_999, rowsTotal: 2_000 })).toBe(99);
  });
  it('refuses files that cannot be a table before they are sent', () => {
    expect(refuseFile({ name: '客户.CSV', size: 1 })).toBeNull();
    expect(refuseFile({ name: 'a.xls', size: 1 })).toBeNull();
    expect(refuseFile({ name: 'a.zip', size: 1 })).toContain('解压');
    expect(refuseFile({ name: 'a.pdf', size: 1 })).not.toBeNull();
    expect(refuseFile({ name: 'a.xlsx', size: 0 })).not.toBeNull();
  });
});

describe('opening hours', () => {
  const noBreak = { breakFrom: null, breakTo: null };
  it('fills days that are missing as closed', () => {
    const week = weekOf([{ weekday: 2, opensAt: '08:30', closesAt: '17:30', ...noBreak }]);
    expect(week).toHaveLength(7);
    expect(week[0]).toEqual({ weekday: 1, opensAt: null, closesAt: null, ...noBreak });
    expect(wrongDay(week)).toBeNull();
  });
  it('finds the day that closes before it opens or is half filled', () => {
    const day = (opensAt: string | null, closesAt: string | null) =>
      weekOf([{ weekday: 3, opensAt, closesAt, ...noBreak }]);
    expect(wrongDay(day('18:00', '09:00'))?.weekday).toBe(3);
    expect(wrongDay(day('09:00', ''))?.weekday).toBe(3);
    expect(wrongDay(day(null, '09:00'))?.weekday).toBe(3);
    expect(wrongDay(day('00:00', '24:00'))).toBeNull();
  });
  it('keeps the breaks of a store and takes only those inside the opening hours', () => {
    const day = (breakFrom: string | null, breakTo: string | null) =>
      weekOf([{ weekday: 1, opensAt: '08:30', closesAt: '17:30', breakFrom, breakTo }]);
    expect(day('12:00', '13:00')[0]).toMatchObject({ breakFrom: '12:00', breakTo: '13:00' });
    expect(wrongDay(day('12:00', '13:00'))).toBeNull();
    expect(wrongDay(day('13:00', '12:00'))?.text).toContain('午休');
    expect(wrongDay(day('12:00', ''))?.weekday).toBe(1);
    expect(wrongDay(day('08:00', '09:00'))?.text).toContain('营业时间之内');
    expect(wrongDay(day('17:00', '18:00'))?.weekday).toBe(1);
  });
});

describe('one-time password', () => {
  it('is long enough, readable, and skips bytes that would favour some letters', () => {
    expect(newPassword()).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9]{4}(-[a-km-np-zA-HJ-NP-Z2-9]{4}){2}$/);
    let call = 0;
    const bytes = [250, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const fixed = newPassword((array) => {
      call += 1;
      array.set(bytes);
      return array;
    });
    expect(call).toBe(2);
    expect(fixed).toBe('abcd-efgh-jkma');
  });
});

describe('field names', () => {
  it('reads the paths of the server', () => {
    expect(fieldName('body.lines.0.name')).toEqual(['lines', 0, 'name']);
    expect(fieldName('hours[2].opensAt')).toEqual(['hours', 2, 'opensAt']);
  });
});
