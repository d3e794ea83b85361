import type { BoardView, StaffBookingView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { columnsOf, freeWords, mondayOf, NOBODY, partOn, placeOf, refusalOf } from './place.js';

const at = (time: string, on = '2026-11-24') => new Date(`${on}T${time}:00+08:00`).toISOString();
const booking = (id: string, from: string, to: string, more: Partial<StaffBookingView> = {}) =>
  ({
    id,
    state: 'confirmed',
    startsAt: at(from),
    endsAt: at(to),
    bayId: 'b1',
    bayName: '保养 1 号',
    advisorId: 'a1',
    advisorName: '刘敏',
    plate: '晋A12345',
    bufferMinutes: 0,
    ...more,
  }) as StaffBookingView;

const board = (more: Partial<BoardView> = {}) =>
  ({
    by: 'bay',
    bays: [
      { id: 'b1', code: 'B1', name: '保养 1 号', kind: 'service' },
      { id: 'b2', code: 'B2', name: '机修 1 号', kind: 'repair' },
    ],
    lanes: [
      { id: 'b1', name: '保养 1 号', kindLabel: '保养工位', blocks: [], freeMinutes: [] },
      { id: 'b2', name: '机修 1 号', kindLabel: '机修工位', blocks: [], freeMinutes: [] },
    ],
    days: [
      {
        on: '2026-11-24',
        open: true,
        opensAt: '08:30',
        closesAt: '17:30',
        breakFrom: '12:00',
        breakTo: '13:00',
        holiday: null,
        note: null,
      },
      { on: '2026-11-25', open: false, opensAt: null, closesAt: null, holiday: null, note: '盘点' },
    ],
    bookings: [],
    holds: [],
    ...more,
  }) as unknown as BoardView;

const service = { bayKind: 'service', name: '定期保养' } as const;
const early = Date.parse(at('08:00'));
const ask = (view: BoardView, minute: number, column = 'b1', on = '2026-11-24') =>
  refusalOf(
    view,
    'bay',
    booking('me', '09:00', '10:00'),
    { column, on, minute },
    service,
    at(`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`, on),
    early,
  );

describe('why a booking cannot stand at a place of the board', () => {
  it('knows nothing against a free place, nor against its own', () => {
    expect(ask(board(), 600)).toBeNull();
    expect(ask(board({ bookings: [booking('me', '09:00', '10:00')] }), 570)).toBeNull();
  });
  it('never lets it stand outside the hours, in the break, on a closed day, in the past or in a bay of another kind', () => {
    expect(ask(board(), 500)?.text).toContain('营业时间');
    expect(ask(board(), 1_000)?.text).toContain('营业时间');
    expect(ask(board(), 690)?.text).toContain('午休');
    expect(ask(board(), 660)).toBeNull();
    expect(ask(board(), 780)).toBeNull();
    expect(ask(board(), 600, 'b1', '2026-11-25')).toEqual({ kind: 'never', text: '盘点，当天不营业。' });
    expect(ask(board(), 600, 'b2')?.text).toContain('保养工位');
    expect(ask(board(), 450)).toMatchObject({ kind: 'never', text: expect.stringContaining('已经过去') });
  });
  it('calls it full beside another booking with its tidying up, a hold and a closure', () => {
    const other = booking('other', '14:00', '15:00', { bufferMinutes: 15 });
    const taken = board({ bookings: [other] });
    expect(ask(taken, 870)).toEqual({
      kind: 'full',
      text: '保养 1 号 14:00–15:15 已约给 晋A·12345。',
    });
    expect(ask(taken, 900)?.kind).toBe('full');
    expect(ask(taken, 915)).toBeNull();
    expect(ask(board({ bookings: [{ ...other, state: 'no_show' }] }), 870)).toBeNull();
    const hold = {
      bayId: 'b1',
      advisorId: 'a1',
      startsAt: at('10:00'),
      endsAt: at('11:00'),
      ownerName: '马娜',
    };
    expect(ask(board({ holds: [hold as BoardView['holds'][number]] }), 630)?.text).toContain('马娜');
    const [bay, ...others] = board().lanes;
    const closed = { ...bay, blocks: [{ id: 'c', from: at('09:00'), to: at('11:00'), reason: '检修' }] };
    const closure = board({ lanes: [closed, ...others] as BoardView['lanes'] });
    expect(ask(closure, 630)).toEqual({ kind: 'full', text: '保养 1 号停用：检修。' });
    expect(ask(closure, 660)).toBeNull();
  });
});

describe('places of the board', () => {
  it('puts a booking at its column, day and minute', () => {
    expect(placeOf(booking('x', '09:15', '10:00'), 'bay')).toEqual({
      column: 'b1',
      on: '2026-11-24',
      minute: 555,
    });
    expect(placeOf(booking('x', '09:15', '10:00', { advisorId: null }), 'advisor').column).toBe(NOBODY);
  });
  it('keeps a column for what is gone but still has bookings', () => {
    const gone = booking('x', '09:00', '10:00', { bayId: 'b9', bayName: '旧工位' });
    expect(columnsOf(board({ bookings: [gone] }), 'bay').map(({ name, note }) => [name, note])).toEqual([
      ['保养 1 号', '保养工位'],
      ['机修 1 号', '机修工位'],
      ['旧工位', '已停用'],
    ]);
  });
  it('cuts a closure of several days to the day that is shown', () => {
    const block = { from: at('14:00', '2026-11-23'), to: at('10:00', '2026-11-25') };
    expect(partOn(block, '2026-11-23')).toEqual({ from: 840, to: 1440 });
    expect(partOn(block, '2026-11-24')).toEqual({ from: 0, to: 1440 });
    expect(partOn(block, '2026-11-25')).toEqual({ from: 0, to: 600 });
    expect(partOn(block, '2026-11-26')).toBeNull();
  });
  it('begins a week on Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  });
  it('says free time in words', () => {
    expect([freeWords(0), freeWords(45), freeWords(60), freeWords(140)]).toEqual([
      '已满',
      '空 45 分',
      '空 1 小时',
      '空 2.5 小时',
    ]);
  });
});
