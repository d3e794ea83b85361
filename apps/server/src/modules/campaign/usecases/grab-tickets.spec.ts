import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../platform/config/index.js';
import { isLucky } from './grab-desk.js';
import { GrabTickets, type Ticket } from './grab-tickets.js';

const tickets = new GrabTickets({ indexKey: Buffer.alloc(32, 9) } as unknown as Config);
const id = (letter: string) => `01ARZ3NDEKTSV4RRFFQ69G5F${letter}0`;
const ticket: Ticket = {
  waveId: id('A'),
  ownerId: id('B'),
  sessionId: id('C'),
  accountId: id('D'),
  storeId: id('E'),
  expiresAt: Date.parse('2026-11-18T12:00:00.000Z'),
  phoneIndex: 'AbCdEfGhIjKlMnOpQrStUv',
  vehicleIds: [id('F'), id('G')],
};

describe('grab tickets', () => {
  it('come back as they were given, with the same log-in only', () => {
    for (const given of [ticket, { ...ticket, vehicleIds: [], phoneIndex: '' }]) {
      const text = tickets.sign(given, 'token-one');
      expect(tickets.read(text, 'token-one')).toEqual(given);
      expect(tickets.read(text, 'token-two')).toBeNull();
    }
  });

  it('say each their own, however often they are shown', () => {
    const second = { ...ticket, waveId: id('W') };
    const texts = [tickets.sign(ticket, 'token-one'), tickets.sign(second, 'token-one')] as const;
    for (let turn = 0; turn < 2; turn += 1) {
      expect(tickets.read(texts[0], 'token-one')).toEqual(ticket);
      expect(tickets.read(texts[1], 'token-one')).toEqual(second);
      expect(tickets.read(texts[1], 'token-two')).toBeNull();
    }
  });

  it('are worth nothing after any change', () => {
    const text = tickets.sign(ticket, 'token-one');
    expect(tickets.read(text, 'token-one')).toEqual(ticket);
    fc.assert(
      fc.property(
        fc.nat(text.length - 2),
        fc.constantFrom(...'ABCDEFGHJKMNPQRSTVWXYZ0123456789._-'),
        (at, letter) => {
          fc.pre(text[at] !== letter);
          expect(tickets.read(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`, 'token-one')).toBeNull();
        },
      ),
    );
    expect(tickets.read('', 'token-one')).toBeNull();
  });
});

describe('odds', () => {
  it('come out the same for the same person, and as often as they say', () => {
    const people = Array.from({ length: 20_000 }, (_, index) => `owner-${index}`);
    const lucky = people.filter((person) => isLucky('a secret', person, 300_000));
    expect(people.filter((person) => isLucky('a secret', person, 300_000))).toEqual(lucky);
    expect(Math.abs(lucky.length / people.length - 0.3)).toBeLessThan(0.015);
    expect(people.filter((person) => isLucky('another', person, 300_000))).not.toEqual(lucky);
  });
});
