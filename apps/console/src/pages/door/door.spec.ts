import { describe, expect, it } from 'vitest';
import { BATCH, type DoorScan, freshOf, tokenIn, waitingOf, withAnswers, withScan } from './door-queue.js';

const token = (letter: string) => letter.repeat(43);
const at = '2026-11-28T06:00:00.000Z';
const scan = (letter: string, storeId = 's'): DoorScan => ({
  token: token(letter),
  at,
  storeId,
  answer: null,
});
const item = (letter: string, result: 'checked_in' | 'already' | 'not_today' = 'checked_in') => ({
  token: token(letter),
  result,
  text: '签到成功',
  ownerName: '王伟',
  people: 2,
  title: '养护学堂',
  attendedAt: at,
});

describe('codes at the door', () => {
  it('reads a code alone, in a link, and leaves everything else as it is', () => {
    expect(tokenIn(` ${token('a')}\n`)).toBe(token('a'));
    expect(tokenIn(`https://x.example/d?t=${token('b')}&from=1`)).toBe(token('b'));
    expect(tokenIn('https://shop.example/')).toBe('https://shop.example/');
    expect(tokenIn('x'.repeat(500))).toHaveLength(100);
  });

  it('counts a hundred scans of a code as one, without or with its answer', () => {
    let list: DoorScan[] = [];
    for (let time = 0; time < 100; time += 1) list = withScan(list, scan('a'));
    expect(waitingOf(list, 's')).toHaveLength(1);
    list = withAnswers(list, 's', [item('a')]);
    for (let time = 0; time < 100; time += 1) list = withScan(list, scan('a'));
    expect(waitingOf(list, 's')).toEqual([]);
    expect(list).toHaveLength(1);
    expect(list[0]?.answer).toMatchObject({ result: 'already', text: '已签到过（14:00）' });
  });

  it('asks again about a code that was refused', () => {
    const refused = withAnswers(withScan([], scan('a')), 's', [item('a', 'not_today')]);
    expect(waitingOf(withScan(refused, scan('a')), 's')).toHaveLength(1);
  });

  it('sends the oldest first, one batch at a time, each store its own', () => {
    let list: DoorScan[] = [];
    for (let number = 0; number < BATCH + 5; number += 1)
      list = withScan(list, { ...scan('a'), token: `t${number}` });
    list = withScan(list, scan('z', 'other'));
    const batch = waitingOf(list, 's');
    expect(batch).toHaveLength(BATCH);
    expect(batch[0]?.token).toBe('t0');
    expect(waitingOf(list, 'other')).toHaveLength(1);
  });

  it('never drops one that waits, however many were answered since', () => {
    let list = withScan([], scan('w', 'far'));
    for (let number = 0; number < 80; number += 1) {
      list = withScan(list, { ...scan('a'), token: `t${number}` });
      list = withAnswers(list, 's', [{ ...item('a'), token: `t${number}` }]);
    }
    expect(waitingOf(list, 'far')).toHaveLength(1);
    expect(list.length).toBeLessThan(60);
  });

  it('leaves out what was kept too long, and what is no list', () => {
    const now = Date.parse(at);
    expect(freshOf([scan('a')], now + 3_600_000)).toHaveLength(1);
    expect(freshOf([scan('a')], now + 25 * 3_600_000)).toEqual([]);
    expect(freshOf({ a: 1 }, now)).toEqual([]);
    expect(freshOf([null, { token: 1 }], now)).toEqual([]);
  });
});
