import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CarFacts, carProblem, type PersonFacts, personProblem } from './referral-rules.js';

const person: PersonFacts = {
  open: true,
  inviterId: 'a',
  inviteeId: 'b',
  inviterPhone: '13800000001',
  inviteePhone: '13800000002',
  inviteeKnown: false,
  inviteeTaken: false,
  inviteeBroughtInviter: false,
  brought: 0,
  most: 10,
};
const car: CarFacts = {
  vin: 'LVG1',
  plate: '晋A12345',
  inviterCars: [{ vin: 'LVG2', plate: '晋A54321' }],
  carKnown: false,
  carTaken: false,
};

describe('who may be brought', () => {
  it('takes strangers with a car that nobody knows', () => {
    expect(personProblem(person)).toBeNull();
    expect(carProblem(car)).toBeNull();
  });

  it.each([
    [{ inviteeId: 'a' }, 'self'],
    [{ inviteePhone: '13800000001' }, 'same_phone'],
    [{ inviteeTaken: true }, 'taken_person'],
    [{ inviteeBroughtInviter: true }, 'brought_inviter'],
    [{ inviteeKnown: true }, 'known_person'],
    [{ open: false }, 'closed'],
    [{ brought: 10 }, 'limit'],
  ] as const)('refuses %j as %s', (change, problem) => {
    expect(personProblem({ ...person, ...change })).toBe(problem);
  });

  it.each([
    [{ vin: 'LVG2' }, 'same_vin'],
    [{ plate: '晋A54321' }, 'same_plate'],
    [{ carTaken: true }, 'taken_car'],
    [{ carKnown: true }, 'known_car'],
  ] as const)('refuses a car with %j as %s', (change, problem) => {
    expect(carProblem({ ...car, ...change })).toBe(problem);
  });

  it('never takes oneself, whatever else is true', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.nat(20),
        fc.nat(20),
        (open, known, taken, n, most) => {
          const facts = { ...person, inviteeId: 'a', open, brought: n, most };
          expect(personProblem({ ...facts, inviteeKnown: known, inviteeTaken: taken })).not.toBeNull();
        },
      ),
    );
  });

  it('does not take two people without a phone for the same', () => {
    expect(personProblem({ ...person, inviterPhone: null, inviteePhone: null })).toBeNull();
  });
});
